"""An export of events made on the spot."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from builders import DAY

from khabar.export import FORMATS, Account, Outgoing, Record, write_export
from khabar.export.row import Row
from khabar.packs.theatre import Theatre
from khabar.records import Event, Figure, Place
from khabar.times import Interval
from khabar.times.moments import end_of_day

DARAN = Place("t:daran", "Daran", "settlement", lat=34.34801, lon=62.19967, country="AF", admin1="11", geonameid=17)
SARIN = Place("t:sarin", "Sarin", "settlement", lat=33.1, lon=61.5, country="AF", admin1="11", geonameid=18)
CLINIC = Place("t:clinic", "Daran clinic", "site", lat=34.35112, lon=62.20418, country="AF", admin1="11")


def killed(low: int | None, best: int | None, high: int | None) -> Figure:
    """A toll that one voice gives."""
    return Figure("killed", low, best, high, versions=((low, best, high, "The Herald", "c1"),))


def a_record(*events: Event, review: str = "unreviewed", theatre: Theatre | None = None, last: date = DAY) -> Record:
    """The record of some events, all with one word of an analyst."""
    out = tuple(Outgoing(event, review) for event in events)  # type: ignore[arg-type]
    days = Interval.of_days(theatre.start, last) if theatre else None
    return Record(lambda _: out, end_of_day(last), theatre=theatre, evidence=out, days=days)


def rows_of(format: str, *events: Event, theatre: Theatre | None = None) -> tuple[list[Row], Account]:
    """The rows a format makes of events, and what it says of the rest."""
    account = Account()
    return list(FORMATS[format].rows(a_record(*events, theatre=theatre), account)), account


def written(format: str, folder: Path, events: Iterable[Event], *, theatre: Theatre | None = None) -> Path:
    """A file of events in a format."""
    path = folder / f"out.{format}"
    write_export(FORMATS[format], a_record(*events, theatre=theatre), path, account=Account())
    return path
