"""Deadly events in the 49 columns of UCDP GED."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import floor
from typing import Any, ClassVar, Literal

from pydantic import Field

from khabar.export.account import Account
from khabar.export.outgoing import Outgoing
from khabar.export.record import Record, has_happened, lose_details
from khabar.export.row import Row
from khabar.export.told import first_told, own_reports
from khabar.export.toll import Range, figure_of
from khabar.export.tolls_of_acts import acts_with_tolls
from khabar.export.where import country_name, district_of, province_of
from khabar.export.who import Named, chief, doers, sufferers
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event, Place

Code = Literal[1, 2, 3, 4, 5, 6, 7]
_WHERE: dict[str, Code] = {
    "site": 1, "settlement": 1, "district": 3, "province": 4, "route": 5, "region": 5, "country": 6, "water": 7,
}  # fmt: skip
# The longest event, in days, that each code of date_prec stands for; anything longer is 5.
_DATE: tuple[tuple[int, Literal[1, 2, 3, 4]], ...] = ((1, 1), (6, 2), (7, 3), (31, 4))
_NOT_OURS = "left empty: UCDP's own numbers"


class UcdpRow(Row):
    """One deadly event as UCDP GED would list it."""

    KEY: ClassVar[tuple[str, ...]] = ("relid",)
    REVIEW: ClassVar[str] = "code_status"

    id: int = Field(ge=0, description="a number made from Khabar's event id")
    relid: str = Field(description="Khabar's event id")
    year: int = Field(description="of date_start")
    active_year: None = Field(default=None, description="left empty: UCDP's threshold of 25 deaths a year")
    code_status: Literal["released", "unreviewed"] = Field(
        description="whether an analyst has released it; UCDP has Clear and checks"
    )
    type_of_violence: Literal[1, 2, 3] = Field(
        description="1 state-based, 2 non-state, 3 one-sided, by the kinds of the parties"
    )
    conflict_dset_id: None = Field(default=None, description=_NOT_OURS)
    conflict_new_id: None = Field(default=None, description=_NOT_OURS)
    conflict_name: str = Field(description="the theatre's name; empty = none")
    dyad_dset_id: None = Field(default=None, description=_NOT_OURS)
    dyad_new_id: None = Field(default=None, description=_NOT_OURS)
    dyad_name: str = Field(description="both sides")
    side_a_dset_id: None = Field(default=None, description=_NOT_OURS)
    side_a_new_id: None = Field(default=None, description=_NOT_OURS)
    side_a: str = Field(description="the state, or who acts")
    side_b_dset_id: None = Field(default=None, description=_NOT_OURS)
    side_b_new_id: None = Field(default=None, description=_NOT_OURS)
    side_b: str = Field(description="the other party; Civilians for one-sided violence")
    number_of_sources: int = Field(ge=0, description="reports that are no copies")
    source_article: str = Field(description="outlet, day and title of each, separated by ;")
    source_office: str = Field(description="outlet of the report quoted")
    source_date: date | None = Field(description="its day")
    source_headline: str = Field(description="its title")
    source_original: str = Field(description="who told the outlet; empty = the outlet says so itself")
    where_prec: Code = Field(
        description="1 the place, 2 near it, 3 district, 4 province, 5 line or area, 6 country, 7 sea or air"
    )
    where_coordinates: str = Field(description="the place whose point is given")
    where_description: str = Field(description="as where_coordinates, with how the report places the act")
    adm_1: str = Field(description="first-level division")
    adm_2: str = Field(description="district, where the place is one")
    latitude: float = Field(ge=-90, le=90, description="WGS84 degrees")
    longitude: float = Field(ge=-180, le=180, description="WGS84 degrees")
    geom_wkt: str = Field(pattern=r"^POINT \(\S+ \S+\)$", description="the point as WKT, longitude first")
    priogrid_gid: int = Field(ge=1, le=259200, description="PRIO-GRID cell of the point")
    country: str = Field(description="English name")
    country_id: None = Field(default=None, description="left empty: Gleditsch and Ward's numbers")
    region: None = Field(default=None, description="left empty: UCDP's own regions")
    event_clarity: Literal[1, 2] = Field(description="1 one act, 2 told over several days")
    date_prec: Literal[1, 2, 3, 4, 5] = Field(description="1 the day, 2 up to six days, 3 a week, 4 a month, 5 more")
    date_start: date = Field(description="the first day it can have happened")
    date_end: date = Field(description="the last day")
    deaths_a: int = Field(ge=0, description="deaths of side_a")
    deaths_b: int = Field(ge=0, description="deaths of side_b")
    deaths_civilians: int = Field(ge=0, description="deaths of civilians")
    deaths_unknown: int = Field(ge=0, description="deaths of whom no report tells")
    best: int = Field(ge=0, description="best figure; the low end where none is stated")
    high: int = Field(ge=0, description="high end; the best figure where none is stated")
    low: int = Field(ge=0, description="low end; the best figure where none is stated")
    gwnoa: None = Field(default=None, description="left empty: Gleditsch and Ward's numbers")
    gwnob: None = Field(default=None, description="left empty: Gleditsch and Ward's numbers")


def ucdp_rows(record: Record, account: Account) -> Iterator[UcdpRow]:
    """The events with a death, two parties of known kinds, a time and a point; the others are counted as lost."""
    for out, toll in acts_with_tolls(record.outgoing, account):
        if row := _row(out, toll or out.event, record.theatre, account):
            lose_details(out.event, account, speaker=False)
            yield row


def _row(out: Outgoing, told: Event, theatre: Theatre | None, account: Account) -> UcdpRow | None:
    """The row of an act; `told` is the statement of its toll, or the act itself."""
    event = out.event
    if not has_happened(event, account):
        return None
    toll, violence = figure_of(told, "killed"), violence_of(event, told)
    place = next((p for p in event.places[:1] if p.lat is not None and p.lon is not None), None)
    if toll is None or toll.least is None or not toll.most:
        account.lost["events without a number of killed"] += 1
        return None
    if violence is None:
        account.lost["deadly events whose parties' kinds are not both known"] += 1
        return None
    if event.occurred is None:
        account.lost["deadly events without a time"] += 1
        return None
    if place is None:
        account.lost["deadly events without a point"] += 1
        return None
    first, last = event.occurred.first_day, event.occurred.last_day
    account.lost["open tolls closed with the figure at hand"] += toll.is_open
    account.lost["figures other than of the killed"] += sum(figure.what != "killed" for figure in event.figures)
    quoted = first_told(event)
    return UcdpRow(
        id=int(event.id.rpartition(":")[2][:12], 16),
        relid=event.id,
        year=first.year,
        code_status=out.review,
        conflict_name=theatre.name if theatre else "",
        **_sides(event, told, violence),
        **_sources(event, quoted),
        **_whereabouts(place, _relation(quoted), theatre),
        event_clarity=1 if first == last else 2,
        date_prec=next((code for days, code in _DATE if event.occurred.interval.days <= days), 5),
        date_start=first,
        date_end=last,
        **_deaths(event, told, toll, violence),
    )


def violence_of(event: Event, told: Event) -> Literal[1, 2, 3] | None:
    """UCDP's type of violence by the kinds of the two chief parties; None where either is not known."""
    one, other = (named.party.ucdp for named in _parties(event, told))
    if not one or not other or one == "civilians":
        return None
    if other == "civilians":
        return 3
    return 1 if "state" in (one, other) else 2


