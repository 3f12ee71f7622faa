"""Quantities in a sentence: "at least 12", "two dozen", "between 30 and 50", "11 of the 34 provincial capitals".

Numbers that count nothing in the world of the report are left out: ages, dates, years, money, distances, calibres,
percentages, and the numbers in names ("Resolution 2254", "217 Corps").  Source: codebook, section 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from khabar.coding.lexicon.word_patterns import signs_in
from khabar.coding.quantities.number_patterns import NumberPatterns, number_patterns
from khabar.coding.quantities.number_words import NumberWords, load_number_words
from khabar.records import Sentence, Span, Token

_REACH = 80  # characters before a number in which its modifiers stand
_HANGS = ("nummod", "det", "amod", "compound", "advmod", "nmod")


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity as a range; None = not stated, and all None = "several", which gives no figure.

    `first_i` and `last_i` are the tokens of `span`, modifiers included; `anchor_i` is the one the number hangs from.
    `of` is the whole in "11 of 34". `head_i` is the counted noun, None where the number stands alone ("killed 12").
    """

    span: Span
    first_i: int
    last_i: int
    low: int | None
    best: int | None
    high: int | None
    of: int | None
    head_i: int | None
    text: str
    anchor_i: int


@dataclass(frozen=True)
class _Value:
    """A bare number in the text; `vague` has a floor only."""

    start: int
    end: int
    value: int
    vague: bool = False


def numbers(sentence: Sentence, *, language: str = "en") -> tuple[Number, ...]:
    """Every quantity of a sentence, in text order; empty where it states none."""
    words = load_number_words(language)
    if words.signs.isdisjoint(signs_in(sentence.text)):
        return ()
    patterns = number_patterns(language)
    found = [*_stated(sentence.text, patterns, words), *_unstated(sentence.text, patterns)]
    placed = (_placed(sentence, *one) for one in sorted(found))
    return tuple(number for number in placed if number is not None)


def _stated(text: str, patterns: NumberPatterns, words: NumberWords) -> Iterator[tuple[int, int, int, _Range]]:
    """Start, end, core start and range of each number that counts something."""
    values = [v for m in patterns.number.finditer(text) if (v := _value(m, words)) is not None]
    at = 0
    while at < len(values):
        first = values[at]
        following = values[at + 1] if at + 1 < len(values) else None
        between = text[first.end : following.start] if following else ""
        at += 1
        if following and patterns.of_whole.fullmatch(between) and first.value <= following.value:
            range_, end = _Range(*_bounds(first), of=following.value), following.end
            at += 1
        elif following and _is_range(text, first, following, patterns):
            range_, end = _Range(first.value, None, following.value), following.end
            at += 1
        else:
            range_, end = _Range(*_bounds(first)), first.end
        yield from _kept(text, first, end, range_, patterns)


@dataclass(frozen=True, order=True)
class _Range:
    low: int | None
    best: int | None
    high: int | None
    of: int | None = None


def _bounds(number: _Value) -> tuple[int | None, int | None, int | None]:
    return (number.value, None, None) if number.vague else (number.value, number.value, number.value)


def _kept(
    text: str, first: _Value, end: int, range_: _Range, patterns: NumberPatterns
) -> Iterator[tuple[int, int, int, _Range]]:
    """The number with its modifiers, unless what stands beside it shows that it counts nothing."""
    near = max(0, first.start - _REACH)
    if patterns.not_before.search(text, near, first.start) or patterns.not_after.match(text, end):
        return
    if first.value < 120 and patterns.name_before.search(text, near, first.start) and text[end : end + 1] in (",", ")"):
        return  # "Ahmad Karimi, 27, was shot": an age
    start = first.start
    if fraction := patterns.fraction.search(text, near, start):
        share = round(patterns.values[fraction["fraction"].lower()] * first.value / 10**7)
        yield fraction.start("fraction"), end, first.start, _Range(None, share, None, of=first.value)
        return
    is_span = range_.low != range_.high and range_.high is not None
    found = [(kind, m) for kind, p in patterns.before if (m := p.search(text, near, start))]
    found += [(kind, m) for kind, p in patterns.after if (m := p.match(text, end))]
    if found:
        # "no fewer than" holds "fewer than": the longer words decide.
        kind, match = max(found, key=lambda one: one[1].end() - one[1].start("modifier"))
        start, end = min(start, match.start("modifier")), max(end, match.end())
        range_ = range_ if is_span else _modified(kind, range_, first)
    yield start, end, first.start, range_


