"""Which countries a report is about: the context that weak names and a bare "the army" are read in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from khabar.records import PlaceName

_SHARE_OF_MAIN = 0.5


@dataclass(frozen=True)
class Setting:
    """`countries`: ISO code -> how often the report names it or a place in it. `main` "" = no country leads."""

    countries: Counter[str]
    main: str

    @classmethod
    def of(cls, places: Iterable[PlaceName]) -> Setting:
        """Read off a report's place names: a town counts double, since countries are also named as onlookers."""
        weights: Counter[str] = Counter()
        for name in places:
            if name.place is not None and name.place.country:
                weights[name.place.country] += 1 if name.place.precision == "country" else 2
        return cls(weights, _leading(weights))


def _leading(weights: Counter[str]) -> str:
    if not weights:
        return ""
    country, weight = weights.most_common(1)[0]
    return country if weight / weights.total() >= _SHARE_OF_MAIN else ""
