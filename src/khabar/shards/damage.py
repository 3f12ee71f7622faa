"""The part of a shard that cannot be read."""

from __future__ import annotations

from khabar.documents.build import About, aside
from khabar.records import SetAside


def damaged(name: str, message: str) -> SetAside:
    """What stands in the place of the reports that are lost."""
    return aside(About(source=name), "damaged", message, "Fetch it again: a shard that changed is coded anew.")
