"""Rows that Khabar wrote in ACLED's or UCDP's columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TypeVar, cast, get_args

from khabar.datasets import load_scheme
from khabar.datasets.scheme import NO_TYPE
from khabar.export.acled import AcledRow
from khabar.export.cells import unescaped
from khabar.export.mapping import country_codes
from khabar.export.row import Row
from khabar.export.ucdp import UcdpRow
from khabar.packs.countries import countries
from khabar.received.doubt import modality_told, standing_told
from khabar.received.told import BadRow, TellsDays, TellsParty, TellsPlace, Told, Toll, checked
from khabar.records import Aspect, Count, Precision
from khabar.records.mention import Modality
from khabar.times.occurred import TimePrecision

R = TypeVar("R", bound=Row)
# The sentence, and in brackets standing, modality and aspect where they are not the usual ones, and reports; then,
# where the dead are told in a sentence of their own, that one likewise.
_NOTE = re.compile(r"(?P<sentence>.*?) ?\[standing: (?P<standing>\w+)(?P<more>(?:, \w+)*), reports: \d+\]", re.DOTALL)
# The outlet of each article: "Northern Wire, 2021-08-12, Headline; ...".
_ARTICLE = re.compile(r"(?:^|; )([^;]+?), (?:\d{4}-\d\d-\d\d|undated)(?=, |; |$)")
_TOLL_TYPES = "harm."
_LAST_STAMP = 9_999_999_999  # seconds since 1970, in the year 2286
_LASTS: dict[int, tuple[TimePrecision, int]] = {1: ("day", 0), 2: ("week", 6), 3: ("month", 30)}
_DATE_PREC: dict[int, TimePrecision] = {1: "day", 2: "week", 3: "week", 4: "month", 5: "year"}
_GEO: dict[int, Precision] = {1: "settlement", 2: "district", 3: "province"}
_WHERE: dict[int, Precision] = {
    1: "settlement", 2: "settlement", 3: "district", 4: "province", 5: "region", 6: "country", 7: "water",
}  # fmt: skip


def told_by_acled(cells: Mapping[str, str]) -> Told:
    """The event of a row in ACLED's columns. Raises BadRow where it breaks the format's schema."""
    row = _row(AcledRow, cells)
    sentence, standing, modality, aspect = _doubt(row.notes)
    type = load_scheme("acled").acts[row.sub_event_type].type
    if type == NO_TYPE:
        raise BadRow(f"sub_event_type {row.sub_event_type!r} names no one act")
    if row.timestamp > _LAST_STAMP:
        raise BadRow(f"timestamp {row.timestamp} lies outside the calendar")
    precision, more = _LASTS[row.time_precision]
    killed = None if row.fatalities is None else Count("killed", str(row.fatalities), low=row.fatalities)
    outlets = tuple(name for name in row.source.split("; ") if name)
    at_act = type.startswith(_TOLL_TYPES)
    return Told(
        id=row.event_id_cnty,
        type=type,
        sentence=sentence,
        cells=_but(cells, "tags", "timestamp"),
        standing=standing_told(standing),
        modality=modality,
        aspect=aspect,
        days=TellsDays(row.event_date, row.event_date + timedelta(days=more), precision),
        place=TellsPlace(
            id="",
            name=row.location,
            precision=_GEO[row.geo_precision],
            lat=row.latitude,
            lon=row.longitude,
            country=_codes().get(row.country, ""),
            province=row.admin1,
        ),
        actors=_parties(row.actor1, row.inter1, row.assoc_actor_1),
        targets=_parties(row.actor2, row.inter2, row.assoc_actor_2),
        counts=(killed,) if killed and at_act else (),
        toll=Toll(killed) if killed and not at_act else None,
        reports=len(outlets),
        outlets=outlets,
        known_at=datetime.fromtimestamp(row.timestamp, UTC),
        by_name=True,
    )


def told_by_ucdp(cells: Mapping[str, str]) -> Told:
    """The event of a row in UCDP's columns. Raises BadRow where it breaks the format's schema."""
    row = _row(UcdpRow, cells)
    kinds = {1: ("state force", "armed group"), 2: ("armed group", "armed group"), 3: ("", "civilians")}
    side_a, side_b = map(TellsParty, (row.side_a, row.side_b), ("", ""), kinds[row.type_of_violence])
    dead = ((row.deaths_a, (side_a,)), (row.deaths_b + row.deaths_civilians, (side_b,)))
    cited = (row.source_office, *_ARTICLE.findall(row.source_article))
    outlets = tuple(dict.fromkeys(name for name in cited if name and name != "unnamed outlet"))
    killed = Count("killed", str(row.best), low=row.low, best=row.best, high=row.high)
    return Told(
        id=row.relid,
        type=load_scheme("ucdp").acts[str(row.type_of_violence)].type,
        sentence="",
        cells=_but(cells, "code_status"),
        days=TellsDays(row.date_start, row.date_end, _DATE_PREC[row.date_prec]),
        place=TellsPlace(
            id="",
            name=row.where_coordinates,
            precision=_WHERE[row.where_prec],
            lat=row.latitude,
            lon=row.longitude,
            country=_codes().get(row.country, ""),
            province=row.adm_1,
            near=row.where_prec == 2,
        ),
        actors=(side_a,),
        targets=(side_b,),
        toll=Toll(killed, next((whose for number, whose in dead if number), ())),
        reports=len(outlets),
        outlets=outlets,
        speaker=row.source_original,
        title=row.source_headline,
        published=row.source_date,
        by_name=True,
    )


def _row(kind: type[R], cells: Mapping[str, str]) -> R:
    """The row of cells; an empty one is no value, and "" in a column of text."""
    fields = kind.model_fields
    known = {name: _value(fields[name].annotation, unescaped(text)) for name, text in cells.items() if name in fields}
    empty = {name: "" if _is_text(field.annotation) else None for name, field in fields.items()}
    return checked(kind, empty | known)


def _value(annotation: object, text: str) -> str | int:
    """A cell as its column's type takes it: the codes are numbers, which CSV does not say."""
    is_code = any(isinstance(code, int) for code in _choices(annotation))
    return int(text) if is_code and text.isdecimal() and len(text) == 1 else text


def _is_text(annotation: object) -> bool:
    return annotation is str or "" in _choices(annotation)


def _choices(annotation: object) -> tuple[object, ...]:
    """The values a column may have, where they are listed."""
    parts = get_args(annotation)
    return (*parts, *(choice for part in parts for choice in _choices(part)))


def _doubt(notes: str) -> tuple[str, str, Modality, Aspect]:
    found = _NOTE.match(notes)
    if found is None:
        raise BadRow("notes: they do not give the standing in brackets, as Khabar writes them")
    more = [word for word in found["more"].split(", ") if word]
    aspects = [word for word in more if word in get_args(Aspect)]
    modalities = [word for word in more if word not in aspects]
    modality = modality_told(modalities[0]) if modalities else "reported"
    return found["sentence"], found["standing"], modality, cast(Aspect, aspects[0]) if aspects else "done"


def _parties(chief: str, inter: str, others: str) -> tuple[TellsParty, ...]:
    first = (TellsParty(chief, kind=load_scheme("acled").kinds.get(inter, "")),) if chief else ()
    return (*first, *(TellsParty(name) for name in others.split("; ") if name))


def _but(cells: Mapping[str, str], *passing: str) -> tuple[tuple[str, str], ...]:
    """The cells, but for those that change although the event does not."""
    return tuple((name, unescaped(text)) for name, text in cells.items() if name not in (*passing, "change"))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {country.name: code for code, country in countries().items() if code in country_codes()}
