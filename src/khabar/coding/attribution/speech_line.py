"""A sentence read for who says what: the questions about word order that finding speakers and their words share."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.coding.attribution.speech_lexicon import SpeechLexicon
from khabar.records import Sentence, Token

Phrase = tuple[int, int]
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where"})
QUOTES = frozenset({'"', "“", "”", "''", "``", "«", "»"})


@dataclass(frozen=True)
class Line:
    """One sentence with the words of saying. A `Phrase` is the first and the last token of a noun phrase.

    `named` are the tokens of names of actors.
    """

    sentence: Sentence
    lexicon: SpeechLexicon
    named: frozenset[int] = frozenset()

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.sentence.tokens

    @property
    def last(self) -> int:
        """The position of the last token; -1 in an empty sentence."""
        return len(self.sentence.tokens) - 1

    def opens_clause(self, start: int) -> bool:
        """Whether what follows the verb is a clause of its own, not a time, a place or an "as Sunday became ..."."""
        for token in self.tokens[start:]:
            lower = token.text.lower()
            if lower in ("that", "how", "whether", "if") or token.text in QUOTES or token.text == ":":
                return True
            if token.i == start and (lower == "to" or (token.tag == "VBG" and not self.is_participle_of_saying(token))):
                return lower == "to" or not self.has_finite(0, start - 2)
            if lower in self.lexicon.words.outside_openers or lower in RELATIVE or self.is_participle_of_saying(token):
                return False
            if token.tag in FINITE_TAGS or "VerbForm=Fin" in token.morph:
                return True
        return False

    def is_participle_of_saying(self, token: Token) -> bool:
        lemma = token.lemma.lower()
        return token.tag == "VBG" and (lemma in self.lexicon.manner_of or lemma == "blame")

    def is_voice(self, phrase: Phrase) -> bool:
        """Whether a phrase names somebody who can speak: by its nouns, or by the name of an actor."""
        return phrase[1] in self.named or bool(self.lexicon.voice_kinds(self.text(phrase)))

    def text(self, phrase: Phrase) -> str:
        first, last = self.tokens[phrase[0]], self.tokens[phrase[1]]
        return self.sentence.span_of(first, last).text

    def stands_apart(self, mark: Token) -> bool:
        before = self.tokens[mark.i - 1].end if mark.i else mark.start
        after = self.tokens[mark.i + 1].start if mark.i < self.last else mark.end
        return before < mark.start and mark.end < after

    def end_of_words(self) -> int:
        return max((t.i for t in self.tokens if t.pos != "PUNCT"), default=-1)

    def range(self, first: int, last: int) -> frozenset[int]:
        return frozenset(range(max(first, 0), last + 1))

    def has_finite(self, first: int, last: int) -> bool:
        """Whether the tokens hold a main clause: a finite verb not opened by a word such as "after"."""
        words = self.tokens[first : last + 1]
        if words and words[0].text.lower() in self.lexicon.words.outside_openers:
            return False
        return any(t.tag in FINITE_TAGS or "VerbForm=Fin" in t.morph for t in words)

    def follows(self, token: Token, word: str) -> bool:
        return token.i < self.last and self.tokens[token.i + 1].text.lower() == word

    def before(self, i: int, *, skipping: tuple[str, ...]) -> Token | None:
        return next((t for t in reversed(self.tokens[:i]) if t.pos not in skipping), None)
