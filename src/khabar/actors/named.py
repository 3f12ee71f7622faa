"""Finding lexicon names in a text, and deciding which weak ones to believe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from khabar.actors.found import Found
from khabar.actors.lexicon import ActorLexicon, Spelling
from khabar.actors.setting import Setting
from khabar.actors.spelling import Word, words_of
from khabar.records import Sentence, Span

# "Anti-Taliban"; "anti-Muammar Gaddafi" is against the whole man, whatever part of his name is known.
_ATTITUDE = re.compile(r"(?i:\b(?:anti|pro|non))[-‐‑–](?:[A-Z][\w'’]*[ -](?:(?:al|el|bin|ibn)[ -])?)?$")
_LEAST_LOUD = 10  # capitals, without which no sentence is loud
TRUST_THEATRE, TRUST_LEXICON, TRUST_WEAK = 9, 7, 4


@dataclass(frozen=True, slots=True)
class Sighting:
    """Spellings that stand at a span."""

    span: Span
    spellings: tuple[Spelling, ...]


def sightings_in(sentence: Sentence, lexicon: ActorLexicon) -> Iterator[Sighting]:
    """Every lexicon name in a sentence, longest first from left to right."""
    words = words_of(sentence.text, at=sentence.start)
    loud = is_loud(sentence.text)
    i = 0
    while i < len(words):
        step = 1
        for n in _lengths_from(words[i].key, lexicon):
            part = words[i : i + n]
            if len(part) < n:
                continue
            fitting = tuple(s for s in _spelt(lexicon, part) if _fits(s, part, sentence, loud=loud))
            if fitting and not _is_against(sentence, part[0], fitting[0]):
                start, end = part[0].start - sentence.start, part[-1].end - sentence.start
                yield Sighting(Span(part[0].start, part[-1].end, sentence.text[start:end]), fitting)
                step = n
                break
        i += step


def _lengths_from(key: str, lexicon: ActorLexicon) -> tuple[int, ...]:
    """How many words the names that begin with a word may have, the most first."""
    lengths = lexicon.lengths_from.get(key, ())
    return (*lengths, 1) if 1 not in lengths and _may_have_lost_its_apostrophe(key) else lengths


def _spelt(lexicon: ActorLexicon, part: list[Word]) -> tuple[Spelling, ...]:
    key = tuple([word.key for word in part])
    if found := lexicon.spellings.get(key):
        return found
    last = key[-1]
    if _may_have_lost_its_apostrophe(last):
        return tuple(s for s in lexicon.spellings.get((*key[:-1], last[:-1]), ()) if not s.weak)
    return ()


def _may_have_lost_its_apostrophe(key: str) -> bool:
    """ "Hezbollahs fighters", as feeds have it."""
    return len(key) > 4 and key.endswith("s")


def _fits(spelling: Spelling, part: list[Word], sentence: Sentence, *, loud: bool) -> bool:
    """Whether the letters stand as the name wants them: acronyms in capitals, names with a capital somewhere."""
    if spelling.ours and spelling.weak:
        return True
    if loud:
        return not (spelling.acronym and len(spelling.text) < 3)
    text = sentence.text[part[0].start - sentence.start : part[-1].end - sentence.start]
    if spelling.acronym and len(part) == 1 and len(part[0].key) <= 4:
        return text.upper() == text or (len(text) == 4 and text[0].isupper() and not spelling.weak)
    return not spelling.capital or any(word.text[0].isupper() or word.text[-1].isupper() for word in part)


def _is_against(sentence: Sentence, first: Word, spelling: Spelling) -> bool:
    """ "Anti-Taliban", "pro-Assad": an attitude to the actor, unless the name itself begins so."""
    before = sentence.text[: first.start - sentence.start]
    return _ATTITUDE.search(before) is not None and not spelling.text.lower().startswith(("anti", "pro"))


@lru_cache(maxsize=500)
def is_loud(text: str) -> bool:
    """Whether a sentence is written in capitals throughout, so that capitals say nothing."""
    if sum(map(str.isupper, text)) < _LEAST_LOUD:
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def believed(sightings: Iterable[Sighting], setting: Setting) -> Iterator[Found]:
    """The sightings that one actor explains. A weak name needs a safe one of its actor, or the actor's country."""
    seen = list(sightings)
    sure = {s.actor.id for one in seen for s in one.spellings if not s.weak}
    sides = any(s.ours and not s.weak for one in seen for s in one.spellings)
    for one in seen:
        safe = [s for s in one.spellings if not s.weak]
        if safe:
            best = next((s for s in safe if s.ours), safe[0])
            yield Found(one.span, best.actor, TRUST_THEATRE if best.ours else TRUST_LEXICON)
            continue
        scores = {s: _standing(s, sure, setting, sides=sides) for s in one.spellings}
        best = max(scores, key=lambda s: (scores[s], s.ours))
        rivals = [s for s in scores if s.actor.id != best.actor.id and scores[s] == scores[best] and not best.ours]
        if scores[best] > 0 and not rivals:
            yield Found(one.span, best.actor, TRUST_WEAK)


def _standing(spelling: Spelling, sure: set[str], setting: Setting, *, sides: bool) -> float:
    """How well the report prepares for a weak name; 0 = not at all."""
    if spelling.actor.id in sure:
        return 1000.0
    named = sum(setting.countries.get(code, 0) for code in spelling.countries)
    if spelling.ours:
        return named or (1.0 if sides else 0.0)
    return float(named)
