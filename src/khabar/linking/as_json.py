"""Why claims are one event or two, and what became of an analyst's word, as plain JSON values."""

from __future__ import annotations

from typing import Any

from khabar.linking.compared import Compared, Explained
from khabar.linking.judged import Decided
from khabar.records import Judgement
from khabar.records.event_wire import event_to_json, judgement_to_json

WHY_FORMAT, JUDGED_FORMAT = "khabar.event-why/1", "khabar.judged/1"

Json = dict[str, Any]


def explained_json(explained: Explained) -> Json:
    """The claims, what the rules find of each pair, and what people said of them, as `khabar.event-why/1`."""
    return {
        "format": WHY_FORMAT,
        "events": [event_to_json(event) for event in explained.events],
        "pairs": [_pair_to_json(pair) for pair in explained.pairs],
        "judgements": [_judgement(j) | {"holds": explained.holds(j)} for j in explained.said],
    }


def decided_json(decided: Decided) -> Json:
    """The judgements made, and the events their claims stand in by them, as `khabar.judged/1`."""
    return {
        "format": JUDGED_FORMAT,
        "kept": decided.kept,
        "judgements": [judgement_to_json(judgement) for judgement in decided.judgements],
        "events": [event_to_json(event) for event in decided.events],
    }


def _pair_to_json(pair: Compared) -> Json:
    reasons = list(pair.reasons)
    return {"one": pair.one, "other": pair.other, "score": pair.score, "barred": pair.barred, "reasons": reasons}


def _judgement(judgement: Judgement) -> Json:
    recorded = judgement.recorded_at.isoformat() if judgement.recorded_at else None
    return judgement_to_json(judgement) | {"recorded_at": recorded}
