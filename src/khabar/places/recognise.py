"""Is the name a place here? "Paris" is, "Paris Hilton" is not, nor is the "Bank of Baghdad"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from khabar.places.containment import holds
from khabar.places.matches import ARTICLES, Match
from khabar.places.setting import Setting, kind_of
from khabar.places.wording import Word
from khabar.places.words import PlaceWords

_LONG = 9  # letters from which a like spelling of several words is no chance
_TOWN = 50_000
_LARGE, _MILLION, _SMALL = 100_000, 1_000_000, 1_000
_SPEECH = {"said", "says", "told", "added", "wrote", "asked", "explained", "recalled", "replied", "argued", "noted"}
_NOT_NOUNS = {"VERB", "AUX", "ADV", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "INTJ"}


@dataclass(frozen=True)
class Surroundings:
    """What the judge needs beside the setting: all words, which of them belong to matches, people's last names, whether
    the text lost its commas, and the plain spellings of its capitalised words."""

    words: tuple[Word, ...]
    match_at: Mapping[int, Match]
    people: frozenset[str]
    lexicon: PlaceWords
    without_commas: bool = False
    keys: frozenset[str] = frozenset()


def people_in(words: Sequence[Word], lexicon: PlaceWords) -> frozenset[str]:
    """The last words of names that follow a given name or title: "Michael Jackson" makes "Jackson" a person."""
    found = set()
    for before, word in pairwise(words):
        apart = word.gap.strip() not in ("", "-", ".") or before.sentence != word.sentence
        if apart or not (before.capital and word.capital) or word.loud:
            continue
        if (before.key in lexicon.given or before.key in lexicon.lists.title) and not kind_of(word.key, lexicon):
            found.add(word.key)
    return frozenset(found)


def observed_of(setting: Setting, around: Surroundings) -> tuple[str, ...]:
    """The names (in weights.yaml) of what speaks for and against a match being a place."""
    return tuple(dict.fromkeys(["start", *_of_name(setting), *_of_place(setting, around), *_of_words(setting, around)]))


def _of_name(setting: Setting) -> Iterator[str]:
    """What the name itself tells."""
    bearers = setting.match.bearers
    if len(setting.words) > 1 and (not setting.match.like or len(setting.key) >= _LONG):
        yield "several-words"
    if setting.match.like:
        yield "like-spelling"
    most = max(bearer.place.population for bearer in bearers)
    if any(b.place.precision in ("country", "region", "water") or b.capital for b in bearers):
        yield "country"
    elif most >= _MILLION:
        yield "million"
    elif most >= _LARGE:
        yield "large"
    elif most < _SMALL:
        yield "small"
    if not setting.match.like and not any(b.how in ("own", "demonym") for b in bearers) and most < _LARGE:
        yield "other-spelling"


def _of_place(setting: Setting, around: Surroundings) -> Iterator[str]:
    """What the place words and the parser tell."""
    lists = around.lexicon.lists
    before = setting.before
    if setting.unit:
        yield "unit"
    if before is not None and (before.key in lists.locative or _town_of(setting, around)):
        yield "locative"
    elif before is not None and before.key in lists.direction:
        yield "direction"
    elif before is not None and before.key == "of" and setting.match.first >= 2:
        yield "of-place" if around.words[setting.match.first - 2].key in lists.of_place else "of"
    if setting.container is not None:
        yield "contained"
    elif setting.listed:
        yield "long-list" if len(setting.listed) >= 3 else "listed"
    if setting.label == "LOC":
        yield "parser-place"
    located = before is not None and before.key in lists.locative
    if "PERSON" in (setting.label, setting.inside):
        sure = setting.inside == "PERSON"
        yield "parser-person-in-place" if located or setting.unit else "in-person" if sure else "parser-person"
    elif setting.label == "ORG":
        yield "parser-organisation"
    elif setting.inside == "ORG" and not setting.is_country_acronym and not setting.is_demonym:
        yield "inside-organisation"
    if setting.token is not None and setting.token.pos in _NOT_NOUNS and len(setting.words) == 1:
        yield "not-a-noun"


def _town_of(setting: Setting, around: Surroundings) -> bool:
    """In a list after a word of place: "in Homs and Hama"."""
    i = setting.match.first - 1
    words = around.words
    while i > 0 and words[i].sentence == setting.words[0].sentence and (i in around.match_at or words[i].key == "and"):
        i -= 1
    return words[i].key in around.lexicon.lists.locative and words[i].sentence == setting.words[0].sentence


def _of_words(setting: Setting, around: Surroundings) -> Iterator[str]:
    """What the neighbours tell against it."""
    lexicon, single = around.lexicon, len(setting.words) == 1
    word = setting.words[0]
    opening = word.opens or word.loud
    if not single and all(w.key in lexicon.common or len(w.key) == 1 for w in setting.words):
        yield "common-words"
    if setting.is_country_acronym:
        return
    if single and (word.key in lexicon.common or all(b.weak for b in setting.match.bearers)):
        yield "opening-word" if opening else "common-word"
        if opening:
            yield "common-word"
    elif single and opening:
        yield "opening"
        if word.loud and max(b.place.population for b in setting.match.bearers) < _LARGE:
            yield "loud"
    if single and word.key in lexicon.lists.organisation and setting.container is None:
        yield "organisation-word"
    if not single and word.key in lexicon.given - ARTICLES and setting.label != "LOC" and _is_lesser(setting):
        yield "given-name-first"
    if single and word.key.endswith("s") and word.key[:-1] in around.keys and not setting.match.like:
        yield "possessive"
    if single and word.key in lexicon.given:
        yield "given-name"
    if single and around.people & {word.key, word.key.removesuffix("s")}:
        yield "person-elsewhere"
    yield from _before(setting, around)
    yield from _after(setting, around)


def _goes_on(setting: Setting, after: Word, around: Surroundings) -> bool:
    """Whether the name is only the beginning of another: the Khan of Khan al-Assal, the Tal of Tal Rifaat."""
    following = around.words[after.i + 1] if after.i + 1 < len(around.words) else None
    if after.key in ARTICLES and following is not None and following.gap == "-" and following.capital:
        return True
    return len(setting.words) == 1 and setting.words[0].key in around.lexicon.lists.prefix and after.capital


def _is_lesser(setting: Setting) -> bool:
    return all(b.place.population < _LARGE and b.place.precision == "settlement" for b in setting.match.bearers)


def _before(setting: Setting, around: Surroundings) -> Iterator[str]:
    lexicon, before = around.lexicon, setting.before
    if before is None or setting.words[0].loud:
        return
    if before.key == "of" and setting.match.first >= 2:
        head = around.words[setting.match.first - 2]
        if head.capital and head.key in lexicon.lists.organisation and not kind_of(head.key, lexicon):
            yield "organisation"
    if before.capital and before.key in lexicon.lists.feature:
        yield "feature"
    elif before.key in lexicon.lists.title and before.capital:
        yield "title"
    elif before.capital and before.key in lexicon.given and setting.match.first - 1 not in around.match_at:
        yield "after-given-name"
    elif before.capital and _is_neighbour_name(setting, before, around):
        yield "beside-name"
    elif before.capital and not _is_explained(before, around):
        yield "beside-unknown" if around.without_commas else "after-name"


def _after(setting: Setting, around: Surroundings) -> Iterator[str]:
    lexicon, after = around.lexicon, setting.after
    if after is None:
        return
    if setting.is_demonym:
        return
    if after.key in lexicon.lists.disease and not setting.is_country_acronym:
        yield "disease"
    if after.key in lexicon.lists.machine and not setting.is_country_acronym:
        yield "machine"
    if after.key in _SPEECH:
        yield "speaks"
    if _goes_on(setting, after, around):
        yield "longer-name"
    if not after.capital or after.loud or setting.words[0].loud:
        return
    if setting.is_country_acronym:
        return
    if after.key in lexicon.lists.organisation and not kind_of(after.key, lexicon):
        yield "organisation"
    elif _is_neighbour_name(setting, after, around):
        yield "beside-name"
    elif not _is_explained(after, around):
        yield "beside-unknown" if around.without_commas else "before-name"


def _is_neighbour_name(setting: Setting, word: Word, around: Surroundings) -> bool:
    """Whether the neighbour is another match with no mark between, that does not hold or describe this one."""
    other = around.match_at.get(word.i)
    if other is None or around.without_commas or any(b.how == "demonym" for b in other.bearers):
        return False
    first, second = (other, setting.match) if other.first < setting.match.first else (setting.match, other)
    if any(b.how == "demonym" for b in first.bearers) or around.words[second.first].gap.strip():
        return False
    if any(holds(h.place, b.place) for h in second.bearers for b in first.bearers):
        return False
    # Two towns of one country side by side: a comma got lost.
    lands = [{b.place.country for b in m.bearers if b.place.population >= _TOWN} for m in (first, second)]
    return not lands[0] & lands[1]


def _is_explained(word: Word, around: Surroundings) -> bool:
    """Whether a capitalised neighbour need not belong to the same name."""
    lists = around.lexicon.lists
    return (
        word.i in around.match_at
        or word.key in lists.calendar
        or word.key in lists.direction
        or word.key in lists.locative
        or bool(kind_of(word.key, around.lexicon))
        or word.key in lists.route
        or word.key in around.lexicon.site_endings
        or (word.opens and word.key in around.lexicon.common)
    )
