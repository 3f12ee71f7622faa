"""A place as a file lists it, before it has keys and a number."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.records import Precision


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: a place with its point (WGS84 degrees) and every spelling the row gives.

    `country` ISO 3166-1 alpha-2; `admin1` the GeoNames first-level code; "" = unknown, population 0 = unknown.
    `own_id` is the id of a place that is not known by its geonameid. `chosen` says that a person chose the spellings:
    then each counts, and none is left out as a code or a transcription.
    """

    name: str
    precision: Precision
    lat: float
    lon: float
    names: tuple[str, ...] = ()
    country: str = ""
    admin1: str = ""
    population: int = 0
    geonameid: int | None = None
    own_id: str = ""
    pcode: str = ""
    capital: bool = False
    former: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class RowSetAside:
    """A row that could not be read: where it stands ("line 12", "feature 3"), in which field, and why."""

    file: str
    where: str
    field: str
    reason: str


Row = Listed | RowSetAside | None  # None = read, and left out by the filter
