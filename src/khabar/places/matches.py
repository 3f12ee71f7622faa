"""Where names of the gazetteer stand in the words of a text, whatever they turn out to mean there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khabar.places.gazetteer import Bearer, Gazetteer
from khabar.places.spelling import folded, joined
from khabar.places.wording import Word
from khabar.places.words import PlaceWords

_LONGEST = 6
ARTICLES = {"al", "el", "ar", "as", "ash", "ad", "an", "at", "az", "ul", "ez", "es", "ed", "er", "et"}
_STOPPED = {"st", "mt", "ft", "ste"}  # their full stop is no sentence end
_FEATURES = ("site", "route", "region")  # of which a theatre that names one means its own
_HYPHENS = {"-", "‐", "‑", "–"}
_SHORTEST_LIKE = 5  # letters; below, a like spelling must be a large place's
_POPULOUS = 50_000


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` to `last` (included) spell a name of `bearers`; `like` where only a like spelling was found."""

    first: int
    last: int
    bearers: tuple[Bearer, ...]
    like: bool = False

    @property
    def length(self) -> int:
        """How many words."""
        return self.last - self.first + 1


def find_matches(
    words: Sequence[Word], gazetteer: Gazetteer, *, own: Mapping[str, tuple[Bearer, ...]], lexicon: PlaceWords
) -> list[Match]:
    """The longest names from left to right, none overlapping.  `own` are names a theatre adds, by plain key."""
    search = _Search(words, gazetteer, own, lexicon)
    exact = {first: search.exact(first) for first in search.sizes}
    like = search.like([first for first, match in exact.items() if match is None])
    matches: list[Match] = []
    for first in search.sizes:
        match = exact[first] or like.get(first)
        if match is not None and not (matches and first <= matches[-1].last):
            matches.append(match)
    return matches


class _Search:
    """One text's names: exact spellings are looked up all at once, like ones only where no exact name starts."""

    def __init__(
        self,
        words: Sequence[Word],
        gazetteer: Gazetteer,
        own: Mapping[str, tuple[Bearer, ...]],
        lexicon: PlaceWords,
    ) -> None:
        self._words, self._gazetteer, self._own, self._lexicon = words, gazetteer, own, lexicon
        may_begin = [i for i, word in enumerate(words) if word.capital or word.key in ARTICLES]
        found = ((i, tuple(_lengths(words, i, lexicon.lists.calendar))[::-1]) for i in may_begin)
        self.sizes = {i: sizes for i, sizes in found if sizes and not _goes_on_a_name(words, i, lexicon)}
        self._keys = {(i, n): _key(words[i : i + n]) for i, sizes in self.sizes.items() for n in sizes}
        self._known = _look_up(set(self._keys.values()), gazetteer, own)

    def exact(self, first: int) -> Match | None:
        """The longest name that starts at a word as it is spelt."""
        for n in self.sizes[first]:
            if self._is_none(first, n):
                return None
            bearers = _fitting(self._known[self._keys[first, n]], self._words[first : first + n])
            if bearers:
                return Match(self._after_the(first, n), first + n - 1, bearers)
        return None

    def like(self, firsts: Sequence[int]) -> dict[int, Match]:
        """The longest name that starts at each of these words by a like spelling; only where there is one."""
        open_ = [first for first in firsts if not any(self._is_none(first, n) for n in self.sizes[first])]
        unknown = {key for i in open_ for n in self.sizes[i] if not self._known[key := self._keys[i, n]]}
        bare = not any("'" in word.gap or "’" in word.gap or not word.text.isalnum() for word in self._words)
        forms = {
            key: tuple(_variants(key, without_apostrophes=bare)) for key in unknown if key not in self._lexicon.common
        }
        other = _look_up({form for row in forms.values() for form in row}, self._gazetteer, self._own)
        found = ((first, self._alike(first, forms, other)) for first in open_)
        return {first: match for first, match in found if match is not None}

    def _alike(
        self, first: int, forms: Mapping[str, tuple[str, ...]], other: Mapping[str, tuple[Bearer, ...]]
    ) -> Match | None:
        for n in self.sizes[first]:
            key = self._keys[first, n]
            for form in forms.get(key, ()):
                bearers = _fitting(other[form], self._words[first : first + n])
                short = form.startswith("s-") or len(key) < _SHORTEST_LIKE
                if bearers and (not short or any(_is_large(b) for b in bearers)):
                    return Match(first, first + n - 1, bearers, like=True)
        return None

    def _is_none(self, first: int, n: int) -> bool:
        """Whether these words are never a place's name, nor is what starts with them."""
        if self._keys[first, n] in self._lexicon.lists.never:
            return True
        return n == 1 and _is_direction_of(self._words, first, self._lexicon)

    def _after_the(self, first: int, n: int) -> int:
        """The first word without an article that the name can do without: The United States, but The Hague."""
        rest = self._keys.get((first + 1, n - 1), "")
        return first + 1 if self._words[first].key == "the" and n > 1 and self._known.get(rest, ()) else first


