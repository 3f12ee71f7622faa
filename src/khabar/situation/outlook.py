"""The risk that a place changes hands in the days after, from what is known that day; given only with its skill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import numpy as np
from pydantic import Field, field_validator

from khabar.packs.theatre import Theatre
from khabar.packs.yaml_file import Strict, load_yaml
from khabar.records import Event
from khabar.situation.evidence import evidence_of
from khabar.situation.filter import Floats
from khabar.situation.signs import SIGNS, Signs, Watch
from khabar.situation.tracks import tracks_of
from khabar.situation.weights import Rules, packaged_rules


@dataclass(frozen=True, slots=True)
class Risk:
    """The probability that a place changes hands within the horizon; `claim_ids` tell of the sieges and advances."""

    place_key: str
    holder: str
    probability: float
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """The places of a theatre by their risk in the `days` after, the highest first.

    `skill` is the Brier skill on wars the model was not fitted on: the part of the error of "as often as ever" that it
    spares, 0 = none, 1 = all.  `changes` of `weeks` place-weeks are what it was fitted and tried on.
    """

    days: int
    risks: tuple[Risk, ...]
    skill: float
    changes: int
    weeks: int


class BackTest(Strict):
    """What the model was worth on each conflict when fitted on the others."""

    skill: float
    changes: int = Field(ge=0)
    weeks: int = Field(ge=0)


class Model(Strict):
    """A logistic model of the signs: log-odds of a change of hands within the horizon."""

    schema_version: int = Field(alias="schema", ge=1, le=1)
    licence: str
    source: str
    horizon_days: int = Field(gt=0)
    base: float
    signs: dict[str, float]
    shown_from: float = Field(ge=0.0, le=1.0)
    back_test: BackTest

    @field_validator("signs")
    @classmethod
    def _names_every_sign(cls, given: dict[str, float]) -> dict[str, float]:
        if set(given) != set(SIGNS):
            raise ValueError(f"needs a number for each of {', '.join(SIGNS)}, and for nothing else")
        return given


def outlook(
    events: Sequence[Event], theatre: Theatre, *, on: date, rules: Rules | None = None, model: Model | None = None
) -> Outlook | None:
    """The risks on a day, by the events as they were known then; None where the model has no skill to offer."""
    model, weights = model or packaged_model(), (rules or packaged_rules()).control
    on = max(on, theatre.start)
    if model.back_test.skill <= 0 or not theatre.places:
        return None
    evidence = evidence_of(events, theatre, weights)
    tracks = tracks_of(tuple(theatre.place_by_key), evidence, theatre, weights, until=on)
    return outlook_by(Watch(tracks, theatre, weights).signs(on), model)


def outlook_by(signs: Signs, model: Model) -> Outlook:
    """The risks that signs tell of."""
    found = [
        Risk(key, holder, round(float(p), 4), told)
        for key, holder, p, told in zip(
            signs.keys, signs.holders, chances(signs.values, model), signs.pressing, strict=True
        )
        if holder and p >= model.shown_from
    ]
    found.sort(key=lambda risk: (-risk.probability, risk.place_key))
    back_test = model.back_test
    return Outlook(model.horizon_days, tuple(found), back_test.skill, back_test.changes, back_test.weeks)


def chances(values: Floats, model: Model) -> Floats:
    """The probability of a change of hands for each row of signs."""
    odds: Floats = model.base + values @ np.array([model.signs[name] for name in SIGNS])
    return 1.0 / (1.0 + np.exp(-odds))


@cache
def packaged_model() -> Model:
    """The model that comes with Khabar.  Raises BadPack where its file is broken."""
    return model_of(files("khabar").joinpath("data", "situation", "outlook.yaml").read_text(encoding="utf-8"))


def model_of(text: str, *, file: str = "outlook.yaml") -> Model:
    """A model from the text of a YAML file; `file` names it in faults.  Raises BadPack."""
    return load_yaml(text, file=file).bind(Model)
