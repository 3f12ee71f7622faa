"""One act in the world, however many reports speak of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from khabar.records.actor import Actor
from khabar.records.claim import Claim
from khabar.records.mention import Aspect, Counted, Modality, Polarity
from khabar.records.place import Place
from khabar.times.occurred import Occurred

Standing = Literal["claimed", "reported", "corroborated", "disputed", "retracted"]
Verdict = Literal["same", "different", "unsure"]
# How the id of an event begins.
EVENT_ID = "event:"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two claims speak of one act. `by` is a rule with its version, or a person; `score` 0 to 1.

    `recorded_at` is when the store took it in (UTC), None = it is not kept; two that say the same are equal whenever
    they were said.
    """

    one: str
    other: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    by: str
    recorded_at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted figure of an event, with the range the claims support and who gave which.

    `low`/`best`/`high` None = nobody states it. `versions` are (low, best, high, voice, claim id), oldest first.
    """

    what: Counted
    low: int | None
    best: int | None
    high: int | None
    versions: tuple[tuple[int | None, int | None, int | None, str, str], ...] = ()
    noun: str = ""
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An act or state with everything its claims support.

    `id` derives from its claims' content, so that the same reports give the same id in any order. `places` most exact
    first; empty = no place known. `merges` are the judgements that brought the claims together.
    `aggregate` marks a statement about many acts ("11 capitals in a week"): checked against our record, never counted.
    """

    id: str
    type: str
    claims: tuple[Claim, ...]
    standing: Standing
    occurred: Occurred | None = None
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    actor_words: tuple[str, ...] = ()
    target_words: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    polarity: Polarity = "yes"
    modality: Modality = "reported"
    aspect: Aspect = "done"
    status: str = ""
    descriptive: bool = False
    background: bool = False
    aggregate: bool = False
    merges: tuple[Judgement, ...] = ()
