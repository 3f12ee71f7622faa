"""From likenesses to acts: the likeliest pairs first, as long as nothing rules the union out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from types import MappingProxyType

from khabar.linking.beside import explained_beside
from khabar.linking.score import Comparison, compare, explain
from khabar.linking.sighting import Rank, Sighting
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre
from khabar.records import Judgement

# What people said of pairs of claims, the latest word last.
People = dict[frozenset[str], Judgement]
# Comparisons of groups, by their positions, the lower first.
Known = dict[tuple[int, int], Comparison]
# What was judged of two sightings before, neither of which has changed since.
Said = Mapping[tuple[Rank, Rank], Judgement]


@dataclass
class Cluster:
    """Groups of sightings taken for one act, with the judgements that brought them together."""

    groups: list[list[Sighting]]
    merges: list[Judgement] = field(default_factory=list)

    @property
    def sightings(self) -> list[Sighting]:
        """Every sighting, earliest known first."""
        return sorted((s for group in self.groups for s in group), key=lambda s: s.key)

    @property
    def first(self) -> Sighting:
        """The earliest known."""
        return min((group[0] for group in self.groups), key=lambda s: s.key)


def cluster(
    groups: Sequence[list[Sighting]],
    *,
    likely: Iterable[tuple[int, int]],
    known: Known,
    people: People,
    rules: Rules,
    theatre: Theatre | None,
    said: Said = MappingProxyType({}),
) -> list[Cluster]:
    """The acts of groups of sightings, given in order of their first.

    `likely` are the pairs of them, by position, to be joined if they may; `known` has a comparison of each of these at
    least, and is left with one of every pair that was looked at.
    """
    linker = _Linker(groups, known, said, people, rules, theatre)
    linker.obey()
    linker.follow(likely)
    return linker.clusters()


class _Linker:
    """The state of one run: which groups are one so far."""

    def __init__(
        self,
        groups: Sequence[list[Sighting]],
        known: Known,
        said: Said,
        people: People,
        rules: Rules,
        theatre: Theatre | None,
    ) -> None:
        self.groups = groups
        self.known = known
        self.said = said
        self.people = people
        self.rules = rules
        self.theatre = theatre
        self.heads = [group[0] for group in groups]
        self.members = {i: [i] for i in range(len(groups))}
        self.home = list(range(len(groups)))
        self.merges: dict[int, list[Judgement]] = {i: self._within(group) for i, group in enumerate(groups)}
        # Clusters that were refused each other, with their sizes then: they need not be asked again until one grows.
        self.refused: set[tuple[int, int, int, int]] = set()
        # Those a person put where they are: no bar of ours against them keeps others from the whole.
        self.decreed: set[int] = set()
        self.parted: set[frozenset[int]] = set()

    def _within(self, group: list[Sighting]) -> list[Judgement]:
        head, *others = group
        if not others:
            return []
        before = [self.said.get((head.key, other.key)) for other in others]
        new = [other for other, was in zip(others, before, strict=True) if was is None]
        made = explained_beside(head, new, rules=self.rules, theatre=self.theatre)
        return [was or self._one(head, other, *next(made)) for other, was in zip(others, before, strict=True)]

    def _compare(self, one: Sighting, other: Sighting) -> Comparison:
        return compare(one, other, rules=self.rules, theatre=self.theatre)

    def _judgement(self, one: Sighting, other: Sighting) -> Judgement:
        if (before := self.said.get((one.key, other.key))) is not None:
            return before
        return self._one(one, other, *explain(one, other, rules=self.rules, theatre=self.theatre))

    def _one(self, one: Sighting, other: Sighting, score: float, reasons: tuple[str, ...]) -> Judgement:
        return Judgement(one.claim.id, other.claim.id, "same", score, reasons, self.rules.weights.rule)

    def obey(self) -> None:
        """Join what people called one act and hold apart what they called two.

        The latest word goes first: an earlier one that goes against the later ones, even in a roundabout way, is void.
        """
        by_claim: dict[str, list[int]] = defaultdict(list)
        for position, head in enumerate(self.heads):
            by_claim[head.claim.id].append(position)
        for judgement in reversed(self.people.values()):
            ones, others = by_claim.get(judgement.one, []), by_claim.get(judgement.other, [])
            if judgement.verdict == "same":
                self._join_decreed(self._meant(ones, others), judgement)
            else:
                apart = ((i, j) for i, j in product(ones, others) if self.home[i] != self.home[j])
                self.parted |= set(map(frozenset, apart))

    def _join_decreed(self, pairs: Iterable[tuple[int, int]], judgement: Judgement) -> None:
        for one, other in pairs:
            if self.home[one] == self.home[other]:
                self.decreed |= {one, other}
            elif not self._parted(self.home[one], self.home[other]):
                self.decreed |= {one, other}
                self._join(one, other, judgement)

    def _meant(self, ones: list[int], others: list[int]) -> list[tuple[int, int]]:
        """The pairs of sightings a judgement on two claims means: those at one place, or the only two there are."""
        if len(ones) == 1 and len(others) == 1:
            return [(ones[0], others[0])]
        return [(i, j) for i in ones for j in others if self.heads[i].place_id == self.heads[j].place_id]

    def follow(self, likely: Iterable[tuple[int, int]]) -> None:
        """Join by likeness, the likeliest first; equal likeness in the order the claims were known."""
        for i, j in sorted(sorted(likely), key=lambda pair: -self.known[pair].score):
            one, other = self.home[i], self.home[j]
            asked = (one, len(self.members[one]), other, len(self.members[other]))
            if one == other or asked in self.refused:
                continue
            if self._may_join(one, other):
                self._join(i, j, self._judgement(self.heads[i], self.heads[j]))
            else:
                self.refused.add(asked)

    def _may_join(self, one: int, other: int) -> bool:
        """No pair across is ruled out, and on average those that tell anything are likely."""
        if self._parted(one, other):
            return False
        told: list[float] = []
        guessed: list[float] = []
        for i in self.members[one]:
            for j in self.members[other]:
                pair = (i, j) if i < j else (j, i)
                found = self.known.get(pair)
                if found is None:
                    found = self.known[pair] = self._compare(self.heads[i], self.heads[j])
                if found.barred and (i in self.decreed or j in self.decreed):
                    continue
                if found.barred:
                    return False
                (told if found.tells else guessed).append(found.score)
        scores = told or guessed
        return bool(scores) and sum(scores) / len(scores) >= self.rules.weights.same_from

    def _parted(self, one: int, other: int) -> bool:
        """Whether a person called a claim of the one cluster and a claim of the other different acts."""
        if not self.parted:
            return False
        return any(frozenset(pair) in self.parted for pair in product(self.members[one], self.members[other]))

    def _join(self, one: int, other: int, judgement: Judgement) -> None:
        keep, gone = sorted((self.home[one], self.home[other]))
        for member in self.members[gone]:
            self.home[member] = keep
        self.members[keep] += self.members.pop(gone)
        self.merges[keep] += [*self.merges.pop(gone), judgement]

    def clusters(self) -> list[Cluster]:
        """The acts found, in the order their first claims were known."""
        return [
            Cluster([self.groups[i] for i in self.members[home]], self.merges[home]) for home in sorted(self.members)
        ]
