"""What the language room makes of a document: tokens, and a grammar tree for each sentence.

The grammar is Universal Dependencies v2 (nsubj, obj, obl, nmod, acl:relcl ...), whichever pipeline made it,
so that every later room reads one grammar.  Source: universaldependencies.org/u/dep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from khabar.records.span import Span

BlockKind = Literal["headline", "dateline", "heading", "paragraph", "item", "caption"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. `i` and `head` are positions in its sentence; the root's head is itself.

    `pos` is the universal part of speech, `tag` the Penn tag ("" where the pipeline has none), `morph` the UD
    features as "Tense=Past|VerbForm=Fin", `dep` the UD relation. `start` and `end` are document offsets.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str

    @property
    def relation(self) -> str:
        """The universal part of `dep`: `nsubj` for `nsubj:pass`."""
        return self.dep.split(":", 1)[0]


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A proper name the pipeline found: PERSON, ORG, LOC or MISC. A hint; the gazetteers decide what it is."""

    span: Span
    label: str


@dataclass(frozen=True)
class Sentence:
    """A sentence of one block, as a tree over its tokens."""

    start: int
    end: int
    text: str
    block: BlockKind
    tokens: tuple[Token, ...]
    names: tuple[NameSpan, ...] = ()

    @property
    def span(self) -> Span:
        """The sentence's characters in the document."""
        return Span(self.start, self.end, self.text)

    @cached_property
    def _children(self) -> tuple[tuple[Token, ...], ...]:
        rows: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                rows[token.head].append(token)
        return tuple(tuple(row) for row in rows)

    @cached_property
    def roots(self) -> tuple[Token, ...]:
        """The tokens that depend on nothing."""
        return tuple(t for t in self.tokens if t.head == t.i)

    def head(self, token: Token) -> Token:
        """What `token` depends on; itself for a root."""
        return self.tokens[token.head]

    def children(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """Direct dependents, left to right; with `deps`, only those relations (`nsubj` also takes `nsubj:pass`)."""
        kids = self._children[token.i]
        if not deps:
            return kids
        return tuple(k for k in kids if k.dep in deps or k.relation in deps)

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """`token` and all that depends on it, in sentence order."""
        found, queue = {token.i}, [token]
        while queue:
            for kid in self._children[queue.pop().i]:
                if kid.i not in found:
                    found.add(kid.i)
                    queue.append(kid)
        return tuple(self.tokens[i] for i in sorted(found))

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The heads above `token`, nearest first, without itself."""
        seen = {token.i}
        while token.head not in seen:
            token = self.tokens[token.head]
            seen.add(token.i)
            yield token

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that lie wholly in the document offsets `start` to `end`."""
        return tuple(t for t in self.tokens if t.start >= start and t.end <= end)

    def span_of(self, first: Token, last: Token) -> Span:
        """The document span from `first` to `last`, both included."""
        return Span(first.start, last.end, self.text[first.start - self.start : last.end - self.start])


@dataclass(frozen=True)
class Block:
    """A part of the document's layout that is parsed on its own; `sentences` are indices into `Parse.sentences`."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True)
class Parse:
    """A document's blocks and sentences, in reading order. `pipeline` names what made it and its version."""

    pipeline: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = field(default=())

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset`; None between sentences."""
        return next((s for s in self.sentences if s.start <= offset < s.end), None)
