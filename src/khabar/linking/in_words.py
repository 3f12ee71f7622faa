"""Who, where and when of a sighting in words, for the reasons a comparison gives."""

from __future__ import annotations

from datetime import date

from khabar.linking.sighting import Sighting


def where(sighting: Sighting) -> str:
    """Its places."""
    return ", ".join(place.name for place in sighting.places) or "place not known"


def part(sighting: Sighting) -> str:
    """The part of its place that is meant."""
    return sighting.site or "the place itself"


def who(sighting: Sighting, role: str = "actor") -> str:
    """Who fills a role, `actor` or `target`."""
    party = sighting.target if role == "target" else sighting.actor
    return ", ".join([actor.name for actor in party.actors] or sorted(party.words)) or "not named"


def when(sighting: Sighting) -> str:
    """Its day, or its first and last."""
    if sighting.first is None or sighting.last is None:
        return "time not known"
    first, last = date.fromordinal(sighting.first), date.fromordinal(sighting.last)
    return f"{first}" if first == last else f"{first} to {last}"
