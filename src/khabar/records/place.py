"""Places on the map and their names in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.records.span import Span

Precision = Literal["site", "settlement", "district", "province", "region", "country", "route", "water"]
Use = Literal["place", "demonym", "metonym"]


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map. WGS84 degrees; both None where no point is known.

    `id` is stable: `geonames:1140026`, `theatre-id:key` for a place a theatre pack adds, `pcode:AF1701` or
    `own:gazetteer:key` for one of the user's gazetteers. `precision` is what the point stands for. `country` ISO 3166-1
    alpha-2, `admin1` the GeoNames first-level code, `pcode` the code humanitarian work knows it by; "" = unknown.
    `population` 0 = unknown. `uncertainty_km` is the radius the true place lies in, None = not computed.
    """

    id: str
    name: str
    precision: Precision
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    admin1: str = ""
    population: int = 0
    geonameid: int | None = None
    uncertainty_km: float | None = None
    pcode: str = ""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of a place in a text, and the one place it was taken for.

    `use`: `place` is the ground itself, `demonym` its people or adjective ("Syrian"), `metonym` its government
    ("Damascus said"). `place` None = abstained: the name is kept, with `candidates`. `score` is the calibrated
    probability that `place` is right. `reasons` say why, in words.
    """

    span: Span
    use: Use
    place: Place | None
    score: float
    candidates: tuple[Place, ...] = ()
    reasons: tuple[str, ...] = ()
