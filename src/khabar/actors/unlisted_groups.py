"""Armed groups that no list has, known by the company their names keep: "Ansar al-Wadi fighters", "the group Saraya".

Once the report has called a name a fighting group's, it is that group's wherever it stands in the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khabar.actors.found import Found
from khabar.actors.lexicon import ARMED
from khabar.actors.spelling import key_of, slug
from khabar.actors.wording import ActorWords, singular, singular_key
from khabar.records import Actor, PlaceName, Sentence, Span, Token

_COLLECTIVES = frozenset({"group", "militia", "movement", "faction", "organisation", "organization", "militants"})
_CALLED = frozenset({"militant", "armed", "rebel", "jihadist", "insurgent", "terrorist", "extremist", "guerrilla"})
_HYPHENS = frozenset("-‐‑–")
_TRUST = 7


def unlisted_groups_in(
    sentences: Sequence[Sentence], *, words: ActorWords, known: Sequence[Found], places: Sequence[PlaceName]
) -> Iterator[Found]:
    """Every place where such a group is named; names the lists have, and places, are left to those who know them."""
    taken = [f.span for f in known] + [p.span for p in places if p.use != "place" or p.place is not None]
    names = {
        span.text
        for sentence in sentences
        for first, last in _runs(sentence.tokens)
        if _is_said_to_fight(sentence.tokens, first, last, words)
        for span in [sentence.span_of(sentence.tokens[first], sentence.tokens[last])]
        if not any(span.overlaps(other) for other in taken)
    }
    names = {name for name in names if not _is_common(name, words)}
    for name in sorted(names):
        actor = Actor(f"group:{slug(name)}", name, "armed group")
        for sentence in sentences:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", sentence.text):
                start = sentence.start + match.start()
                yield Found(Span(start, start + len(name), name), actor, _TRUST)


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First and last token of each run of capitalised names, with the articles and hyphens inside them."""
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and _goes_on(tokens, at, end):
            end += 1
        if end > at and (at or end > 1):
            yield at, end - 1
        at = max(end, at + 1)


def _goes_on(tokens: Sequence[Token], first: int, i: int) -> bool:
    token = tokens[i]
    if token.pos == "PROPN" and token.text[0].isalpha():
        return True
    return i > first and token.text in _HYPHENS and i + 1 < len(tokens) and tokens[i + 1].pos == "PROPN"


def _is_said_to_fight(tokens: Sequence[Token], first: int, last: int, words: ActorWords) -> bool:
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    before = tokens[max(0, first - 2) : first]
    several = singular(after.text.lower()) if after is not None and after.start == tokens[last].end + 1 else ""
    if after is not None and several not in ("", after.text):
        branch = words.branches.get((several,))
        if branch is not None and branch.kind in ARMED:
            return True
    if before and before[-1].text.lower() in ("a", "an") and _does_a_deed(tokens[last + 1 :], words):
        return True
    called = len(before) == 2 and before[0].text.lower() in _CALLED
    return called and before[1].text.lower() in _COLLECTIVES


def _does_a_deed(after: Sequence[Token], words: ActorWords) -> bool:
    """ "an Ansar al-Wadi ambush", "a Saraya suicide car bomb": a town would have "the"."""
    behind = tuple(k for t in after for k in singular_key(t.text))[:3]
    return any(behind[:n] in words.deeds or behind[1:n] in words.deeds for n in (1, 2, 3))


def _is_common(name: str, words: ActorWords) -> bool:
    """ "Syrian", "Shiite", "Islamist": whose or what kind of fighters, not a group's own name."""
    key = key_of(name)
    return key in words.adjectives or any(k in words.peoples for k in key) or all(k in words.fillers for k in key)
