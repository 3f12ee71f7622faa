"""What an analyst releases for publication, and takes back: nothing leaves the desk without a person's word.

The word is kept for good beside those before it; the latest on a claim holds. It covers an event's claims as they
stand: a report that joins the event later waits for a word of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.judging import events_named, judge
from khabar.picture import Picture
from khabar.records import Event, Release


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of some events. `new` = how many words were new; 0 where the same had been said already."""

    events: tuple[Event, ...]
    releases: tuple[Release, ...]
    new: int


def release(picture: Picture, ids: Sequence[str], *, by: str, note: str = "", seen: int | None = None) -> Said:
    """Lets events, named by their ids or enough of their beginnings, be published. Raises UnknownId, AmbiguousId."""
    return _say(picture, ids, by=by, note=note, released=True, seen=seen)


def withdraw(picture: Picture, ids: Sequence[str], *, by: str, note: str = "", seen: int | None = None) -> Said:
    """Holds events back from now on; the next change feed tells readers so. Raises UnknownId, AmbiguousId."""
    return _say(picture, ids, by=by, note=note, released=False, seen=seen)


def _say(picture: Picture, ids: Sequence[str], *, by: str, note: str, released: bool, seen: int | None) -> Said:
    events = events_named(ids, picture.events())
    who = judge(by)
    words = tuple(
        Release(claim.id, place_id, released, who, note)
        for event in events
        for claim in event.claims
        for place_id in ([place.id for place in event.places] or [""])
    )
    return Said(events, words, picture.release(words, seen=seen))
