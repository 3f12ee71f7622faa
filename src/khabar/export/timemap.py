"""Events for a timemap: a map with a time line, as newsrooms run it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from khabar.coding.lexicon.codebook import load_codebook
from khabar.export.account import Account
from khabar.export.outgoing import Outgoing
from khabar.export.record import Record, has_happened, lose_details
from khabar.export.row import Row
from khabar.export.told import note, own_reports
from khabar.records import Claim, Event


class TimemapSource(BaseModel):
    """A report, as timemap lists its sources."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    paths: list[str] = Field(description="addresses of the report; empty list = none known")
    date: str = Field(description="day of publication; empty = undated")
    author: str = Field(description="the outlet; empty = unnamed")


class TimemapRow(Row):
    """One event as timemap reads it: all its values are text."""

    REVIEW: ClassVar[str] = "comments"

    id: str = Field(description="Khabar's event id")
    description: str = Field(description="the sentence quoted; in brackets how far it is vouched for")
    date: str = Field(description="YYYY-MM-DD, the first day it can have happened; empty = not known")
    time: str = Field(description="left empty: reports give days")
    time_precision: str = Field(description="hour, day, week, month, year; empty = not known")
    location: str = Field(description="the most exact place; empty = none")
    latitude: str = Field(description="WGS84 degrees; empty = no point")
    longitude: str = Field(description="WGS84 degrees; empty = no point")
    category: str = Field(description="the codebook's word for the type")
    associations: list[str] = Field(description="the type and the sides, to filter by")
    sources: list[TimemapSource] = Field(description="the reports that are no copies")
    comments: str = Field(description="released or unreviewed")

    @model_validator(mode="after")
    def _placed_or_dated(self) -> TimemapRow:
        if bool(self.latitude) != bool(self.longitude) or not (self.date or self.latitude):
            raise ValueError("a timemap event needs a date, or both latitude and longitude")
        return self


def timemap_rows(record: Record, account: Account) -> Iterator[TimemapRow]:
    """The events with a time or a point; the others are counted as lost."""
    for out in record.outgoing(account):
        if row := _row(out, account):
            lose_details(out.event, account)
            yield row


def _row(out: Outgoing, account: Account) -> TimemapRow | None:
    event = out.event
    if not has_happened(event, account):
        return None
    place = event.places[0] if event.places else None
    has_point = place is not None and place.lat is not None and place.lon is not None
    if event.occurred is None and not has_point:
        account.lost["events with neither time nor point"] += 1
        return None
    account.lost["figures: killed, wounded, displaced ..."] += len(event.figures)
    account.lost["last days of events that took, or may have taken, several"] += (
        event.occurred is not None and event.occurred.first_day != event.occurred.last_day
    )
    return TimemapRow(
        id=event.id,
        description=note(event),
        date=event.occurred.first_day.isoformat() if event.occurred else "",
        time="",
        time_precision=_precision(event),
        location=place.name if place else "",
        latitude=str(place.lat) if place and has_point else "",
        longitude=str(place.lon) if place and has_point else "",
        category=load_codebook().label_of(event.type),
        associations=[event.type, *dict.fromkeys(a.side for a in (*event.actors, *event.targets) if a.side)],
        sources=[_source(claim) for claim in own_reports(event)],
        comments=out.review,
    )


def _precision(event: Event) -> str:
    return event.occurred.precision.removeprefix("unknown") if event.occurred else ""


def _source(claim: Claim) -> TimemapSource:
    return TimemapSource(
        id=claim.document_id,
        title=claim.title,
        paths=[claim.url] if claim.url else [],
        date=claim.published.isoformat() if claim.published else "",
        author=claim.outlet,
    )
