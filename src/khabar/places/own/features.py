"""What GeoNames' feature classes and codes stand for, and which of them are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Literal, cast

from khabar.errors import BadInput
from khabar.places.tables import rows_of
from khabar.records import Precision

_CLASSES = "AHLPRSTUV"


@dataclass(frozen=True, slots=True)
class Feature:
    """A kind of place in GeoNames: what its point stands for, whether it is no more, and whether it is read unasked."""

    precision: Precision
    former: bool
    usual: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    letter: str
    code: str
    feature: Feature


@lru_cache(maxsize=2000)
def feature_of(letter: str, code: str) -> Feature | None:
    """What a class and code stand for; None for a class that GeoNames does not have."""
    return next((r.feature for r in _rules() if r.letter == letter and fnmatchcase(code, r.code)), None)


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    return tuple(_rule(row) for row in rows_of("geonames_features.csv"))


def _rule(row: dict[str, str]) -> _Rule:
    feature = Feature(cast(Precision, row["precision"]), row["former"] == "yes", row["read"] == "yes")
    return _Rule(row["class"], row["code"], feature)


@dataclass(frozen=True)
class Selection:
    """Which features are read. Empty = the usual ones; else patterns such as `P`, `S.AIRP` and `A.ADM*`."""

    patterns: tuple[str, ...] = ()

    @classmethod
    def of(cls, patterns: Iterable[str]) -> Selection:
        """A selection from patterns. Raises BadInput for one that no feature can fit."""
        wanted = tuple(p.strip().upper() for p in patterns if p.strip())
        for pattern in wanted:
            if pattern[0] not in _CLASSES or pattern[1:2] not in ("", "."):
                raise BadInput(
                    f"{pattern!r} is no feature class of GeoNames.",
                    next_step=f"Write classes ({', '.join(_CLASSES)}) or codes, as in P,A.ADM*,S.AIRP.",
                )
        return cls(wanted)

    def takes(self, letter: str, code: str) -> Feature | Literal[False] | None:
        """The feature where it is read, False where it is left out, None where there is no such class."""
        return _taken(self.patterns, letter, code)


@lru_cache(maxsize=2000)
def _taken(patterns: tuple[str, ...], letter: str, code: str) -> Feature | Literal[False] | None:
    feature = feature_of(letter, code)
    if feature is None:
        return None
    if not patterns:
        return feature if feature.usual else False
    whole = f"{letter}.{code}"
    return feature if any(fnmatchcase(whole, p if "." in p else f"{p}.*") for p in patterns) else False
