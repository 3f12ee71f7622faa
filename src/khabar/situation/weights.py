"""The weights of evidence on control: a data file, checked when it is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import Field

from khabar.packs.yaml_file import Strict, load_yaml
from khabar.records import Aspect, Modality, VoiceKind

Share = Field(ge=0.0, le=1.0)


class Rates(Strict):
    """How fast doubt grows, per day: see the comments of `control.yaml`."""

    silence: float = Share
    fighting: float = Share
    surprise: float = Field(gt=0.0, lt=1.0)
    stays: float = Share


class Neighbours(Strict):
    """What the places around one say of it while it is not heard of: see `neighbours.py`."""

    reach_km: float = Field(gt=0.0)
    as_before: float = Field(gt=0.0)
    evenly: float = Share


class Thresholds(Strict):
    """The probability from which a state is given its name."""

    held: float = Field(gt=0.5, le=1.0)
    contested: float = Share


class StandsDays(Strict):
    """Days after which a siege or a bare claim is no longer taken to stand."""

    siege: int = Field(gt=0)
    claim: int = Field(gt=0)


class Effect(Strict):
    """What an act says of its place, in nats, by role; `others` is every side but the actor's."""

    actor: float = 0.0
    target: float = 0.0
    others: float = 0.0
    contested: float = 0.0
    siege: bool = False


class Interest(Strict):
    """How a speaker's interest changes the weight of what it says."""

    own_success: float = Field(ge=0.0)
    admission: float = Field(ge=0.0)


class PrecisionWeights(Strict):
    """By what the named place is to the town."""

    settlement: float = Share
    site: float = Share
    province: float = Share


class Weights(Strict):
    """All that turns reports into probabilities of control."""

    schema_version: int = Field(alias="schema", ge=1, le=1)
    licence: str
    source: str
    version: str
    rates: Rates
    neighbours: Neighbours
    thresholds: Thresholds
    stands_days: StandsDays
    effects: dict[str, dict[Aspect, Effect]]
    shared_control: float
    entry: Effect
    interest: Interest
    modality: dict[Modality, float]
    voice: dict[VoiceKind, float]
    denial: float
    descriptive: float
    precision: PrecisionWeights
    relation: dict[str, float]
    further_voice: float = Share
    repeat: float = Share
    repeat_days: int = Field(gt=0)
    lost_before: float = Field(ge=0.0)
    keeping_words: tuple[str, ...]
    contest_words: tuple[str, ...]
    entry_words: tuple[str, ...]
    words: dict[str, str]


class BlockedChances(Strict):
    """How likely a road said to be blocked is blocked, by who says so."""

    reported: float = Share
    own_word: float = Share


class Notable(Strict):
    """From what difference on a change of access is told."""

    km: float = Field(gt=0.0)
    chance: float = Field(gt=0.0, le=1.0)


class RoadRules(Strict):
    """When a report is about a road, how surely it bars it, and which roads carry supplies."""

    schema_version: int = Field(alias="schema", ge=1, le=1)
    licence: str
    source: str
    version: str
    road_words: tuple[str, ...]
    stands_days: int = Field(gt=0)
    supply_grade: int = Field(ge=1, le=4)
    main_grade: int = Field(ge=1, le=4)
    blocked: BlockedChances
    draws: int = Field(ge=100, le=100_000)
    likely: float = Share
    critical: int = Field(gt=0)
    notable: Notable


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of the situation: weights of evidence, and roads."""

    control: Weights
    roads: RoadRules


@cache
def packaged_rules() -> Rules:
    """The rules that come with Khabar. Raises BadPack where a file is broken."""
    return Rules(weights_of(_text("control.yaml"), file="control.yaml"), _roads(_text("access.yaml")))


def weights_of(text: str, *, file: str) -> Weights:
    """Weights from the text of a YAML file; `file` names it in faults. Raises BadPack."""
    return load_yaml(text, file=file).bind(Weights)


def _roads(text: str) -> RoadRules:
    return load_yaml(text, file="access.yaml").bind(RoadRules)


def _text(name: str) -> str:
    return files("khabar").joinpath("data", "situation", name).read_text(encoding="utf-8")
