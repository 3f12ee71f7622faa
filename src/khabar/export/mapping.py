"""The tables by which Khabar's words become those of the schemes it writes: data files, checked when loaded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Literal, TypeVar

from pydantic import Field

from khabar.export.acled_terms import Disorder, EventKind, Inter, SubEvent
from khabar.packs.table import read_table
from khabar.packs.yaml_file import Strict, load_yaml
from khabar.records import ACTOR_KINDS

S = TypeVar("S", bound=Strict)
UcdpClass = Literal["state", "non-state", "civilians"]


class _Header(Strict):
    schema_version: int = Field(alias="schema")
    licence: str
    source: str


class Party(Strict):
    """What a kind of actor is called elsewhere; "" = no word for it."""

    acled: Inter | Literal[""]
    ucdp: UcdpClass | Literal[""]
    plover: str


class Parties(_Header):
    """The kinds of actor, and the words by which people who are nobody in particular are civilians."""

    kinds: Mapping[str, Party]
    civilian_words: frozenset[str]
    armed_words: frozenset[str]
    stand_ins: frozenset[str]


class SubEventRow(Strict):
    """A sub-event type of ACLED's, and where it is filed."""

    name: SubEvent
    event_type: EventKind
    disorder: Disorder


class Refinement(Strict):
    """When a type is another sub-event than its usual one; an empty condition always fits."""

    type: str
    actor: frozenset[Inter] = frozenset()
    target: frozenset[Inter] = frozenset()
    words: tuple[str, ...] = ()
    sub_event: SubEvent


class AcledTable(_Header):
    """ACLED's sub-event types and the refinements, in the order they are tried."""

    sub_events: tuple[SubEventRow, ...]
    refine: tuple[Refinement, ...]


class PloverType(Strict):
    """The PLOVER event of a type; `mode` "" = none."""

    event: str
    mode: str
    context: tuple[str, ...]


class Extension(Strict):
    """What Khabar adds to PLOVER's modes and contexts, under a name of its own."""

    name: str
    modes: frozenset[str]
    contexts: frozenset[str]


class PloverTable(_Header):
    """The PLOVER events of Khabar's types."""

    quads: Mapping[str, Literal[1, 2, 3, 4]]
    extension: Extension
    types: Mapping[str, PloverType]


@lru_cache(maxsize=1)
def parties() -> Parties:
    """Kinds of actor in other schemes. Raises BadPack where the file breaks its schema or leaves out a kind."""
    table = _loaded("parties.yaml", Parties)
    for kind in ACTOR_KINDS:
        if kind not in table.kinds:
            raise load_yaml(_text("parties.yaml"), file="parties.yaml")["kinds"].fault(f"the kind {kind!r} is missing")
    return table


@lru_cache(maxsize=1)
def acled_table() -> AcledTable:
    """ACLED's types. Raises BadPack."""
    return _loaded("acled.yaml", AcledTable)


@lru_cache(maxsize=1)
def plover_table() -> PloverTable:
    """PLOVER's events. Raises BadPack where a type's event has no quad."""
    table = _loaded("plover.yaml", PloverTable)
    for name, row in table.types.items():
        if row.event not in table.quads:
            node = load_yaml(_text("plover.yaml"), file="plover.yaml")["types"][name]
            raise node.fault(f"{row.event!r} is no PLOVER event")
    return table


@lru_cache(maxsize=1)
def country_codes() -> dict[str, tuple[str, int | None]]:
    """ISO alpha-3 and numeric code of each country by alpha-2; None = ISO gives no number."""
    rows = read_table(_text("countries.csv"), file="countries.csv", needed=("code", "iso3", "numeric"))
    return {row["code"]: (row["iso3"], row.whole("numeric", low=1, high=999)) for row in rows}


def _loaded(name: str, model: type[S]) -> S:
    return load_yaml(_text(name), file=name).bind(model)


def _text(name: str) -> str:
    return (files("khabar") / "data" / "export" / name).read_text(encoding="utf-8")
