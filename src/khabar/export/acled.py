"""Events in ACLED's 31 columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import Field

from khabar.coding.lexicon.codebook import load_codebook
from khabar.export.account import Account
from khabar.export.acled_terms import Disorder, EventKind, Inter, SubEvent, interaction
from khabar.export.mapping import SubEventRow, acled_table
from khabar.export.outgoing import Outgoing
from khabar.export.record import Record, has_happened, lose_details
from khabar.export.row import Row
from khabar.export.told import note, outlets
from khabar.export.toll import figure_of
from khabar.export.tolls_of_acts import acts_with_tolls
from khabar.export.where import country_name, district_of, iso_number, province_of
from khabar.export.who import chief, doers, sufferers
from khabar.packs.theatre import Theatre
from khabar.records import Event, Place

# The columns, in ACLED's order.  Source: ACLED codebook and API documentation.
_TIME: dict[str, Literal[1, 2, 3]] = {"hour": 1, "day": 1, "week": 2, "month": 3}
_GEO: dict[str, Literal[1, 2, 3]] = {
    "site": 1, "settlement": 1, "district": 2, "route": 2, "water": 2, "province": 3, "region": 3,
}  # fmt: skip


class AcledRow(Row):
    """One event as ACLED would list it."""

    KEY: ClassVar[tuple[str, ...]] = ("event_id_cnty",)
    REVIEW: ClassVar[str] = "tags"

    event_id_cnty: str = Field(description="Khabar's event id; ACLED's own has country letters and a number")
    event_date: date = Field(description="the first day it can have happened")
    year: int = Field(description="of event_date")
    time_precision: Literal[1, 2, 3] = Field(description="1 the day, 2 within a week, 3 within a month")
    disorder_type: Disorder = Field(description="ACLED's, from the sub-event type")
    event_type: EventKind = Field(description="ACLED's, from the sub-event type")
    sub_event_type: SubEvent = Field(description="from the codebook, refined by data/export/acled.yaml")
    actor1: str = Field(description="who acts; empty = not named")
    assoc_actor_1: str = Field(description="others who act with it, separated by ;")
    inter1: Inter | Literal[""] = Field(description="ACLED's type of actor1, in text; empty = cannot be told")
    actor2: str = Field(description="who is acted upon; empty = not named")
    assoc_actor_2: str = Field(description="others acted upon, separated by ;")
    inter2: Inter | Literal[""] = Field(description="as inter1, of actor2")
    interaction: str = Field(description="both types in text, lower digit first; empty where a type is not known")
    civilian_targeting: Literal["Civilian targeting", ""] = Field(description="set where actor2 are civilians")
    iso: int | None = Field(ge=1, le=999, description="ISO 3166-1 numeric")
    region: Literal[""] = Field(description="left empty: ACLED's own regions")
    country: str = Field(description="English name")
    admin1: str = Field(description="first-level division, from the theatre pack or the gazetteer")
    admin2: str = Field(description="district, where the place is one")
    admin3: Literal[""] = Field(description="left empty")
    location: str = Field(description="the most exact place of the event")
    latitude: float = Field(ge=-90, le=90, description="WGS84 degrees")
    longitude: float = Field(ge=-180, le=180, description="WGS84 degrees")
    geo_precision: Literal[1, 2, 3] = Field(
        description="1 site or town, 2 district, road or water, 3 province or region"
    )
    source: str = Field(description="outlets, oldest report first, separated by ;")
    source_scale: Literal[""] = Field(description="left empty: Khabar does not know an outlet's reach")
    notes: str = Field(description="the sentence quoted; in brackets standing, modality, number of reports")
    fatalities: int | None = Field(
        ge=0, description="the low end of the killed; empty = no report gives a number, which is not 0"
    )
    tags: str = Field(description="released or unreviewed")
    timestamp: int = Field(ge=0, description="Unix seconds: when the store last took in a report of it")


def acled_rows(record: Record, account: Account) -> Iterator[AcledRow]:
    """The events ACLED has a sub-event type, a day within a month and a point for; the others are counted as lost."""
    for out, toll in acts_with_tolls(record.outgoing, account):
        if row := _row(out, toll, record.theatre, account):
            lose_details(out.event, account)
            yield row


def _row(out: Outgoing, toll: Event | None, theatre: Theatre | None, account: Account) -> AcledRow | None:
    event = out.event
    kind = sub_event_of(event)
    if not has_happened(event, account):
        return None
    if kind is None:
        account.lost[f"{event.type}: no ACLED sub-event type"] += 1
        return None
    if event.occurred is None or event.occurred.precision not in _TIME:
        account.lost["events whose month is not known"] += 1
        return None
    place = event.places[0] if event.places else None
    if place is None or place.lat is None or place.lon is None or place.precision not in _GEO:
        account.lost["events without a point below the country"] += 1
        return None
    days = event.occurred
    account.lost["last days of events that took, or may have taken, several"] += days.first_day != days.last_day
    account.lost["how a report places the act: near, outskirts, toward"] += _is_beside(event)
    return AcledRow(
        event_id_cnty=event.id,
        event_date=days.first_day,
        year=days.first_day.year,
        time_precision=_TIME[days.precision],
        disorder_type=kind.disorder,
        event_type=kind.event_type,
        sub_event_type=kind.name,
        **_parties(event),
        **_whereabouts(place, place.lat, place.lon, theatre),
        source="; ".join(outlets(event)),
        source_scale="",
        notes=f"{note(event)} {note(toll)}" if toll else note(event),
        fatalities=_killed(event, toll, account),
        tags=out.review,
        timestamp=int(max(claim.recorded_at for claim in event.claims).timestamp()),
    )


def sub_event_of(event: Event) -> SubEventRow | None:
    """The sub-event type ACLED has for an event; None where it has none."""
    table = acled_table()
    known = {row.name: row for row in table.sub_events}
    one, other = chief(doers(event)).party.acled, chief(sufferers(event)).party.acled
    words = " | ".join(claim.mention.trigger.text.casefold() for claim in event.claims)
    for rule in table.refine:
        if rule.type != event.type or (rule.actor and one not in rule.actor):
            continue
        if (rule.target and other not in rule.target) or (rule.words and not any(w in words for w in rule.words)):
            continue
        return known[rule.sub_event]
    usual = load_codebook().types.get(event.type)
    return next((row for row in table.sub_events if usual and row.name == usual.acled), None)


def _parties(event: Event) -> dict[str, Any]:
    """The columns on who acts and who is acted upon."""
    acting, acted_on = doers(event), sufferers(event)
    one, other = chief(acting), chief(acted_on)
    unclear = (one.is_named and not one.party.acled) or (other.is_named and not other.party.acled)
    return {
        "actor1": one.name,
        "assoc_actor_1": "; ".join(named.name for named in acting[1:]),
        "inter1": one.party.acled,
        "actor2": other.name,
        "assoc_actor_2": "; ".join(named.name for named in acted_on[1:]),
        "inter2": other.party.acled,
        "interaction": "" if unclear else interaction(one.party.acled, other.party.acled),
        "civilian_targeting": "Civilian targeting" if other.party.acled == "Civilians" else "",
    }


def _whereabouts(place: Place, lat: float, lon: float, theatre: Theatre | None) -> dict[str, Any]:
    """The columns on where."""
    return {
        "iso": iso_number(place.country),
        "region": "",
        "country": country_name(place),
        "admin1": province_of(place, theatre),
        "admin2": district_of(place),
        "admin3": "",
        "location": place.name,
        "latitude": lat,
        "longitude": lon,
        "geo_precision": _GEO[place.precision],
    }


def _killed(event: Event, toll: Event | None, account: Account) -> int | None:
    """The low end of the killed, by the act's own figure or its toll. What else is counted is lost."""
    account.lost["figures other than of the killed"] += sum(figure.what != "killed" for figure in event.figures)
    killed = figure_of(event, "killed") or (figure_of(toll, "killed") if toll else None)
    if killed is None:
        return None
    account.lost["tolls given as a range, or open at an end"] += killed.is_open or killed.low != killed.high
    return killed.least


def _is_beside(event: Event) -> bool:
    return any(a.relation != "in" for claim in event.claims for a in claim.mention.role("place"))
