"""Names shown to the parser as one word, so that a sentence is read the same whoever acts in it.

"Ansar al-Wadi", "Deir al-Zor" and "Pul-e-Khumri" are three or four words that no treebank has, and so many chances to
misread the sentence around them: of such names the parser sees the last word alone. Of the names of armed groups
that lists have it sees one and the same word. All words come back as the parts of one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.language.stand_ins import stand_in_for
from khabar.language.truecase import is_common_word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_SMALL = frozenset({"al", "el", "ul", "as", "ad", "ar", "ash", "an", "at", "az"})
ARTICLES = _SMALL | {word.title() for word in _SMALL}
_APART = frozenset({"al", "el", "Al", "El"})  # the articles that are no other word, so that they need no hyphen
HYPHENS = frozenset("-–")
_TELLING = _APART | HYPHENS
_ANY_SIDE = "Hamas"  # a group the treebanks know
Pieces = tuple[tuple[int, int], ...]
SideNames = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Joined:
    """What the parser reads, and what each of its words stands for.

    `words` are those it reads. `pieces` are the words of the text, as offsets in it; `leads` which of them is foremost
    in the tree, the others hanging on it: the first of a name with an article, else the last, as the treebanks have it.
    """

    doc: Doc
    words: list[str]
    pieces: tuple[Pieces, ...]
    leads: tuple[int, ...]


def side_names(nlp: Language, names: Iterable[str]) -> SideNames:
    """The names of sides as the pipeline cuts them, by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(set(names)):
        words = tuple(t.text for t in nlp.make_doc(name))
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}


def joined(doc: Doc, *sides: SideNames) -> Joined:
    """The document with each such name as one word; other words stand for themselves, or have a stand-in."""
    from spacy.tokens import Doc as SpacyDoc

    words = [t.text for t in doc]
    groups = list(_groups(doc, words, sides) if _may_have_names(words, sides) else _each(words))
    shown = [word for _, _, word in groups]
    if shown == words:
        return _word_for_word(doc, words)
    places = _places(doc)
    spaces = [bool(doc[end - 1].whitespace_) for _, end, _ in groups]
    pieces = tuple(tuple(places[start:end]) for start, end, _ in groups)
    leads = tuple(_lead(words[start:end]) if end - start > 1 else 0 for start, end, _ in groups)
    read = SpacyDoc(doc.vocab, words=shown, spaces=spaces)
    norms = doc.to_array("NORM")[[start for start, _, _ in groups]]
    for i in (norms != read.to_array("NORM")).nonzero()[0].tolist():
        start, _, word = groups[i]
        if word == words[start]:
            read[i].norm_ = doc[start].norm_  # the tokeniser knows that "n't" is "not"
    return Joined(read, shown, pieces, leads)


def unjoined(doc: Doc) -> Joined:
    """The document word for word, for pipelines that were not trained for this."""
    return _word_for_word(doc, [t.text for t in doc])


def _word_for_word(doc: Doc, words: list[str]) -> Joined:
    return Joined(doc, words, tuple([(place,) for place in _places(doc)]), (0,) * len(words))


def _places(doc: Doc) -> Pieces:
    """Where each word stands in the text."""
    starts = doc.to_array("IDX").tolist()
    ends = [at + size for at, size in zip(starts, doc.to_array("LENGTH").tolist(), strict=True)]
    return tuple(zip(starts, ends, strict=True))


def _lead(name: list[str]) -> int:
    return 0 if HYPHENS & set(name) else len(name) - 1


def _may_have_names(words: list[str], sides: tuple[SideNames, ...]) -> bool:
    """Whether any word can belong to such a name: all have a hyphen, an article that needs none, or begin as a side."""
    seen = frozenset(words)
    return not (seen.isdisjoint(_TELLING) and all(seen.isdisjoint(names) for names in sides))


def _each(words: list[str]) -> Iterator[tuple[int, int, str]]:
    """Every word by itself."""
    return ((at, at + 1, stand_in_for(word)) for at, word in enumerate(words))


def _groups(doc: Doc, words: list[str], sides: tuple[SideNames, ...]) -> Iterator[tuple[int, int, str]]:
    """The document's words, those of one such name together: from where to where, and what the parser sees of it."""
    at = 0
    while at < len(words):
        size = _side_at(doc, words, at, sides)
        if size:
            yield at, at + size, _ANY_SIDE
        elif _is_linked(doc, words, at):
            size = 3
            yield at, at + size, words[at + 2][2:]
        else:
            size = _name_end(doc, words, at) - at
            yield at, at + size, stand_in_for(words[at + size - 1])
        at += size


def _side_at(doc: Doc, words: list[str], at: int, sides: tuple[SideNames, ...]) -> int:
    """How many words the name of a side has that begins here; 0 where none does."""
    for names in sides:
        for name in names.get(words[at], ()):
            more = len(name) == 1 and _is_part_of_more(doc, words, at + 1)
            if tuple(words[at : at + len(name)]) == name and not more:
                return len(name)
    return 0


def _is_part_of_more(doc: Doc, words: list[str], end: int) -> bool:
    """ "IS-held": a hyphen goes on with the word."""
    return end < len(words) and words[end] in HYPHENS and not doc[end - 1].whitespace_


def _name_end(doc: Doc, words: list[str], at: int) -> int:
    """Where a name with an article that may begin at `at` ends; the next word where none does."""
    first = at if words[at] in ARTICLES else at + 1
    if first == len(words) or words[first] not in ARTICLES:
        return at + 1
    if not _with_article(doc, words, first) or not (first == at or (_is_name(doc[at]) and doc[at].whitespace_)):
        return at + 1
    while size := _with_article(doc, words, first):
        first += size
    return first


def _is_linked(doc: Doc, words: list[str], at: int) -> bool:
    """ "Pul-e-Khumri": a Persian name that the tokeniser cuts at its first hyphen."""
    if at + 2 >= len(words) or words[at + 1] not in HYPHENS or not words[at + 2].startswith("e-"):
        return False
    apart = doc[at].whitespace_ or doc[at + 1].whitespace_
    return not apart and words[at][:1].isupper() and words[at + 2][2:3].isupper()


def _with_article(doc: Doc, words: list[str], at: int) -> int:
    """How many words an article and its name are at `at` ("al-Nusra": 3, "Al Nusra": 2); 0 where none is there."""
    if at + 1 < len(words) and words[at] in _APART and doc[at].whitespace_ and _is_name(doc[at + 1]):
        return 2
    if at + 2 >= len(words) or words[at] not in ARTICLES or words[at + 1] not in HYPHENS:
        return 0
    apart = doc[at].whitespace_ or doc[at + 1].whitespace_
    return 3 if not apart and words[at + 2][:1].isupper() and words[at + 2].isalpha() else 0


def _is_name(token: Token) -> bool:
    """A capitalised word that is no common word at the start of a sentence."""
    named = token.text[:1].isupper() and token.is_alpha
    return named and not token.is_stop and not is_common_word(token.text)
