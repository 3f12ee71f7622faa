"""A line of PLOVER, with Khabar's declared extension."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from khabar.export.mapping import country_codes, parties, plover_table
from khabar.export.plover import PloverActor, PloverPlace, PloverRow
from khabar.received.doubt import modality_told, standing_told
from khabar.received.told import BadRow, TellsDays, TellsParty, TellsPlace, Told, checked
from khabar.records import Count, Modality, Precision, Standing
from khabar.records.mention import Counted
from khabar.times.occurred import TimePrecision

_COMMENT = re.compile(r"(?:released|unreviewed); standing: (\w+); modality: (\w+)")
_PRECISION: dict[int, Precision] = {5: "site", 4: "settlement", 2: "province"}
_SIZES: tuple[tuple[str, Counted], ...] = (("dead", "killed"), ("injured", "wounded"), ("arrested", "detained"))
# The longest time, in days, that each precision stands for.
_DAYS: tuple[tuple[int, TimePrecision], ...] = ((1, "day"), (7, "week"), (31, "month"))


def told_by_line(values: Mapping[str, Any]) -> Told:
    """The event of a line. Raises BadRow where it breaks the format's schema, or is of no type that Khabar writes."""
    row = checked(PloverRow, values)
    cite, (standing, modality) = row.cite_info, _doubt(row.comment)
    return Told(
        id=row.id,
        type=_type(row),
        sentence=row.text or "",
        cells=_cells(row, f"standing: {standing}; modality: {modality}"),
        standing=standing,
        modality=modality,
        days=_days(row.date, row.enddate or row.date),
        place=_place(row.event_loc) if row.event_loc else None,
        actors=tuple(map(_party, row.actor)),
        targets=tuple(map(_party, row.recipient)),
        counts=_counts(row),
        act_words=next((words for words in row.event_text if words in (row.text or "")), ""),
        outlets=(cite.corpus,) if cite.corpus != "unnamed outlet" else (),
        title=cite.title or "",
        url=row.link,
        published=cite.publication,
        codebook=cite.version,
    )


def _days(first: date, last: date) -> TellsDays:
    """The days; the format gives no precision, so it follows from how many they are."""
    length = (last - first).days + 1
    return TellsDays(first, last, next((precision for most, precision in _DAYS if length <= most), "year"))


def _doubt(comment: str) -> tuple[Standing, Modality]:
    found = _COMMENT.fullmatch(comment)
    if found is None:
        raise BadRow("comment: it does not give standing and modality, as Khabar writes them")
    return standing_told(found[1]), modality_told(found[2])


def _type(row: PloverRow) -> str:
    """The first type written so: where PLOVER has one event for two of ours, the commoner is listed first."""
    found = _types().get((tuple(row.event), tuple(row.mode), tuple(row.context)))
    if found is None:
        raise BadRow(f"Khabar has no type for {'/'.join((*row.event, *row.mode, *row.context))}")
    return found


@lru_cache(maxsize=1)
def _types() -> dict[tuple[tuple[str, ...], ...], str]:
    found: dict[tuple[tuple[str, ...], ...], str] = {}
    for type, kind in plover_table().types.items():
        found.setdefault(((kind.event,), (kind.mode,) if kind.mode else (), tuple(kind.context)), type)
    return found


def _place(told: PloverPlace) -> TellsPlace:
    return TellsPlace(
        id=f"geonames:{told.geonameid}" if told.geonameid is not None else "",
        name=told.resolved_place,
        precision=_precision(told),
        lat=told.lat,
        lon=told.lon,
        country=_alpha2().get(told.country_code or "", ""),
        province=told.province or "",
        words=told.extracted_place or "",
    )


def _precision(told: PloverPlace) -> Precision:
    """What the place is: a resolution stands for several kinds, told apart by what else is given."""
    if told.resolution == 3:
        return "district" if told.district else "route"
    if told.resolution == 1:
        return "country" if told.resolved_place == told.country else "region"
    return _PRECISION[told.resolution]


@lru_cache(maxsize=1)
def _alpha2() -> dict[str, str]:
    return {iso3: code for code, (iso3, _) in country_codes().items()}


def _party(told: PloverActor) -> TellsParty:
    return TellsParty(told.entity_text, told.code or "", kind=_kinds().get(told.sector or "", "") if told.code else "")


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """The first kind of actor that each sector stands for."""
    found: dict[str, str] = {}
    for kind, party in parties().kinds.items():
        found.setdefault(party.plover, kind)
    return {sector: kind for sector, kind in found.items() if sector}


def _counts(row: PloverRow) -> tuple[Count, ...]:
    """The figures, of which the format has the low end alone."""
    sizes = [(what, getattr(row.size, name)) for name, what in _SIZES] if row.size else []
    return tuple(Count(what, f"at least {low}", low=low) for what, low in sizes if low is not None)


def _cells(row: PloverRow, comment: str) -> tuple[tuple[str, str], ...]:
    said = {**row.as_json(), "comment": comment}
    return tuple(
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in said.items()
        if name != "text" and value not in ("", [])
    )
