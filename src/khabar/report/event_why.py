"""Why claims are one event or two, and what became of an analyst's word: in words."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.linking import Compared, Decided, Explained
from khabar.plain_text import clean
from khabar.records import Claim, Judgement
from khabar.report.events import event_line, short
from khabar.report.wording import day, things

_SHOWN = 20
_VERDICTS = {"same": "one act", "different": "two acts", "unsure": "left to the rules"}


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


def decided_lines(decided: Decided) -> Iterator[str]:
    """How many judgements were made, and the events their claims stand in by them."""
    many = things(len(decided.judgements), "judgement")
    so = "kept, by {}. Now:" if decided.kept else "by {} would be kept. Then:"
    yield clean(f"{many} {so.format(decided.judgements[0].by)}")
    yield from (f"{short(event.id)} {event_line(event)}" for event in decided.events)


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
