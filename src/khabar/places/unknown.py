"""Places the gazetteer does not have, told by the words around a capitalised name: "the village of Habeet".

They are kept with their words, so that nobody takes them for another place of a like name. Where the report says in
which province, district or town they lie, they are put there, in doubt by its size; else they have no point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khabar.places.matches import ARTICLES
from khabar.places.setting import kind_of
from khabar.places.sites import put_in, site_after
from khabar.places.wording import Word
from khabar.places.words import PlaceWords
from khabar.records import PlaceName, Span

_HYPHENS = {"-", "–"}
_IN = {"in", "near", "at", "outside", "inside", "around", "towards", "toward", "from", "into"}
_LONGEST, _SHORTEST = 5, 3  # words of a name, letters of a word
_ADJECTIVE = ("an", "ese", "ish", "ic")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `first` to `last` (included) that name an unknown place. `sure` where a word for its kind says so; a mere
    preposition may stand before a person as well."""

    first: int
    last: int
    sure: bool


def unknown_names(words: Sequence[Word], taken: frozenset[int], lexicon: PlaceWords) -> Iterator[Stretch]:
    """The unknown places among the words that no known name has taken, left to right."""
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        last = _run(words, i, taken, lexicon)
        if last is not None:
            runs.append((i, last))
        i = i + 1 if last is None else last + 1
    placed = {run: _placed(words, *run, taken, lexicon) for run in runs}
    known = {_spelt(words, *run) for run, stretch in placed.items() if stretch is not None and stretch.sure}
    for run, stretch in placed.items():
        if stretch is not None:
            yield stretch
        elif _spelt(words, *run) in known:
            yield Stretch(*run, sure=True)


def _spelt(words: Sequence[Word], first: int, last: int) -> tuple[str, ...]:
    return tuple(word.key for word in words[first : last + 1])


def _run(words: Sequence[Word], first: int, taken: frozenset[int], lexicon: PlaceWords) -> int | None:
    """The last word of the capitalised run that starts here, with its linking particles; None where none starts."""
    if not _is_name_word(words[first], taken, lexicon) or _ends_a_name(words, first, lexicon):
        return None
    last = first
    while last + 1 < len(words) and last - first < _LONGEST and words[last + 1].goes_on:
        if _is_name_word(words[last + 1], taken, lexicon):
            last += 1
        elif last + 2 < len(words) and _links(words[last + 1], words[last + 2], taken, lexicon):
            last += 2
        else:
            break
    return None if last == first and words[first].key in ARTICLES else last


def _ends_a_name(words: Sequence[Word], i: int, lexicon: PlaceWords) -> bool:
    """ "Ansar al-Wadi": behind an article that another capitalised word stands before."""
    if i < 2 or words[i].gap not in _HYPHENS or words[i - 1].key not in ARTICLES:
        return False
    return words[i - 2].capital and words[i - 1].gap == " " and words[i - 2].key not in lexicon.common


def _links(particle: Word, word: Word, taken: frozenset[int], lexicon: PlaceWords) -> bool:
    """Whether a small word joins the run to the next: the e of Pul-e-Khumri, the al of Khan al-Assal."""
    small = particle.key in ARTICLES or (particle.gap in _HYPHENS and word.gap in _HYPHENS)
    return small and word.goes_on and _is_name_word(word, taken, lexicon)


def _is_name_word(word: Word, taken: frozenset[int], lexicon: PlaceWords) -> bool:
    lists = lexicon.lists
    if not word.capital or word.loud or word.opens or word.i in taken or word.text.isupper():
        return False
    if len(word.key) < _SHORTEST and word.key not in ARTICLES:
        return False
    lesser = (lists.calendar, lists.never, lists.title, lists.organisation, lists.direction, lexicon.common)
    return word.key in lists.prefix or not any(word.key in words for words in lesser)


def _placed(words: Sequence[Word], first: int, last: int, taken: frozenset[int], lexicon: PlaceWords) -> Stretch | None:
    """The run as a place's name, if the words around say so; people and bodies are left alone."""
    lists = lexicon.lists
    start = first - 1 if first and words[first].gap in _HYPHENS and words[first - 1].key in ARTICLES else first
    after = words[last + 1] if last + 1 < len(words) and words[last + 1].goes_on else None
    before = words[start - 1] if start and not words[start].gap.strip() else None
    if before is not None and before.capital and before.key in lists.feature and start - 1 not in taken:
        return Stretch(start - 1, last, sure=True)
    if after is not None and after.capital and after.key in lists.feature_after:
        return Stretch(start, last + 1, sure=True)
    if after is not None and after.capital and not kind_of(after.key, lexicon):
        return None
    if (site := site_after(words, last, lexicon)) is not None:
        return Stretch(start, site, sure=True)
    if after is not None and (kind := kind_of(after.key, lexicon)):
        if kind == "region" and words[last].key.endswith(_ADJECTIVE):
            return None  # the European region
        return Stretch(start, last, sure=kind != "region")
    if before is not None and (sure := _after(words, start, before, lexicon)) is not None:
        return Stretch(start, last, sure) if sure or words[first].key not in lexicon.given else None
    return Stretch(start, last, sure=True) if _is_listed(words, start, last, taken) else None


def _after(words: Sequence[Word], start: int, before: Word, lexicon: PlaceWords) -> bool | None:
    """Whether the words before make the run a place: True surely, False perhaps, None not at all."""
    if before.key == "of" and start >= 2:
        head = words[start - 2]
        return True if kind_of(head.key, lexicon) or head.key in lexicon.lists.of_town else None
    if before.key in lexicon.lists.settlement and not before.capital:
        return True
    return False if before.key in _IN else None


def _is_listed(words: Sequence[Word], start: int, last: int, taken: frozenset[int]) -> bool:
    """Whether known places stand on both sides: "Siaya, Nyando and Kisii"."""
    left, right = start - 1, last + 1
    if left < 0 or right >= len(words) or words[left].sentence != words[right].sentence:
        return False
    comma_left = words[start].gap.strip() == ","
    if words[left].key == "and" and not words[start].gap.strip():
        left, comma_left = left - 1, True
    comma_right = words[right].gap.strip() == ","
    if words[right].key == "and" and right + 1 < len(words):
        right, comma_right = right + 1, True
    return comma_left and comma_right and left in taken and right in taken


# "Habeet, Idlib", "Habeet in the countryside of Idlib", "Habeet village in southern Idlib".
_HELD = re.compile(r"(?:, | \(|(?: [a-z]+){0,3} (?:in|of)(?: the)?(?: [a-z]+){0,2} )")
_BY_ITS_HOLDER = 0.8  # of the holder's score: it may be the next place of a list


def holder_after(text: str, end: int) -> int:
    """Where a name may begin that is said to hold the one that ends at `end`; -1 where nothing says so."""
    held = _HELD.match(text, end)
    return held.end() if held else -1


def placed_within(span: Span, holder: PlaceName | None) -> PlaceName:
    """An unknown place at the point of what holds it, in doubt by its size; without one where nothing exact does."""
    within = holder.place if holder is not None and holder.use == "place" else None
    place = put_in(within, span.text, "settlement") if within is not None and within.lat is not None else None
    if holder is None or within is None or place is None:
        return PlaceName(span, "place", None, 0.0, reasons=("in the position of a place; no gazetteer has it",))
    reasons = (f"no gazetteer has it; put in {within.name}, which the report says holds it",)
    return PlaceName(span, "place", place, round(_BY_ITS_HOLDER * holder.score, 3), (within,), reasons)
