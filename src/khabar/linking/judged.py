"""What a person decided about two claims: it outlives every re-run of the rules."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.records import Judgement

RULE = "rule:"


def by_people(judgements: Sequence[Judgement]) -> dict[frozenset[str], Judgement]:
    """The last word a person gave on each pair of claims; `unsure` takes an earlier word back."""
    found: dict[frozenset[str], Judgement] = {}
    for judgement in judgements:
        if not judgement.by.startswith(RULE) and judgement.one != judgement.other:
            found[frozenset((judgement.one, judgement.other))] = judgement
    return {pair: judgement for pair, judgement in found.items() if judgement.verdict != "unsure"}
