"""What a dataset's columns and codes mean.  Source: `data/datasets/*.yaml`."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from khabar.coding.lexicon.codebook import load_codebook
from khabar.packs.yaml_file import Strict, load_yaml
from khabar.records import Precision
from khabar.records.actor import ACTOR_KINDS
from khabar.times.occurred import TimePrecision

NO_TYPE = "none"


class Act(Strict):
    """What one of the dataset's kinds of event is in our codebook; `type` "none" = too little to name one act.

    `words` name it in a row's text, by default as the cell does. `taker` says which of two actors took the place.
    """

    type: str
    words: str = ""
    taker: Literal["state", "other", ""] = ""


class Time(Strict):
    """How exactly a row gives the time: days around the one given, or anywhere in its month."""

    precision: TimePrecision
    around_days: int = 0
    whole: Literal["month", ""] = ""


class Point(Strict):
    """What a row's point stands for; `near` = the act lies somewhere near it."""

    precision: Precision
    near: bool = False
    uncertainty_km: float | None = None


class Fields(Strict):
    """The columns that hold what a claim needs; "" = the dataset has none for it."""

    id: str
    act: str
    actor: str
    target: str
    first_day: str
    time_precision: str
    place: str
    areas: tuple[str, ...]
    country: str
    lat: str
    lon: str
    place_precision: str
    outlets: str
    notes: str
    best: str
    last_day: str = ""
    actor_kind: str = ""
    target_kind: str = ""
    cited: str = ""
    low: str = ""
    high: str = ""
    civilians: str = ""
    stamped: str = ""


class Scheme(Strict):
    """One dataset: `name` is what its coders are called, `columns` its columns in their order.

    `place_endings` are words after a place's name that say what it is ("Herat town").
    """

    schema_: Literal["khabar.dataset/1"] = Field(alias="schema")
    version: str
    licence: str
    source: str
    name: str
    id: str
    columns: tuple[str, ...]
    renamed: dict[str, str]
    fields: Fields
    acts: dict[str, Act]
    times: dict[str, Time]
    places: dict[str, Point]
    countries: dict[str, str]
    bodies: dict[str, str]
    place_endings: tuple[str, ...] = ()
    kinds: dict[str, str] = Field(default_factory=dict)

    @property
    def edition(self) -> str:
        """What reads the rows, for the ledger: the same row read by another edition is read anew."""
        return f"{self.name} rows {self.version}"


def schemes() -> tuple[str, ...]:
    """The datasets that can be read, by id."""
    folder = files("khabar") / "data" / "datasets"
    return tuple(sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")))


@lru_cache(maxsize=4)
def load_scheme(id: str) -> Scheme:
    """A packaged dataset. Raises BadPack where its file breaks its schema."""
    name = f"{id}.yaml"
    return read_scheme((files("khabar") / "data" / "datasets" / name).read_text(encoding="utf-8"), file=name)


def read_scheme(text: str, *, file: str) -> Scheme:
    """The dataset in a YAML text. Raises BadPack for a broken schema, or a column, type or kind that is none."""
    node = load_yaml(text, file=file)
    scheme = node.bind(Scheme)
    named = {key: value for key, value in scheme.fields if isinstance(value, str) and value}
    for field, column in (*named.items(), *(("areas", area) for area in scheme.fields.areas)):
        if column not in scheme.columns:
            raise node["fields"][field].fault(f"{column!r} is no column")
    for name, column in scheme.renamed.items():
        if column not in scheme.columns:
            raise node["renamed"][name].fault(f"{column!r} is no column")
    for word, act in scheme.acts.items():
        if act.type != NO_TYPE and act.type not in load_codebook().types:
            raise node["acts"][word].fault(f"{act.type!r} is no type of the codebook")
    for section, kinds in (("kinds", scheme.kinds), ("bodies", scheme.bodies)):
        for code, kind in kinds.items():
            if kind not in ACTOR_KINDS:
                raise node[section][code].fault(f"{kind!r} is no kind of actor")
    return scheme
