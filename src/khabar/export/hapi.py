"""Events counted by area and month in the shape of HDX HAPI's conflict table."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from khabar.export.account import Account
from khabar.export.acled import sub_event_of
from khabar.export.outgoing import Outgoing
from khabar.export.record import Record, has_happened
from khabar.export.row import Row
from khabar.export.toll import figure_of
from khabar.export.tolls_of_acts import acts_with_tolls
from khabar.export.where import district_of, iso3, province_of
from khabar.export.who import chief, sufferers
from khabar.packs.theatre import Theatre
from khabar.records import Event

HapiType = Literal["political_violence", "civilian_targeting", "demonstration"]
_OF_DISORDER: dict[str, HapiType] = {
    "Political violence": "political_violence",
    "Political violence; Demonstrations": "political_violence",
    "Demonstrations": "demonstration",
}
UNREVIEWED = "holds unreviewed events"


class HapiRow(Row):
    """The events of one kind in one area and month."""

    KEY: ClassVar[tuple[str, ...]] = (
        "location_code", "provider_admin1_name", "provider_admin2_name", "event_type", "reference_period_start",
    )  # fmt: skip
    REVIEW: ClassVar[str] = "warning"

    location_code: str = Field(pattern=r"^[A-Z]{3}$", description="ISO 3166-1 alpha-3")
    has_hrp: None = Field(default=None, description="left empty: OCHA's response plans")
    in_gho: None = Field(default=None, description="left empty: OCHA's overview")
    provider_admin1_name: str = Field(description="first-level division; empty = not known")
    provider_admin2_name: str = Field(description="district, where the place is one")
    admin1_code: str = Field(description="P-code, where a gazetteer of yours gives one")
    admin1_name: str = Field(description="as provider_admin1_name")
    admin2_code: str = Field(description="P-code, where a gazetteer of yours gives one")
    admin2_name: str = Field(description="as provider_admin2_name")
    admin_level: Literal[0, 1, 2] = Field(description="the finest level that is known")
    event_type: HapiType = Field(description="from ACLED's disorder type; an event may count as two kinds")
    events: int = Field(ge=1, description="number of events")
    fatalities: int | None = Field(ge=0, description="low ends of the killed; empty = no report gives a number")
    reference_period_start: date = Field(description="first day of the month")
    reference_period_end: date = Field(description="last day of the month")
    dataset_hdx_id: None = Field(default=None, description="left empty: not from HDX")
    resource_hdx_id: None = Field(default=None, description="left empty: not from HDX")
    warning: str = Field(description=f"`{UNREVIEWED}` where not all events are released")
    error: None = Field(default=None, description="left empty")


# HXL is being withdrawn from HDX; the row of tags is written on request alone.
HXL_TAGS: dict[str, str] = {
    "location_code": "#country+code",
    "provider_admin1_name": "#adm1+name+provider",
    "provider_admin2_name": "#adm2+name+provider",
    "admin1_code": "#adm1+code",
    "admin1_name": "#adm1+name",
    "admin2_code": "#adm2+code",
    "admin2_name": "#adm2+name",
    "admin_level": "#adm+level",
    "event_type": "#event+type",
    "events": "#event+num",
    "fatalities": "#fatality+num",
    "reference_period_start": "#date+start",
    "reference_period_end": "#date+end",
    "dataset_hdx_id": "#meta+dataset_id",
    "resource_hdx_id": "#meta+resource_id",
}


@dataclass(slots=True)
class _Sum:
    events: int = 0
    fatalities: int | None = None
    reviewed: bool = True


@dataclass(frozen=True, slots=True, order=True)
class _Area:
    country: str
    province: str
    district: str
    province_code: str
    district_code: str


def hapi_rows(record: Record, account: Account) -> Iterator[HapiRow]:
    """The counts by area, month and kind, in that order. The table holds sums alone, one for each row of the export."""
    sums: dict[tuple[_Area, date, HapiType], _Sum] = defaultdict(_Sum)
    for out, toll in acts_with_tolls(record.outgoing, account):
        told = toll or out.event
        for area, month, kind in _cells(out, record.theatre, account):
            total = sums[area, month, kind]
            total.events += 1
            total.reviewed &= out.review == "released"
            killed = figure_of(told, "killed")
            if killed and killed.least is not None:
                total.fatalities = (total.fatalities or 0) + killed.least
    for (area, month, kind), total in sorted(sums.items(), key=lambda item: item[0]):
        yield _row(area, month, kind, total)


def _cells(out: Outgoing, theatre: Theatre | None, account: Account) -> Iterator[tuple[_Area, date, HapiType]]:
    """Where an event counts: its area, month and kinds."""
    event = out.event
    kinds = _kinds(event)
    if not has_happened(event, account):
        return
    area = _area(event, theatre)
    if (
        not kinds
        or area is None
        or event.occurred is None
        or event.occurred.precision not in ("hour", "day", "week", "month")
    ):
        why = "no kind in HAPI" if not kinds else "no country" if area is None else "month not known"
        account.lost[f"events left out: {why}"] += 1
        return
    account.lost["who did it, to whom, by what report, with what doubt: only counts are written"] += 1
    yield from ((area, event.occurred.first_day.replace(day=1), kind) for kind in kinds)


def _kinds(event: Event) -> tuple[HapiType, ...]:
    """The kinds an event counts as: violence that targets civilians is counted as both, as HAPI does."""
    sub_event = sub_event_of(event)
    kind = _OF_DISORDER.get(sub_event.disorder) if sub_event else None
    if kind is None:
        return ()
    at_civilians = kind == "political_violence" and chief(sufferers(event)).party.acled == "Civilians"
    return ("civilian_targeting", kind) if at_civilians else (kind,)


def _area(event: Event, theatre: Theatre | None) -> _Area | None:
    place = event.places[0] if event.places else None
    if place is None or not iso3(place.country):
        return None
    of_province = place.pcode if place.precision == "province" else ""
    of_district = place.pcode if place.precision == "district" else ""
    return _Area(iso3(place.country), province_of(place, theatre), district_of(place), of_province, of_district)


def _row(area: _Area, month: date, kind: HapiType, total: _Sum) -> HapiRow:
    return HapiRow(
        location_code=area.country,
        provider_admin1_name=area.province,
        provider_admin2_name=area.district,
        admin1_code=area.province_code,
        admin1_name=area.province,
        admin2_code=area.district_code,
        admin2_name=area.district,
        admin_level=2 if area.district else 1 if area.province else 0,
        event_type=kind,
        events=total.events,
        fatalities=total.fatalities,
        reference_period_start=month,
        reference_period_end=month.replace(day=monthrange(month.year, month.month)[1]),
        warning="" if total.reviewed else UNREVIEWED,
    )
