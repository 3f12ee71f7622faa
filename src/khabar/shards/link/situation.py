"""The situation of one theatre, from events that were linked from coded shards of all the world."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from khabar.packs import load_theatre
from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.shards.link.events_file import events_from, files_in
from khabar.shards.needed import needed
from khabar.situation import Situation, assemble

# The reports that tell an act in the theatre, and every event that one of them tells.
_ASKED = """
WITH near AS (SELECT DISTINCT unnest(reports) AS report FROM events WHERE list_has_any(countries, $countries))
SELECT claims, data FROM events WHERE list_has_any(reports, (SELECT coalesce(list(report), []) FROM near))
ORDER BY known_at, event
"""


def situation_over(folder: str | Path, *, theatre: str, on: date, known: datetime) -> Situation:
    """The situation on a day by what was known at a moment (UTC), from the events that `khabar link` put in a folder.

    The same as a store gives that holds the reports that tell an act in a country of the theatre; of reports with
    nothing coded it does not know. Raises BadInput, UnknownTheatre, MissingPart.
    """
    pack = load_theatre(theatre)
    return assemble(events_near(folder, pack), pack, on=on, known=known)


def events_near(folder: str | Path, theatre: Theatre) -> tuple[Event, ...]:
    """Every event of the reports that tell an act in a country of the theatre, by the moment each was first known."""
    duckdb = needed("duckdb", extra="shards", what="Asking linked shards")
    files = [str(file) for file in files_in(folder)]
    if not files:
        return ()
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.read_parquet(files).create_view("events")
        found = connection.sql(_ASKED, params={"countries": sorted(theatre.countries)}).to_arrow_table()
        return tuple(events_from(found.to_pylist()))