def _goes_on_a_name(words: Sequence[Word], i: int, lexicon: PlaceWords) -> bool:
    """Whether an article, or what follows it, is not the first word of its name.

    "Ansar al-Wadi" is no al-Wadi, "Northern al-Bab" is al-Bab.
    """
    at = i - 1 if words[i].gap in _HYPHENS and i and words[i - 1].key in ARTICLES else i
    word, before = words[at], words[at - 1] if at else None
    if word.key not in ARTICLES or not _has_hyphen_behind(words, at) or before is None or word.gap != " ":
        return False
    common = before.key in lexicon.common or before.key in lexicon.lists.direction
    return before.capital and before.sentence == word.sentence and not common


def _has_hyphen_behind(words: Sequence[Word], i: int) -> bool:
    return i + 1 < len(words) and words[i + 1].gap in _HYPHENS


def _is_direction_of(words: Sequence[Word], i: int, lexicon: PlaceWords) -> bool:
    """Whether a capitalised direction belongs to the next word: "Western Aleppo", where Western is a province too."""
    following = words[i + 1] if i + 1 < len(words) else None
    return (
        words[i].key in lexicon.lists.direction and following is not None and following.gap == " " and following.capital
    )


def _key(words: Sequence[Word]) -> str:
    return joined([*(word.full_key for word in words[:-1]), words[-1].key])


def _lengths(words: Sequence[Word], first: int, calendar: frozenset[str]) -> Iterable[int]:
    """How many words a name that starts here, at a capital or an article, could have."""
    word = words[first]
    article = word.key in ARTICLES and _has_hyphen_behind(words, first)
    if not (word.capital or article) or word.text.isdigit() or word.key in calendar:
        return
    for n in range(1, _LONGEST + 1):
        if first + n > len(words):
            return
        last = words[first + n - 1]
        if n > 1 and not _continues(words[first + n - 2], last):
            return
        if (last.capital or (n > 1 and (last.gap in _HYPHENS or last.text.isdigit()))) and not (article and n == 1):
            yield n


def _continues(before: Word, word: Word) -> bool:
    if before.sentence != word.sentence:
        return False
    gap = word.gap
    return gap in (" ", "\u00a0", "'s ", "’s ") or gap in _HYPHENS or (gap in (". ", ".") and before.key in _STOPPED)


def _variants(key: str, *, without_apostrophes: bool) -> Iterable[str]:
    """Other keys under which a name that is not known as written may be."""
    if key.startswith(("the ", "a ")):
        return
    if key.startswith("al "):
        yield key[3:]
    elif " " not in key and len(key) >= 4:
        yield f"al {key}"
    if without_apostrophes and len(key) >= 5 and key.endswith("s"):
        yield "s-" + key[:-1]  # "Syrias capital": feeds lose their apostrophes
    if len(key) >= 4:
        yield "~" + folded(key)


def _look_up(
    keys: set[str], gazetteer: Gazetteer, own: Mapping[str, tuple[Bearer, ...]]
) -> dict[str, tuple[Bearer, ...]]:
    ordered = sorted(keys)
    found = gazetteer.bearers([key.removeprefix("s-") for key in ordered])
    return {key: _merged(own.get(key, ()), bearers) for key, bearers in zip(ordered, found, strict=True)}


def _merged(ours: tuple[Bearer, ...], theirs: tuple[Bearer, ...]) -> tuple[Bearer, ...]:
    """The theatre's own places first; the gazetteer's entries for the same place, and its sites, give way."""
    if not ours:
        return theirs
    ids = {bearer.place.id for bearer in ours}
    return ours + tuple(b for b in theirs if b.place.id not in ids and b.place.precision not in _FEATURES)


def _fitting(bearers: tuple[Bearer, ...], words: Sequence[Word]) -> tuple[Bearer, ...]:
    """Those whose name may stand like this: acronyms in capitals, state abbreviations after a comma."""
    if not bearers:
        return ()
    loud = any(word.loud for word in words)
    upper = all(word.text.isupper() for word in words)
    comma = words[0].gap.strip() == ","
    return tuple(
        bearer
        for bearer in bearers
        if (not bearer.acronym or (upper and not loud) or (loud and "." in words[0].text))
        and (not bearer.after_comma or comma)
        # A word in capitals among small letters is an acronym: the FARC, the AUC.
        and (bearer.acronym or loud or not upper or len(words[0].text) > 5 or len(words) > 1 or len(words[0].text) == 1)
    )


def _is_large(bearer: Bearer) -> bool:
    return bearer.place.precision == "country" or bearer.capital or bearer.place.population >= _POPULOUS
