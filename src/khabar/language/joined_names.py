"""Names with an Arabic article, "Ansar al-Wadi" and "Deir al-Zor", shown to the parser as one word.

Three or four words of a name that no treebank has are three or four chances to misread the sentence around it. The
parser sees the last of them alone; the words come back as parts of one name, its first word foremost, as the treebanks
have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khabar.language.stand_ins import stand_in_for
from khabar.language.truecase import is_common_word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SMALL = frozenset({"al", "el", "ul", "as", "ad", "ar", "ash", "an", "at", "az"})
_ARTICLES = _SMALL | {word.title() for word in _SMALL}
_HYPHENS = frozenset("-–")
Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """What the parser reads, and for each of its words the words of the text it stands for, as offsets in the text."""

    doc: Doc
    pieces: tuple[Pieces, ...]


def joined(doc: Doc) -> Joined:
    """The document with each such name as one word; other words stand for themselves, or have a stand-in."""
    from spacy.tokens import Doc as SpacyDoc

    groups = list(_groups(doc))
    words = [stand_in_for(group[-1].text) for group in groups]
    spaces = [bool(group[-1].whitespace_) for group in groups]
    pieces = tuple(tuple((t.idx, t.idx + len(t)) for t in group) for group in groups)
    return Joined(SpacyDoc(doc.vocab, words=words, spaces=spaces), pieces)


def unjoined(doc: Doc) -> Joined:
    """The document word for word, for pipelines that were not trained for this."""
    return Joined(doc, tuple(((t.idx, t.idx + len(t)),) for t in doc))


def _groups(doc: Doc) -> Iterator[list[Token]]:
    """The document's words, those of one such name together."""
    at = 0
    while at < len(doc):
        end = _name_end(doc, at) if doc[at].text in _ARTICLES or _is_name(doc[at]) else at + 1
        yield list(doc[at:end])
        at = end


def _name_end(doc: Doc, at: int) -> int:
    """Where a name that may begin at `at` ends; the next word where none does."""
    first = at if doc[at].text in _ARTICLES else at + 1
    end = at + 1
    while _has_article(doc, first):
        end = first = first + 3
    return end


def _has_article(doc: Doc, at: int) -> bool:
    if at + 2 >= len(doc) or doc[at].text not in _ARTICLES or doc[at + 1].text not in _HYPHENS:
        return False
    apart = doc[at].whitespace_ or doc[at + 1].whitespace_
    return not apart and doc[at + 2].text[:1].isupper() and doc[at + 2].is_alpha


def _is_name(token: Token) -> bool:
    """A capitalised word, a space behind it, that is no common word at the start of a sentence."""
    named = token.text[:1].isupper() and token.is_alpha and bool(token.whitespace_)
    return named and not token.is_stop and not is_common_word(token.text)
