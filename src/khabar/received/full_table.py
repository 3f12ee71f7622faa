"""A row of Khabar's own table, as GeoJSON and Parquet carry it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from math import isfinite
from typing import Any, cast, get_args

from khabar.export.event_row import EventRow
from khabar.received.told import BadRow, TellsDays, TellsParty, TellsPlace, Told, checked, range_in_words
from khabar.records import Count, Precision
from khabar.records.mention import Counted
from khabar.times.occurred import TimePrecision

_COUNTED: tuple[Counted, ...] = ("killed", "wounded", "displaced", "detained", "freed")


def told_by_row(values: Mapping[str, Any]) -> Told:
    """The event of a row. Raises BadRow where it breaks the format's schema."""
    row = checked(EventRow, values)
    known = row.first_known
    known_at = known.astimezone(UTC) if known.tzinfo else known.replace(tzinfo=UTC)
    return Told(
        id=row.id,
        type=row.type,
        sentence=row.sentence,
        cells=_cells(row),
        standing=row.standing,
        happened=row.happened,
        modality=row.modality,
        aspect=row.aspect,
        kind=row.kind,
        days=_days(row),
        place=_place(row),
        further=tuple(id for id in row.places if id != row.place_id),
        actors=_parties(row.actors, row.actor_ids),
        targets=_parties(row.targets, row.target_ids),
        counts=tuple(_counts(row)),
        status=row.status,
        claims=row.claim_ids,
        reports=row.reports,
        outlets=row.outlets,
        url=row.url,
        known_at=known_at,
        published=known_at.date(),
        codebook=row.codebook,
    )


def _days(row: EventRow) -> TellsDays | None:
    if row.first_day is None or row.last_day is None:
        return None
    if row.time_precision not in get_args(TimePrecision):
        raise BadRow(f"time_precision {row.time_precision!r} is not known")
    return TellsDays(row.first_day, row.last_day, cast(TimePrecision, row.time_precision))


def _place(row: EventRow) -> TellsPlace | None:
    if not row.place_id:
        return None
    if row.place_precision not in get_args(Precision):
        raise BadRow(f"place_precision {row.place_precision!r} is not known")
    if row.uncertainty_km is not None and not isfinite(row.uncertainty_km):
        raise BadRow("uncertainty_km is no distance")
    return TellsPlace(
        id=row.place_id,
        name=row.place,
        precision=cast(Precision, row.place_precision),
        lat=row.latitude,
        lon=row.longitude,
        country=row.country,
        province=row.province,
        uncertainty_km=row.uncertainty_km,
    )


def _parties(names: tuple[str, ...], ids: tuple[str, ...]) -> tuple[TellsParty, ...]:
    """Those known come first, each with its id."""
    if len(ids) > len(names):
        raise BadRow("it has more ids of actors than names")
    return tuple(TellsParty(name, id) for name, id in zip(names, (*ids, *[""] * (len(names) - len(ids))), strict=True))


def _counts(row: EventRow) -> list[Count]:
    found = []
    for what in _COUNTED:
        low, best, high = (getattr(row, f"{what}_{end}") for end in ("low", "best", "high"))
        if (low, best, high) != (None, None, None):
            found.append(Count(what, range_in_words(low, best, high), low, best, high))
    return found


def _cells(row: EventRow) -> tuple[tuple[str, str], ...]:
    """The columns that are not empty, but for this other desk's word on what may be published, which may change."""
    values = ((name, value) for name, value in row.as_json().items() if name not in ("review", "sentence"))
    return tuple((name, _text(value)) for name, value in values if value not in ("", []))


def _text(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
