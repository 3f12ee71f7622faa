"""Events in Khabar's own flat table: every event, with its doubt, one a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, ClassVar, Literal

from pydantic import Field

from khabar.coding.lexicon.codebook import load_codebook
from khabar.export.account import Account
from khabar.export.outgoing import Outgoing, Review
from khabar.export.record import Record, lose_details
from khabar.export.row import Row
from khabar.export.told import first_told, outlets
from khabar.export.toll import figure_of
from khabar.export.where import province_of
from khabar.export.who import doers, sufferers
from khabar.linking.voices import at_home
from khabar.packs.theatre import Theatre
from khabar.records import Aspect, Event, Modality, Place, Standing

_COUNTED = ("killed", "wounded", "displaced", "detained", "freed")


class EventRow(Row):
    """One event with all that is flat about it."""

    REVIEW: ClassVar[str] = "review"

    id: str = Field(description="event id")
    type: str = Field(description="codebook type")
    label: str = Field(description="the type in words")
    standing: Standing = Field(description="claimed, reported, corroborated, disputed or retracted")
    happened: bool = Field(description="false = said not to have happened")
    modality: Modality = Field(description="reported, claimed, alleged, denied, planned, threatened or possible")
    aspect: Aspect = Field(description="done, ongoing or attempted")
    kind: Literal["act", "description", "history", "total"] = Field(
        description="`act`, or what keeps it from being counted as one"
    )
    first_day: date | None = Field(description="the first day it can have happened; empty = not known")
    last_day: date | None = Field(description="the last day; empty = not known")
    time_precision: str = Field(description="hour, day, week, month, year or unknown; empty = no time")
    place: str = Field(description="the most exact place; empty = none")
    place_id: str = Field(description="its id")
    place_precision: str = Field(description="site, settlement, district, province, region, country, route or water")
    province: str = Field(description="first-level division; empty = not known")
    country: str = Field(description="ISO 3166-1 alpha-2; empty = not known")
    latitude: float | None = Field(ge=-90, le=90, description="WGS84 degrees")
    longitude: float | None = Field(ge=-180, le=180, description="WGS84 degrees")
    uncertainty_km: float | None = Field(ge=0, description="radius the true place lies in; empty = not computed")
    places: tuple[str, ...] = Field(description="ids of all places")
    actors: tuple[str, ...] = Field(description="who acts: names, else the reports' words")
    actor_ids: tuple[str, ...] = Field(description="ids of those known")
    targets: tuple[str, ...] = Field(description="who is acted upon")
    target_ids: tuple[str, ...] = Field(description="ids of those known")
    killed_low: int | None = None
    killed_best: int | None = None
    killed_high: int | None = None
    wounded_low: int | None = None
    wounded_best: int | None = None
    wounded_high: int | None = None
    displaced_low: int | None = None
    displaced_best: int | None = None
    displaced_high: int | None = None
    detained_low: int | None = None
    detained_best: int | None = None
    detained_high: int | None = None
    freed_low: int | None = None
    freed_best: int | None = None
    freed_high: int | None = None
    status: str = Field(description="of talks: held, planned, stalled or refused; else empty")
    reports: int = Field(ge=0, description="reports, copies among them")
    outlets: tuple[str, ...] = Field(description="outlets, oldest report first")
    claim_ids: tuple[str, ...] = Field(description="the claims it rests on")
    sentence: str = Field(description="the sentence quoted")
    url: str | None = Field(description="address of the report quoted")
    first_known: datetime = Field(description="when readers could first know of it, UTC")
    codebook: str = Field(description="version of the codebook")
    review: Review = Field(description="whether an analyst has released it")


def event_rows(record: Record, account: Account) -> Iterator[EventRow]:
    """Every event that may go out, those said not to have happened among them."""
    for out in record.outgoing(account):
        lose_details(out.event, account, places=False)
        account.lost["figures other than of killed, wounded, displaced, detained and freed"] += sum(
            figure.what not in _COUNTED for figure in out.event.figures
        )
        yield _row(out, record.theatre)


def _row(out: Outgoing, theatre: Theatre | None) -> EventRow:
    event = out.event
    quoted, days = first_told(event), event.occurred
    return EventRow(
        id=event.id,
        type=event.type,
        label=load_codebook().label_of(event.type),
        standing=event.standing,
        happened=event.polarity == "yes",
        modality=event.modality,
        aspect=event.aspect,
        kind=_kind(event),
        first_day=days.first_day if days else None,
        last_day=days.last_day if days else None,
        time_precision=days.precision if days else "",
        **_place(event.places[0] if event.places else None, theatre),
        places=tuple(place.id for place in event.places),
        actors=tuple(named.name for named in doers(event)),
        actor_ids=tuple(actor.id for actor in event.actors),
        targets=tuple(named.name for named in sufferers(event)),
        target_ids=tuple(actor.id for actor in event.targets),
        **_figures(event),
        status=event.status,
        reports=len({claim.document_id for claim in event.claims}),
        outlets=outlets(event),
        claim_ids=tuple(dict.fromkeys(at_home(claim.id) for claim in event.claims)),
        sentence=quoted.sentence_text,
        url=quoted.url,
        first_known=min(claim.known_at for claim in event.claims),
        codebook=quoted.mention.codebook,
        review=out.review,
    )


def _kind(event: Event) -> Literal["act", "description", "history", "total"]:
    if event.background:
        return "history"
    if event.descriptive:
        return "description"
    return "total" if event.aggregate else "act"


def _place(place: Place | None, theatre: Theatre | None) -> dict[str, Any]:
    return {
        "place": place.name if place else "",
        "place_id": place.id if place else "",
        "place_precision": place.precision if place else "",
        "province": province_of(place, theatre) if place else "",
        "country": place.country if place else "",
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "uncertainty_km": place.uncertainty_km if place else None,
    }


def _figures(event: Event) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for what in _COUNTED:
        figure = figure_of(event, what)
        found |= {f"{what}_{end}": getattr(figure, end) if figure else None for end in ("low", "best", "high")}
    return found
