"""Why claims are one event or two, and what became of an analyst's word: in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from khabar.linking import Compared, Decided, Explained
from khabar.plain_text import clean
from khabar.records import Claim, Judgement
from khabar.records.event_wire import event_to_json, judgement_to_json
from khabar.report.events import event_line, short
from khabar.report.wording import day, things

WHY_FORMAT, JUDGED_FORMAT = "khabar.event-why/1", "khabar.judged/1"
_SHOWN = 20
_VERDICTS = {"same": "one act", "different": "two acts", "unsure": "left to the rules"}

Json = dict[str, Any]


def explained_lines(explained: Explained) -> Iterator[str]:
    """The claims, what the rules find of each pair, the likeliest first, and what people said of them."""
    for event in explained.events:
        yield f"{short(event.id)} {event_line(event)}"
        yield from (f"  {short(claim.id)} {_claim(claim)}" for claim in event.claims)
    if explained.pairs:
        yield "Likeness, by the rules:"
        yield from (f"  {_pair(pair)}" for pair in explained.pairs[:_SHOWN])
    if len(explained.pairs) > _SHOWN:
        yield f"  and {len(explained.pairs) - _SHOWN} more, which --json shows."
    if explained.said:
        yield "Judged by people, which goes before the rules:"
        yield from (f"  {_word(judgement, holds=explained.holds(judgement))}" for judgement in explained.said)


def explained_json(explained: Explained) -> Json:
    """The same as `khabar.event-why/1`."""
    return {
        "format": WHY_FORMAT,
        "events": [event_to_json(event) for event in explained.events],
        "pairs": [_pair_to_json(pair) for pair in explained.pairs],
        "judgements": [_judgement(j) | {"holds": explained.holds(j)} for j in explained.said],
    }


def decided_lines(decided: Decided) -> Iterator[str]:
    """How many judgements were made, and the events their claims stand in by them."""
    many = things(len(decided.judgements), "judgement")
    so = "kept, by {}. Now:" if decided.kept else "by {} would be kept. Then:"
    yield clean(f"{many} {so.format(decided.judgements[0].by)}")
    yield from (f"{short(event.id)} {event_line(event)}" for event in decided.events)


def decided_json(decided: Decided) -> Json:
    """The same as `khabar.judged/1`."""
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


def _claim(claim: Claim) -> str:
    outlet = claim.outlet or "unnamed outlet"
    published = day(claim.published) if claim.published else "undated"
    return clean(" ".join(f"{outlet}, {published}: “{claim.sentence_text.strip()}”".split()))


def _pair(pair: Compared) -> str:
    chance = "ruled out" if pair.barred else f"{pair.score:.0%}"
    return clean(f"{short(pair.one)} and {short(pair.other)}: {chance}: {'; '.join(pair.reasons)}")


def _word(judgement: Judgement, *, holds: bool) -> str:
    moment = f"{judgement.recorded_at:%Y-%m-%d %H:%M} UTC, " if judgement.recorded_at else ""
    note = f": {'; '.join(judgement.reasons)}" if judgement.reasons else ""
    over = "" if holds or judgement.verdict == "unsure" else " (no longer holds)"
    words = f"{moment}{judgement.by}: {short(judgement.one)} and {short(judgement.other)} are"
    return clean(" ".join(f"{words} {_VERDICTS[judgement.verdict]}{note}{over}".split()))
