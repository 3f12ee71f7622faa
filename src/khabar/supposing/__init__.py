"""Sentences as events taken as given: "Ghazni falls", "the road from A to B is cut", "Ghazni=taliban"."""

from khabar.supposing.events import supposed_events
from khabar.supposing.plain import side_called

__all__ = ["side_called", "supposed_events"]
