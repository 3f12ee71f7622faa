"""What counts for and against two claims speaking of one act: the data file, checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import Field, model_validator

from khabar.packs.yaml_file import Strict, load_yaml

FILE = "linking/linking.yaml"


class Points(Strict):
    """Log-odds in nats for each finding of a comparison."""

    place_same: float
    place_near: float
    place_neighbours: float
    place_within: float
    place_unknown: float
    place_inside_country: float
    place_told_before: float
    place_named_alike: float
    place_in_title: float
    site_differs: float
    return_differs: float
    day_same: float
    day_of_report_same: float
    time_overlaps: float
    day_near: float
    day_near_recurring: float
    time_unknown: float
    type_same: float
    type_family: float
    type_kin: float
    actor_same: float
    actor_kin: float
    actor_side: float
    actor_words: float
    actor_other: float
    target_same: float
    target_kin: float
    target_side: float
    target_words: float
    target_other: float
    dies_once: float
    one_report: float
    one_sentence: float
    refers_back: float
    count_same: float
    count_fits: float
    count_revised: float
    count_apart: float
    sentence_same: float
    wording_close: float
    wording_like: float


class Wording(Strict):
    """Shares of common content words, 0 to 1."""

    like: float = Field(gt=0, le=1)
    close: float = Field(gt=0, le=1)


class CountRules(Strict):
    """How many times apart two counts of one thing may be."""

    fits_factor: float = Field(ge=1)
    rise_factor: float = Field(ge=1)
    fall_factor: float = Field(ge=1)


class Totals(Strict):
    """From when on a count is a total: the days and the places it covers."""

    days: int = Field(ge=1)
    places: int = Field(ge=2)


class FamilyRow(Strict):
    """Types that can name one act, as the file gives them."""

    types: tuple[str, ...]
    state: tuple[str, ...] = ()
    slack_days: int = Field(ge=0)
    recurs: bool = False
    per_place: bool = False
    mutual: bool = False
    placeless: bool = False
    other_type: float | None = None
    kin: str = ""

    @model_validator(mode="after")
    def _states_are_types(self) -> FamilyRow:
        strangers = [name for name in self.state if name not in self.types]
        if strangers:
            raise ValueError(f"state names {strangers[0]}, which is not among its types")
        return self


@dataclass(frozen=True, slots=True)
class Family:
    """Types that can name one act, and how such acts lie in time and place."""

    name: str
    types: tuple[str, ...]
    slack_days: int
    state: tuple[str, ...] = ()
    recurs: bool = False
    per_place: bool = False
    mutual: bool = False
    placeless: bool = False
    other_type: float | None = None
    kin: str = ""

    @property
    def circle(self) -> str:
        """What its acts are looked for in: its own name, or that of the circle of families it belongs to."""
        return self.kin or self.name


class Weights(Strict):
    """The whole of linking's judgement as data. Source: data/linking/linking.yaml."""

    schema_: int = Field(alias="schema")
    licence: str
    source: str
    version: str
    bias: float
    same_from: float = Field(gt=0, lt=1)
    points: Points
    near_km: float = Field(gt=0)
    report_lag_days: int = Field(ge=0)
    wording: Wording
    counts: CountRules
    totals: Totals
    overtakes_denial: int = Field(ge=1)
    families: dict[str, FamilyRow]
    never_one: tuple[frozenset[str], ...]
    told_as_one: frozenset[str]
    other_slack_days: int = Field(ge=0)
    site_words: frozenset[str]
    return_words: frozenset[str]
    expelling_words: frozenset[str]
    deed_nouns: frozenset[str]
    death_words: frozenset[str]
    attackers: frozenset[str]
    fighters: frozenset[str]
    civilians: frozenset[str]
    place_nouns: frozenset[str]
    part_words: tuple[str, ...]
    revision_words: tuple[str, ...]
    retractions: tuple[str, ...]
    plain_words: frozenset[str]

    @model_validator(mode="after")
    def _one_family_a_type(self) -> Weights:
        seen: dict[str, str] = {}
        for name, row in self.families.items():
            for type_ in row.types:
                if type_ in seen:
                    raise ValueError(f"{type_} is in the families {seen[type_]} and {name}")
                seen[type_] = name
        return self

    @model_validator(mode="after")
    def _only_types_of_families_are_kept_apart(self) -> Weights:
        known = {type_ for row in self.families.values() for type_ in row.types}
        strangers = sorted({type_ for pair in self.never_one for type_ in pair} - known)
        if strangers:
            raise ValueError(f"never_one names {strangers[0]}, which is in no family")
        return self

    @property
    def rule(self) -> str:
        """The name judgements by these weights are signed with."""
        return f"rule:linking/{self.version}"


@dataclass(frozen=True)
class Rules:
    """Weights with their families by type."""

    weights: Weights
    by_type: dict[str, Family]

    def family(self, type_: str) -> Family:
        """The family of a type; a type no family lists is one of its own."""
        known = self.by_type.get(type_)
        return known or Family(type_, (type_,), self.weights.other_slack_days, recurs=True)


def parse_rules(text: str, *, file: str = FILE) -> Rules:
    """The rules of a YAML text. Raises BadPack with line and field."""
    weights = load_yaml(text, file=file).bind(Weights)
    by_type: dict[str, Family] = {}
    for name, row in weights.families.items():
        family = Family(name, **row.model_dump())
        by_type.update(dict.fromkeys(row.types, family))
    return Rules(weights, by_type)


@cache
def load_rules() -> Rules:
    """The rules that ship with Khabar."""
    return parse_rules(files("khabar.data").joinpath(FILE).read_text(encoding="utf-8"))
