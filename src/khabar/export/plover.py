"""Events as PLOVER JSON lines, with Khabar's territory acts as a declared extension."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from khabar.export.account import Account
from khabar.export.mapping import PloverType, plover_table
from khabar.export.outgoing import Outgoing
from khabar.export.record import Record, has_happened, lose_details
from khabar.export.row import Row
from khabar.export.told import first_told
from khabar.export.toll import figure_of
from khabar.export.where import country_name, district_of, iso3, province_of
from khabar.export.who import Named, doers, sufferers
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event, Place

Resolution = Literal[1, 2, 3, 4, 5]
# How exact the place is: 1 the country to 5 a site.
_RESOLUTION: dict[str, Resolution] = {
    "country": 1, "region": 1, "water": 1, "province": 2, "district": 3, "route": 3, "settlement": 4, "site": 5,
}  # fmt: skip


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PloverActor(_Part):
    """Who acts, or is acted upon."""

    code: str | None = Field(default=None, description="Khabar's actor id")
    sector: str | None = Field(default=None, description="PLOVER's sector; left out where it cannot be told")
    entity_text: str = Field(description="the name, or the report's words")


class PloverPlace(_Part):
    """Where."""

    extracted_place: str | None = None
    resolved_place: str
    geonameid: int | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    district: str | None = None
    province: str | None = None
    country: str | None = None
    country_code: str | None = Field(default=None, description="ISO 3166-1 alpha-3")
    resolution: Resolution = Field(description="1 country to 5 site")


class PloverText(_Part):
    """Where the sentence stands in its report, in characters."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class PloverSize(_Part):
    """Numbers of people: the low end where a range is stated."""

    dead: int | None = Field(default=None, ge=0)
    injured: int | None = Field(default=None, ge=0)
    arrested: int | None = Field(default=None, ge=0)


class PloverCite(_Part):
    """What it was read from, and by which codebook."""

    corpus: str
    title: str | None = None
    publication: dt.date | None = None
    coder: str
    codebook: str
    version: str


class PloverRow(Row):
    """One event as a PLOVER record."""

    REVIEW: ClassVar[str] = "comment"

    id: str = Field(description="Khabar's event id")
    date: dt.date = Field(description="the first day it can have happened")
    enddate: dt.date | None = Field(default=None, description="the last day, where it is another")
    actor: list[PloverActor]
    recipient: list[PloverActor]
    event: list[str] = Field(min_length=1, description="PLOVER event type")
    mode: list[str] = Field(description="PLOVER mode, or one of the extension")
    context: list[str] = Field(description="PLOVER context, or one of the extension")
    event_loc: PloverPlace | None = None
    event_text: list[str] = Field(description="the words that name the act, each once")
    quad_code: Literal[1, 2, 3, 4]
    link: str | None = Field(default=None, description="address of the report quoted")
    text: str | None = Field(default=None, description="its sentence")
    text_info: PloverText | None = None
    size: PloverSize | None = None
    cite_info: PloverCite
    coder: str
    comment: str = Field(description="released or unreviewed; standing; modality")


def plover_rows(record: Record, account: Account) -> Iterator[PloverRow]:
    """The events PLOVER has a type for and whose time is known; the others are counted as lost."""
    for out in record.outgoing(account):
        if row := _row(out, record.theatre, account):
            lose_details(out.event, account)
            yield row


def _row(out: Outgoing, theatre: Theatre | None, account: Account) -> PloverRow | None:
    event = out.event
    if not has_happened(event, account):
        return None
    kind = plover_table().types.get(event.type)
    if kind is None:
        account.lost[f"{event.type}: no PLOVER event"] += 1
        return None
    if event.occurred is None:
        account.lost["events without a time"] += 1
        return None
    quoted, days = first_told(event), event.occurred
    sentence = quoted.mention.sentence
    return PloverRow(
        id=event.id,
        date=days.first_day,
        enddate=days.last_day if days.last_day != days.first_day else None,
        actor=_actors(doers(event)),
        recipient=_actors(sufferers(event)),
        event=[kind.event],
        mode=[kind.mode] if kind.mode else [],
        context=list(kind.context),
        event_loc=_place(event.places[0], quoted, theatre) if event.places else None,
        event_text=list(dict.fromkeys(claim.mention.trigger.text for claim in event.claims)),
        quad_code=plover_table().quads[kind.event],
        link=quoted.url,
        text=quoted.sentence_text or None,
        text_info=PloverText(start=sentence.start, end=sentence.end) if quoted.sentence_text else None,
        size=_size(event, account),
        cite_info=_cited(quoted, kind),
        coder="Khabar",
        comment=f"{out.review}; standing: {event.standing}; modality: {event.modality}",
    )


def _actors(named: Sequence[Named]) -> list[PloverActor]:
    return [PloverActor(code=n.id or None, sector=n.party.plover or None, entity_text=n.name) for n in named]


def _place(place: Place, quoted: Claim, theatre: Theatre | None) -> PloverPlace:
    words = next((a.text for a in quoted.mention.role("place") if a.resolved == place), None)
    return PloverPlace(
        extracted_place=words,
        resolved_place=place.name,
        geonameid=place.geonameid,
        lat=place.lat,
        lon=place.lon,
        district=district_of(place) or None,
        province=province_of(place, theatre) or None,
        country=country_name(place) or None,
        country_code=iso3(place.country) or None,
        resolution=_RESOLUTION[place.precision],
    )


def _size(event: Event, account: Account) -> PloverSize | None:
    told = {
        name: figure.least
        for name, what in (("dead", "killed"), ("injured", "wounded"), ("arrested", "detained"))
        if (figure := figure_of(event, what))
    }
    others = [figure for figure in event.figures if figure.what not in ("killed", "wounded", "detained")]
    account.lost["figures other than of dead, injured and arrested"] += len(others)
    return PloverSize(**told) if told else None


def _cited(quoted: Claim, kind: PloverType) -> PloverCite:
    extension = plover_table().extension
    extended = kind.mode in extension.modes or not extension.contexts.isdisjoint(kind.context)
    return PloverCite(
        corpus=quoted.outlet or "unnamed outlet",
        title=quoted.title or None,
        publication=quoted.published,
        coder="Khabar",
        codebook=f"PLOVER with {extension.name}" if extended else "PLOVER",
        version=quoted.mention.codebook,
    )