def _modified(kind: str, range_: _Range, number: _Value) -> _Range:
    if kind == "all":
        return _Range(range_.low, range_.best, range_.high, of=number.value)
    low, best, high = (number.value if kind == k else None for k in ("low", "about", "high"))
    return _Range(low, best, high, of=range_.of)


def _is_range(text: str, first: _Value, second: _Value, patterns: NumberPatterns) -> bool:
    """Whether "N to M" or "between N and M" stands there; "from N to M" is a change, not a range."""
    joined = patterns.joined.fullmatch(text, first.end, second.start)
    if joined is None or first.value >= second.value:
        return False
    opening = re.search(r"(\w+)\s+$", text[: first.start])
    word = opening[1].lower() if opening else ""
    return word == "between" if joined.group().strip().lower() == "and" else word != "from"


def _value(match: re.Match[str], words: NumberWords) -> _Value | None:
    text = match.group().lower()
    if match["vague"]:
        parts = re.split(r"\s+of\s+", text)
        value = words.vague[parts[0]] if len(parts) == 1 else 20 if parts[0] == "tens" else 200
        for part in parts[1:]:
            value *= words.vague[part] // 2
        return _Value(match.start(), match.end(), value, vague=True)
    if match["some"]:
        scale = words.multipliers[match["somescale"].lower()]
        return _Value(match.start(), match.end(), 2 * scale, vague=True)
    total = _spelled(text, words) if match["spelled"] else _digits(match, words)
    return None if total is None else _Value(match.start(), match.end(), total)


def _digits(match: re.Match[str], words: NumberWords) -> int | None:
    whole = float(re.sub(r"[,\s\u00a0\u202f]", "", match["digits"]))
    for scale in re.findall(r"[a-z]+", (match["scale"] or "").lower()):
        whole *= words.multipliers[scale]
    return round(whole) if whole == round(whole) else None


def _spelled(text: str, words: NumberWords) -> int | None:
    """The value of number words: "one hundred and twenty-three", "half a million", "a dozen"."""
    half = text.startswith("half")
    total, group = 0, 0
    for word in re.findall(r"[a-z]+", text):
        if word in words.words:
            group += words.words[word]
        elif word in words.multipliers or word in words.articled:
            scale = words.multipliers.get(word, words.articled.get(word, 1))
            group = max(group, 1) * scale
            if scale >= 1000:
                total, group = total + group, 0
        elif word == "both":
            group = 2
    return (total + group) // 2 if half else total + group


def _unstated(text: str, patterns: NumberPatterns) -> Iterator[tuple[int, int, int, _Range]]:
    for match in patterns.unstated.finditer(text):
        if not patterns.not_after.match(text, match.end()):
            yield match.start(), match.end(), match.start(), _Range(None, None, None)


def _placed(sentence: Sentence, start: int, end: int, core: int, range_: _Range) -> Number | None:
    """The number tied to its tokens; None for a year, an age or a word that counts nothing here."""
    offset = sentence.start
    inside = [t for t in sentence.tokens if t.start < end + offset and t.end > start + offset]
    cores = [t for t in inside if t.end > core + offset]
    if not cores:
        return None
    places = {t.i for t in cores}
    anchor = next((t for t in cores if t.head not in places or t.head == t.i), cores[0])
    head = _counted(sentence, anchor, inside[-1])
    if _is_year(sentence, cores, inside, range_) or _is_idle(sentence, anchor, head):
        return None
    text = sentence.text[start:end]
    span = Span(start + offset, end + offset, text)
    first, last = inside[0].i, inside[-1].i
    head_i = head.i if head else None
    return Number(span, first, last, range_.low, range_.best, range_.high, range_.of, head_i, text, anchor.i)


