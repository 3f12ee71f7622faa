"""A sentence whose tree may still change."""

from __future__ import annotations

from dataclasses import replace

from khabar.language.tree import with_one_root
from khabar.records.parse import Sentence, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Draft:
    """The tokens of a sentence, to be re-headed; `done` gives the sentence back."""

    def __init__(self, sentence: Sentence, *, is_headline: bool = False) -> None:
        self.is_headline = is_headline
        self._sentence = sentence
        self.tokens = list(sentence.tokens)
        self._changed = False
        self._below: list[list[int]] | None = None  # the dependents of each token, until a head changes

    def change(self, i: int, **what: str | int) -> None:
        """Give token `i` other values."""
        if "head" in what:
            self._below = None
        self.tokens[i] = replace(self.tokens[i], **what)  # type: ignore[arg-type]
        self._changed = True

    def attach(self, i: int, head: int, dep: str) -> None:
        """Hang token `i` under `head`; a head that hung below `i` takes the place of `i` first."""
        if i != head and self.is_under(head, i):
            above = self.tokens[i]
            self.change(head, head=head if above.head == i else above.head, dep=above.dep)
        self.change(i, head=head, dep=dep)

    def give_subject(self, i: int, verb: int) -> None:
        """Hang token `i` under `verb` as its subject: of a passive, where the verb has its auxiliary."""
        self.attach(i, verb, "nsubj:pass" if self.children(verb, "aux:pass") else "nsubj")

    def make_past(self, i: int) -> None:
        """Token `i` is a verb in the simple past."""
        self.change(i, tag="VBD", morph="Mood=Ind|Tense=Past|VerbForm=Fin")

    def make_root(self, i: int) -> None:
        """Token `i` depends on nothing from now on."""
        self.change(i, head=i, dep="root")

    def root(self) -> Token:
        """What the sentence hangs from."""
        return next(t for t in self.tokens if t.head == t.i)

    def children(self, i: int, *relations: str) -> list[Token]:
        """Direct dependents of `i`, left to right; with `relations`, only those (`nsubj` takes `nsubj:pass` too)."""
        if self._below is None:
            self._below = self._dependents()
        kids, tokens = self._below[i], self.tokens
        if not relations:
            return [tokens[k] for k in kids]
        return [t for k in kids if (t := tokens[k]).dep in relations or t.relation in relations]

    def _dependents(self) -> list[list[int]]:
        rows: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                rows[token.head].append(token.i)
        return rows

    def is_under(self, i: int, top: int) -> bool:
        """Whether `i` is `top` or hangs somewhere below it."""
        for _ in self.tokens:
            if i == top:
                return True
            if self.tokens[i].head == i:
                return False
            i = self.tokens[i].head
        return False

    def is_finite(self, token: Token) -> bool:
        """Whether the word is a verb in a tense or a modal."""
        return token.pos in {"VERB", "AUX"} and (token.tag in _FINITE or "VerbForm=Fin" in token.morph)

    def done(self) -> Sentence:
        """The sentence with the changed tree, under one root."""
        return replace(self._sentence, tokens=with_one_root(tuple(self.tokens))) if self._changed else self._sentence
