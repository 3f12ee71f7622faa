"""One event as another desk's export tells it, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from khabar.export.row import Row
from khabar.records import Aspect, Count, Modality, Precision, Standing
from khabar.times.occurred import TimePrecision

Kind = Literal["act", "description", "history", "total"]
R = TypeVar("R", bound=Row)


class BadRow(Exception):
    """Why a row tells of no event; caught where rows are read."""


@dataclass(frozen=True, slots=True)
class TellsParty:
    """Who acts or is acted upon: `id` "" = nobody known, told in words; `kind` "" = the format has no room for it."""

    name: str
    id: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class TellsPlace:
    """The most exact place. `id` "" = the format has none; `province` is a name, `country` ISO 3166-1 alpha-2.
    `words` are the sentence's own for it, "" = not told."""

    id: str
    name: str
    precision: Precision
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    province: str = ""
    uncertainty_km: float | None = None
    near: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class TellsDays:
    """The first and last day it can have happened."""

    first: date
    last: date
    precision: TimePrecision


@dataclass(frozen=True, slots=True)
class Toll:
    """The killed, where the format lists them with the act; `victims` empty = it does not say whose dead they are."""

    killed: Count
    victims: tuple[TellsParty, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """An event with all that a row tells of it.

    `id` is the event's at the desk that exported it. `further` are the ids of its other places. `claims` are the ids
    of the claims it rests on there, empty = the format has none. `reports` is how many reports they stand in, no more
    than the row names claims or outlets, and `outlets` are theirs, the oldest first. `sentence` is the one quoted,
    "" = withheld; `act_words` are those of it that name the act, "" = not told. `speaker` is who told the outlet, "" =
    itself, or not told. `known_at` is when the first report could be known (UTC), `published` its day; None = not told.
    `by_name` = the format names parties by their names alone. `cells` are the row's columns with their text.
    """

    id: str
    type: str
    sentence: str
    cells: tuple[tuple[str, str], ...]
    standing: Standing = "reported"
    happened: bool = True
    modality: Modality = "reported"
    aspect: Aspect = "done"
    kind: Kind = "act"
    days: TellsDays | None = None
    place: TellsPlace | None = None
    further: tuple[str, ...] = ()
    actors: tuple[TellsParty, ...] = ()
    targets: tuple[TellsParty, ...] = ()
    counts: tuple[Count, ...] = ()
    toll: Toll | None = None
    status: str = ""
    act_words: str = ""
    claims: tuple[str, ...] = ()
    reports: int = 1
    outlets: tuple[str, ...] = ()
    speaker: str = ""
    title: str = ""
    url: str | None = None
    known_at: datetime | None = None
    published: date | None = None
    codebook: str = ""
    by_name: bool = False


# Reads the values of a row. Raises BadRow.
Read = Callable[[Mapping[str, Any]], Told]


def checked(format: type[R], values: Mapping[str, Any]) -> R:
    """The row that values are by a format's schema. Raises BadRow where they break it."""
    try:
        return format.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BadRow(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def range_in_words(low: int | None, best: int | None, high: int | None) -> str:
    """A figure as a row gives it: "12", "at least 12", "5 to 9"."""
    if low == best == high or (best is not None and high is None and low in (None, best)):
        return str(best)
    if high is None:
        return f"at least {low}" if best is None else f"{best}, at least {low}"
    ends = f"up to {high}" if low is None else f"{low} to {high}"
    return ends if best is None else f"{best}, {ends}"