def _parties(event: Event, told: Event) -> tuple[Named, Named]:
    """Who acts and who is acted upon; where the act does not say upon whom, the dead."""
    other = chief(sufferers(event))
    return chief(doers(event)), other if other.party.ucdp else chief(sufferers(told))


def _sides(event: Event, told: Event, violence: int) -> dict[str, Any]:
    """Side a is the state where there is one; the victims of one-sided violence are side b."""
    one, other = _side_a_first(event, told)
    second = "Civilians" if violence == 3 else other.name
    return {
        "type_of_violence": violence,
        "dyad_name": f"{one.name} - {second}",
        "side_a": one.name,
        "side_b": second,
    }


def _side_a_first(event: Event, told: Event) -> tuple[Named, Named]:
    one, other = _parties(event, told)
    return (other, one) if other.party.ucdp == "state" and one.party.ucdp != "state" else (one, other)


def _deaths(event: Event, told: Event, toll: Range, violence: int) -> dict[str, Any]:
    """The dead by who they were; unknown where the report does not say which party's."""
    low = toll.least or 0
    best = toll.best if toll.best is not None else low
    high = toll.high if toll.high is not None else max(best, low)
    one, other = _side_a_first(event, told)
    who = chief(sufferers(told))
    column = "deaths_unknown"
    if violence == 3 or who.party.ucdp == "civilians":
        column = "deaths_civilians"
    elif who.id and who.id in (one.id, other.id):
        column = "deaths_a" if who.id == one.id else "deaths_b"
    none = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": 0}
    return {**none, column: best, "best": best, "high": max(high, best), "low": min(low, best)}


def _sources(event: Event, quoted: Claim) -> dict[str, Any]:
    reports = own_reports(event)
    said = quoted.mention.attribution
    return {
        "number_of_sources": len(reports),
        "source_article": "; ".join(_cited(claim) for claim in reports),
        "source_office": quoted.outlet,
        "source_date": quoted.published,
        "source_headline": quoted.title,
        "source_original": quoted.voice if said else "",
    }


def _cited(claim: Claim) -> str:
    day = claim.published.isoformat() if claim.published else "undated"
    return ", ".join(part for part in (claim.outlet or "unnamed outlet", day, claim.title) if part)


def _relation(claim: Claim) -> str:
    """How the quoted report lays the act to its place: in, near, outskirts ..."""
    return next((argument.relation for argument in claim.mention.role("place")), "in")


def _whereabouts(place: Place, relation: str, theatre: Theatre | None) -> dict[str, Any]:
    lat, lon = place.lat or 0.0, place.lon or 0.0
    near = place.precision in ("site", "settlement") and relation != "in"
    return {
        "where_prec": 2 if near else _WHERE[place.precision],
        "where_coordinates": place.name,
        "where_description": f"{relation} {place.name}" if relation != "in" else place.name,
        "adm_1": province_of(place, theatre),
        "adm_2": district_of(place),
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})",
        "priogrid_gid": priogrid_cell(lat=lat, lon=lon),
        "country": country_name(place),
    }


def priogrid_cell(*, lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point: half a degree square, counted from the south-west, eastward first."""
    row, column = min(359, floor((lat + 90) * 2)), min(719, floor((lon + 180) * 2))
    return row * 720 + column + 1
