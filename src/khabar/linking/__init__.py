"""Which claims speak of one act, and what each act comes to."""

from khabar.linking.link import link, why_merged

__all__ = ["link", "why_merged"]
