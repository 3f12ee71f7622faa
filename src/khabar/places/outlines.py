"""The outlines of countries, for orientation on a map.  They draw de facto lines of 2018 and decide no boundary."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import accumulate

_PER_DEGREE = 100

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's outline: the outer rings of its parts, each point as (lon, lat) in degrees of WGS84.

    `code` is ISO 3166-1 alpha-2, "" for what has none.  A ring that crosses the 180th meridian goes beyond 180.
    """

    code: str
    name: str
    rings: tuple[Ring, ...]


@lru_cache(maxsize=1)
def outlines() -> tuple[Outline, ...]:
    """Every country of the world, at a scale of about 1:50 million."""
    source = resources.files("khabar") / "data" / "places" / "outlines.json"
    rows = json.loads(source.read_text(encoding="utf-8"))
    return tuple(Outline(code, name, tuple(map(_ring, rings))) for code, name, rings in rows)


def _ring(steps: list[int]) -> Ring:
    lons, lats = accumulate(steps[::2]), accumulate(steps[1::2])
    return tuple((lon / _PER_DEGREE, lat / _PER_DEGREE) for lon, lat in zip(lons, lats, strict=True))
