"""Who held each place on each day, in the layout of VIINA's control table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from khabar.errors import BadInput
from khabar.export.account import Account
from khabar.export.record import Record
from khabar.export.row import Row
from khabar.packs.theatre import TheatrePlace
from khabar.situation import DayReading, control_by_day

CITED = 10


class ControlRow(Row):
    """One place on one day."""

    KEY: ClassVar[tuple[str, ...]] = ("place_key", "date")
    PASSING: ClassVar[tuple[str, ...]] = ("known_on",)
    REVIEW: ClassVar[str] = "review"

    geonameid: int | None = Field(description="GeoNames id; empty = the place has none")
    date: dt.date = Field(description="civil day of the theatre")
    status_confirmed: str = Field(description="side that holds it by more than a party's own word; empty = none")
    status_claimed: str = Field(description="side that claims or besieges it; empty = none")
    status: str = Field(description="the side's id in capitals, CONTESTED, or UNKNOWN; never a guess for UNKNOWN")
    state: str = Field(description="held, contested, claimed, besieged or unknown")
    confidence: float = Field(ge=0, le=1, description="probability of `status` by all evidence")
    last_evidence_date: dt.date | None = Field(
        description="last day up to this one that a report tells of; empty = none"
    )
    evidence_ids: tuple[str, ...] = Field(description=f"the last {CITED} claims up to the day, separated by ;")
    known_on: dt.datetime = Field(description="moment of knowledge, UTC: later reports are not used")
    place_key: str = Field(description="the theatre's key of the place")
    asciiname: str = Field(description="name of the place")
    latitude: float | None = Field(ge=-90, le=90, description="WGS84 degrees")
    longitude: float | None = Field(ge=-180, le=180, description="WGS84 degrees")
    review: str = Field(description="released: all events used are; unreviewed: not all")


def control_rows(record: Record, account: Account) -> Iterator[ControlRow]:
    """The theatre's places on each of the days asked for. Raises BadInput where no theatre is named."""
    if record.theatre is None:
        raise BadInput("Control is asked of a theatre.", next_step="Name one with --theatre.")
    if record.days is None:
        return
    theatre = record.theatre
    review = "released" if all(out.review == "released" for out in record.evidence) else "unreviewed"
    hidden = {key for key, place in theatre.place_by_key.items() if place.place.id in record.hidden}
    events = [out.event for out in record.evidence]
    account.withheld["places too exact to be told, each with all its days"] += len(hidden)
    for day in control_by_day(record.days, known=record.known, events=events, theatre=theatre):
        if day.reading.place_key not in hidden:
            account.lost["what each report says of the holder, and its weight"] += len(day.claim_ids) > 0
            account.lost["evidence beyond the last few claims"] += max(0, len(day.claim_ids) - CITED)
            yield _row(day, theatre.place_by_key[day.reading.place_key], review)


def _row(day: DayReading, watched: TheatrePlace, review: str) -> ControlRow:
    reading, place = day.reading, watched.place
    # What is only claimed is not yet so: the status stays that of the holder by what is confirmed.
    outcome = {"contested": "contested", "unknown": "unknown"}.get(reading.state, reading.holder or "unknown")
    return ControlRow(
        geonameid=place.geonameid,
        date=reading.on,
        status_confirmed=reading.holder,
        status_claimed=reading.claimant,
        status=outcome.upper(),
        state=reading.state,
        confidence=round(reading.chance(outcome), 4),
        last_evidence_date=reading.last_heard,
        evidence_ids=day.claim_ids[-CITED:],
        known_on=reading.known,
        place_key=watched.key,
        asciiname=watched.names[0],
        latitude=place.lat,
        longitude=place.lon,
        review=review,
    )
