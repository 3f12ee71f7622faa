"""What the language room makes of a document: tokens, and a grammar tree for each sentence.

The grammar is Universal Dependencies v2 (nsubj, obj, obl, nmod, acl:relcl ...), whichever pipeline made it,
so that every later room reads one grammar.  Source: universaldependencies.org/u/dep.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeVar

from khabar.records.span import Span


class _HasSpan(Protocol):
    @property
    def span(self) -> Span: ...


Named = TypeVar("Named", bound=_HasSpan)
BlockKind = Literal["headline", "dateline", "heading", "paragraph", "item", "caption"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. `i` and `head` are positions in its sentence; the root's head is itself.

    `pos` is the universal part of speech, `tag` the Penn tag ("" where the pipeline has none), `morph` the UD
    features as "Tense=Past|VerbForm=Fin", `dep` the UD relation and `relation` its universal part: `nsubj` for
    `nsubj:pass`. `start` and `end` are document offsets.
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
    relation: str = field(init=False, repr=False, compare=False)  # kept: every room asks for it many times a token

    def __post_init__(self) -> None:
        object.__setattr__(self, "relation", self.dep.partition(":")[0])


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A proper name the pipeline found: PERSON, ORG, LOC or MISC. A hint; the gazetteers decide what it is."""

    span: Span
    label: str


@dataclass(slots=True)
class _Tree:
    """A sentence's tree read downwards: by token what hangs on it, and what was asked before of `children` and
    `subtree`: the same few are asked all the time.
    """

    children: tuple[tuple[Token, ...], ...]
    asked: tuple[dict[tuple[str, ...], tuple[Token, ...]], ...]
    below: dict[int, tuple[Token, ...]]
    starts: list[int]

    @classmethod
    def of(cls, tokens: tuple[Token, ...]) -> _Tree:
        rows: list[list[Token]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                rows[token.head].append(token)
        starts = [token.start for token in tokens]
        return cls(tuple([tuple(row) for row in rows]), tuple([{} for _ in tokens]), {}, starts)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one block, as a tree over its tokens."""

    start: int
    end: int
    text: str
    block: BlockKind
    tokens: tuple[Token, ...]
    names: tuple[NameSpan, ...] = ()
    _tree: _Tree | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def span(self) -> Span:
        """The sentence's characters in the document."""
        return Span(self.start, self.end, self.text)

    def _grown(self) -> _Tree:
        tree = _Tree.of(self.tokens)
        object.__setattr__(self, "_tree", tree)
        return tree

    @property
    def roots(self) -> tuple[Token, ...]:
        """The tokens that depend on nothing."""
        return tuple(t for t in self.tokens if t.head == t.i)

    def head(self, token: Token) -> Token:
        """What `token` depends on; itself for a root."""
        return self.tokens[token.head]

    def children(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """Direct dependents, left to right; with `deps`, only those relations (`nsubj` also takes `nsubj:pass`)."""
        tree = self._tree or self._grown()
        kids = tree.children[token.i]
        if not deps or not kids:
            return kids
        asked = tree.asked[token.i]
        if deps not in asked:
            asked[deps] = tuple([k for k in kids if k.dep in deps or k.relation in deps])
        return asked[deps]

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """`token` and all that depends on it, in sentence order."""
        tree = self._tree or self._grown()
        if not tree.children[token.i]:
            return (token,)
        if token.i not in tree.below:
            tree.below[token.i] = self._subtree(token, tree)
        return tree.below[token.i]

    def _subtree(self, token: Token, tree: _Tree) -> tuple[Token, ...]:
        found, queue = {token.i}, [token]
        while queue:
            for kid in tree.children[queue.pop().i]:
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
        tree = self._tree or self._grown()
        first = last = bisect_left(tree.starts, start)
        while last < len(self.tokens) and self.tokens[last].end <= end:
            last += 1
        return self.tokens[first:last]

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

    def names_by_sentence(self, names: Iterable[Named]) -> tuple[tuple[Named, ...], ...]:
        """For each sentence the names that lie wholly inside it, in the order they are given."""
        rows: list[list[Named]] = [[] for _ in self.sentences]
        starts = [sentence.start for sentence in self.sentences]
        for name in names:
            at = bisect_right(starts, name.span.start) - 1
            if at >= 0 and name.span.end <= self.sentences[at].end:
                rows[at].append(name)
        return tuple(tuple(row) for row in rows)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset`; None between sentences."""
        return next((s for s in self.sentences if s.start <= offset < s.end), None)