def _counted(sentence: Sentence, anchor: Token, last: Token) -> Token | None:
    """The noun the number counts: its head in the tree, the noun after "of", or the noun phrase that follows."""
    above = sentence.head(anchor)
    is_counter = anchor.relation in ("nummod", "det", "amod", "advmod") or anchor.pos == "NUM"
    is_noun = above.pos in ("NOUN", "PROPN", "ADJ", "PRON") and above.i > anchor.i
    if anchor.relation in _HANGS and is_noun and is_counter:
        return _whole_noun(sentence, above)
    for token in sentence.tokens[anchor.i : last.i + 1]:
        for kid in sentence.children(token, "nmod", "obl"):
            if kid.i > last.i and any(c.lemma == "of" for c in sentence.children(kid, "case")):
                return kid
    return _following_noun(sentence, last)


def _whole_noun(sentence: Sentence, noun: Token) -> Token:
    """The last noun of a compound: in "12 Badr Brigade fighters" the fighters are counted."""
    above = sentence.head(noun)
    is_inside = noun.relation == "compound" and above.i > noun.i and above.pos in ("NOUN", "PROPN")
    return _whole_noun(sentence, above) if is_inside else noun


def _following_noun(sentence: Sentence, last: Token) -> Token | None:
    """The noun of the phrase right after the number, where the tree does not say: "12 Afghan army soldiers"."""
    found: Token | None = None
    for token in sentence.tokens[last.i + 1 : last.i + 6]:
        is_link = token.lemma in ("of", "the", "more", "other", "its", "their")
        if token.pos in ("NOUN", "PROPN") and sentence.head(token).i != last.i:
            found = token
        elif not (is_link or token.pos == "ADJ") or found is not None:
            break
    if found is None or found.relation not in ("obj", "nsubj", "nmod", "obl", "root", "conj", "appos", "iobj"):
        return None
    return None if found.relation == "obl" and not sentence.children(found, "case") else found


def _is_year(sentence: Sentence, cores: list[Token], inside: list[Token], range_: _Range) -> bool:
    """Whether a bare 1900 to 2099 is a year: no modifier, and no plural noun that it counts."""
    text = cores[0].text
    if len(cores) != 1 or not re.fullmatch(r"(?:19|20)\d\d", text) or len(inside) > 1 or range_.best is None:
        return False
    before = sentence.tokens[cores[0].i - 1] if cores[0].i else None
    if before is not None and (before.pos in ("ADP", "SCONJ", "DET") or before.tag == "IN"):
        return not (before.lemma in ("of", "by", "with") and _plural_follows(sentence, cores[0]))
    return not _plural_follows(sentence, cores[0])


def _plural_follows(sentence: Sentence, token: Token) -> bool:
    for after in sentence.tokens[token.i + 1 : token.i + 4]:
        if after.pos in ("NOUN", "PROPN") and (after.tag in ("NNS", "NNPS") or "Number=Plur" in after.morph):
            return True
        if after.pos not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def _is_idle(sentence: Sentence, anchor: Token, head: Token | None) -> bool:
    """Words that look like numbers and count nothing: "no one", "one another", "both X and Y", "many" as an adverb."""
    lower = anchor.text.lower()
    previous = sentence.tokens[anchor.i - 1] if anchor.i else None
    before = previous.lemma.lower() if previous is not None and previous.pos != "SCONJ" else ""
    if lower == "both":
        return anchor.relation == "cc"
    if lower == "one":
        after = sentence.tokens[anchor.i + 1].lemma.lower() if anchor.i + 1 < len(sentence.tokens) else ""
        return before in ("no", "each", "this", "that", "every", "any", "which") or after == "another"
    if lower == "many":
        return before == "how" or (before in ("so", "as", "too") and head is None)
    return False
