"""Data packs: loading, checking, and the values they become."""

from __future__ import annotations

from pathlib import Path

from khabar.packs.folder import theatre_folders
from khabar.packs.theatre import Road, Side, Theatre, TheatreActor, TheatrePlace
from khabar.packs.theatre_file import check, examples, load_theatre
from khabar.packs.theatre_summary import gaps

__all__ = [
    "Road",
    "Side",
    "Theatre",
    "TheatreActor",
    "TheatrePlace",
    "check",
    "examples",
    "gaps",
    "load_theatre",
    "theatres",
]


def theatres(*folders: Path) -> tuple[str, ...]:
    """The names of the theatres that come with Khabar, and of those in `folders`; sorted."""
    return tuple(sorted(theatre_folders(*folders)))
