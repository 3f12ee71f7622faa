"""What people decide about claims: it outlives every re-run of the rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from khabar.records import Event, Judgement, Verdict

RULE = "rule:"
_SCORES: dict[Verdict, float] = {"same": 1.0, "different": 0.0, "unsure": 0.5}


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, and the events its claims stand in then; `kept` = it is in the store."""

    judgements: tuple[Judgement, ...]
    events: tuple[Event, ...]
    kept: bool


def by_people(judgements: Sequence[Judgement]) -> dict[frozenset[str], Judgement]:
    """The last word people gave on each pair of claims, in the order given; `unsure` takes earlier words back."""
    found: dict[frozenset[str], Judgement] = {}
    for judgement in judgements:
        if not judgement.by.startswith(RULE) and judgement.one != judgement.other:
            pair = frozenset((judgement.one, judgement.other))
            found.pop(pair, None)
            found[pair] = judgement
    return {pair: judgement for pair, judgement in found.items() if judgement.verdict != "unsure"}


def called_one(
    events: Sequence[Event], *, by: str, note: str = "", standing: Iterable[frozenset[str]] = ()
) -> tuple[Judgement, ...]:
    """The judgements by which all claims of several events speak of one act; `standing` are pairs judged before.

    Every claim is tied to the first, also those the rules hold together already: else a claim of the one event that
    the rules rule out beside a claim of the other would keep part of it outside.
    """
    first, *others = claims = list(dict.fromkeys(claim.id for event in events for claim in event.claims))
    judged = [tuple(sorted(pair)) for pair in standing if pair <= set(claims) and first not in pair]
    return _said([*((first, other) for other in others), *judged], "same", by, note)


def called_apart(event: Event, claims: Collection[str], *, by: str, note: str = "") -> tuple[Judgement, ...]:
    """The judgements by which some claims of an event speak of another act than the rest.

    Among themselves the rules decide, on either side.
    """
    rest = [claim.id for claim in event.claims if claim.id not in claims]
    return _said(product(sorted(claims), rest), "different", by, note)


def taken_back(
    standing: Mapping[frozenset[str], Judgement], claims: Collection[str], *, by: str, note: str = ""
) -> tuple[Judgement, ...]:
    """The judgements that leave to the rules again whatever people have said of these claims."""
    pairs = (tuple(sorted(pair)) for pair in standing if not pair.isdisjoint(claims))
    return _said(pairs, "unsure", by, note)


def _said(pairs: Iterable[tuple[str, ...]], verdict: Verdict, by: str, note: str) -> tuple[Judgement, ...]:
    reasons = (note,) if note else ()
    return tuple(Judgement(one, other, verdict, _SCORES[verdict], reasons, by) for one, other in pairs)
