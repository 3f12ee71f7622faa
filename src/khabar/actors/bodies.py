"""Bodies known by the shape of their name: "Northern Storm Brigade", "Ministry of Defence", and their acronyms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.actors.forces import government_of
from khabar.actors.found import Found
from khabar.actors.named import is_loud
from khabar.actors.spelling import key_of, slug
from khabar.actors.wording import ActorWords, singular
from khabar.records import Actor, PlaceName, Sentence, Span, Token

_JOINS = frozenset({"of", "for", "the", "al", "el", "de", "del", "des", "du", "-", "‐", "‑", "–", "'s", "’s", "'", "’"})
_TRUST_SHAPE, _TRUST_PIPELINE, _TRUST_ACRONYM = 3, 2, 6
_LONGEST = 9


def bodies_in(
    sentence: Sentence, *, words: ActorWords, places: Sequence[PlaceName], known: Sequence[Found]
) -> Iterator[Found]:
    """Capitalised names that end or begin with a word such as Brigade or Ministry, and the pipeline's organisations.

    What the lexicon has (`known`) is left to it.
    """
    tokens = sentence.tokens
    loud = is_loud(sentence.text)
    last = -1
    for token in tokens:
        if token.i > last and _is_capital(token) and not (loud and token.pos != "PROPN"):
            last, kind = _longest_body(tokens, token.i, words)
            if kind:
                span = sentence.span_of(token, tokens[last])
                if not _is_listed(span, known) and not _is_state_arm(span, words, places):
                    yield Found(span, _body(span, kind, words, places), _TRUST_SHAPE)
    for name in sentence.names:
        kind = _kind_of(key_of(name.span.text), words)
        if (
            name.label != "ORG"
            or any(f.span.overlaps(name.span) for f in known)
            or _is_state_arm(name.span, words, places)
        ):
            continue
        if _is_plausible(name.span, sentence, places, most=4 if kind else 3):
            yield Found(name.span, _body(name.span, kind or "organisation", words, places), _TRUST_PIPELINE)


def _is_listed(span: Span, known: Sequence[Found]) -> bool:
    """Whether the name begins or ends in one that the lexicon has, or holds a long one of its."""
    inside = [f.span for f in known if span.contains(f.span)]
    return any(s.start == span.start or s.end == span.end or " " in s.text for s in inside)


def _is_state_arm(span: Span, words: ActorWords, places: Sequence[PlaceName]) -> bool:
    """Whether it is an army, police or the like, a country's or nobody's: "Royal Thai Air Force", "ARMED FORCES"."""
    keys = key_of(span.text)
    if tuple(singular(k) for k in keys) in words.branches:
        return True
    named = max((len(key_of(p.span.text)) for p in places if span.contains(p.span)), default=0)
    for cut in range(1, len(keys)):
        rest = tuple(singular(k) for k in keys[cut:])
        if rest in words.branches:
            return cut <= named + 1 if named else any(keys[i : i + 1] in words.adjectives for i in range(cut))
    return False


def _is_plausible(span: Span, sentence: Sentence, places: Sequence[PlaceName], *, most: int) -> bool:
    """Whether a name the pipeline calls an organisation can be one: a short run of names that is no place."""
    part = sentence.between(span.start, span.end)
    whole = 0 < len(part) <= most and all(t.pos == "PROPN" or t.text.lower() in ("of", "for", "-") for t in part)
    covered = sum(p.span.end - p.span.start for p in places if p.span.overlaps(span))
    return whole and covered * 2 < len(span.text)


def _body(span: Span, kind: str, words: ActorWords, places: Sequence[PlaceName]) -> Actor:
    """The body at a span; a government named with its country is that country's."""
    inside = [p.place for p in places if span.contains(p.span) and p.place is not None and p.place.country]
    if kind == "government" and inside:
        return government_of(inside[0].country, words.country(inside[0].country))
    country = inside[0].country if inside else ""
    return Actor(f"name:{slug(span.text)}", span.text, kind, country=country)


def _is_capital(token: Token) -> bool:
    return (
        token.text[0].isupper() and token.pos in ("PROPN", "ADJ", "NOUN") and not (token.i == 0 and token.pos == "ADJ")
    )


def _longest_body(tokens: Sequence[Token], first: int, words: ActorWords) -> tuple[int, str]:
    """The last token and kind of the longest body name from `first`; kind "" where there is none."""
    found = (first, "")
    i = first
    keys: list[str] = []
    while i < min(len(tokens), first + _LONGEST):
        token = tokens[i]
        if _is_capital(token):
            keys += key_of(token.text)
            kind = _kind_of(tuple(keys), words) if i > first else ""
            if kind:
                found = (i, kind)
        elif token.text.lower() == "the" and tokens[i - 1].text.lower() not in ("of", "for"):
            break
        elif token.text.lower() in _JOINS:
            keys += key_of(token.text)
        else:
            break
        i += 1
    return found


def _kind_of(keys: tuple[str, ...], words: ActorWords) -> str:
    """By its last two words, its last, or what stands before "of" or "for"."""
    if len(keys) < 2:
        return ""
    for part in (keys[-2:], keys[-1:]):
        if part in words.name_heads and part != keys:
            return words.name_heads[part]
    for i, word in enumerate(keys[1:], 1):
        if word in ("of", "for") and i + 1 < len(keys):
            return words.name_heads.get(keys[i - 1 : i], "")
    return ""


def acronyms_in(sentences: Sequence[Sentence], found: Sequence[Found]) -> Iterator[Found]:
    """ "Northern Storm Brigade (NSB)" makes NSB that brigade everywhere in the report."""
    meant: dict[str, Actor] = {}
    for sentence in (s for s in sentences if "(" in s.text):
        for one in found:
            if one.span.start >= sentence.start and one.span.end <= sentence.end:
                short = _acronym_after(sentence, one)
                if short:
                    meant.setdefault(short, one.actor)
    for sentence in sentences if meant else ():
        for token in sentence.tokens:
            if token.text in meant:
                yield Found(sentence.span_of(token, token), meant[token.text], _TRUST_ACRONYM)


def _acronym_after(sentence: Sentence, found: Found) -> str:
    after = [t for t in sentence.tokens if t.start >= found.span.end][:3]
    if len(after) < 3 or after[0].text != "(" or after[2].text != ")":
        return ""
    short = after[1].text
    initials = [key[0] for key in key_of(found.span.text)]
    letters = iter(initials)
    spelt = short.isupper() and 2 <= len(short) <= 7 and all(c in letters for c in short.lower() if c.isalpha())
    return short if spelt else ""
