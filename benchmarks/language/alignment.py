"""Laying a system's words over a gold treebank's by their characters, and counting what agrees (as CoNLL 2018 does)."""

from __future__ import annotations

from dataclasses import dataclass, field

NOMINAL = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent"})
CORE = NOMINAL | {"csubj", "csubj:pass", "ccomp", "xcomp"}


@dataclass(frozen=True, slots=True)
class Node:
    """A word with its characters in the text; `head` is the head's characters, None for a root."""

    start: int
    end: int
    upos: str
    xpos: str
    lemma: str
    head: tuple[int, int] | None
    dep: str

    @property
    def span(self) -> tuple[int, int]:
        """Where the word lies."""
        return self.start, self.end

    @property
    def relation(self) -> str:
        """The universal part of `dep`."""
        return self.dep.split(":")[0]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text's words and sentences, by gold or by a system."""

    nodes: tuple[Node, ...]
    sentences: tuple[tuple[int, int], ...]


@dataclass
class Count:
    """Right answers against how many gold has and how many the system gave."""

    right: int = 0
    gold: int = 0
    given: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in per cent."""
        return 200 * self.right / (self.gold + self.given) if self.gold + self.given else 0.0


MEASURES = ("tokens", "sentences", "UPOS", "XPOS", "lemmas", "UAS", "LAS", "LAS with subtypes")


@dataclass
class Score:
    """Counts by measure, and how many verbs have every core argument exactly right: who and whom, and clauses too."""

    counts: dict[str, Count] = field(default_factory=lambda: {m: Count() for m in MEASURES})
    verbs: int = 0
    verbs_right: int = 0
    verbs_right_in_nouns: int = 0

    def of_verbs(self, right: int) -> float:
        """`right` as per cent of all gold verbs."""
        return round(100 * right / self.verbs, 2) if self.verbs else 0.0

    def table(self) -> dict[str, float]:
        """Every figure in per cent."""
        return {m: round(c.f1, 2) for m, c in self.counts.items()} | {
            "core arguments, nouns": self.of_verbs(self.verbs_right_in_nouns),
            "core arguments, nouns and clauses": self.of_verbs(self.verbs_right),
        }


def add(score: Score, gold: Annotated, given: Annotated) -> None:
    """Count one text's agreement into `score`."""
    by_span = {n.span: n for n in given.nodes}
    _count(
        score, "sentences", len(set(gold.sentences) & set(given.sentences)), len(gold.sentences), len(given.sentences)
    )
    right = dict.fromkeys(MEASURES, 0)
    for node in gold.nodes:
        found = by_span.get(node.span)
        if found is None:
            continue
        right["tokens"] += 1
        right["UPOS"] += found.upos == node.upos
        right["XPOS"] += found.xpos == node.xpos
        right["lemmas"] += node.lemma == "_" or found.lemma == node.lemma
        if found.head == node.head:
            right["UAS"] += 1
            right["LAS"] += found.relation == node.relation
            right["LAS with subtypes"] += found.dep == node.dep
    for measure, number in right.items():
        if measure != "sentences":
            _count(score, measure, number, len(gold.nodes), len(given.nodes))
    _count_verbs(score, gold, given)


def _count(score: Score, measure: str, right: int, gold: int, given: int) -> None:
    count = score.counts[measure]
    count.right += right
    count.gold += gold
    count.given += given


def _core(nodes: tuple[Node, ...], deps: frozenset[str]) -> dict[tuple[int, int], set[tuple[str, tuple[int, int]]]]:
    found: dict[tuple[int, int], set[tuple[str, tuple[int, int]]]] = {}
    for node in nodes:
        if node.head is not None and node.dep in deps:
            found.setdefault(node.head, set()).add((node.dep, node.span))
    return found


def _count_verbs(score: Score, gold: Annotated, given: Annotated) -> None:
    verbs = [n.span for n in gold.nodes if n.upos == "VERB"]
    score.verbs += len(verbs)
    for deps in (NOMINAL, CORE):
        wanted, got = _core(gold.nodes, deps), _core(given.nodes, deps)
        right = sum(wanted.get(v, set()) == got.get(v, set()) for v in verbs)
        if deps is CORE:
            score.verbs_right += right
        else:
            score.verbs_right_in_nouns += right
