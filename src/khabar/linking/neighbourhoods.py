"""Which acts hang together: claims that nothing likens to each other are linked apart, each lot by itself.

So linking costs what its neighbourhoods cost, and a claim that comes in changes only those it is likened to.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from types import MappingProxyType

from khabar.linking.blocks import alike_in_every_field, candidate_pairs
from khabar.linking.clusters import Cluster, Known, People, Said, cluster
from khabar.linking.score import BARRED, Comparison, compare
from khabar.linking.sighting import Sighting
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre

Pairs = Iterable[tuple[int, int]]


class Notes:
    """The comparisons made in a neighbourhood, and which pairs were likely: kept in ten bytes for each pair."""

    __slots__ = ("_codes", "_pairs")

    def __init__(self, known: Known, likely: Collection[tuple[int, int]]) -> None:
        self._pairs = array("I", chain.from_iterable(known))
        self._codes = array("H", (_code(found, pair in likely) for pair, found in known.items()))

    def known(self, of_first: int | None = None) -> tuple[Known, set[tuple[int, int]]]:
        """What was compared, by the positions of the groups, and the likely pairs; of so many first groups alone."""
        every = zip(self._pairs[::2], self._pairs[1::2], self._codes, strict=True)
        noted = [(i, j, code) for i, j, code in every if of_first is None or j < of_first]
        known = {(i, j): _comparison(code >> 1) for i, j, code in noted}
        return known, {(i, j) for i, j, code in noted if code & 1}


_BARRED_CODE = 10_001 << 1


def _code(found: Comparison, is_likely: bool) -> int:
    """A comparison as a number: scores have four digits."""
    told = _BARRED_CODE if found.barred else round(found.score * 10_000) << 1 | found.tells
    return told << 1 | is_likely


@cache  # there are some thousands
def _comparison(code: int) -> Comparison:
    return BARRED if code == _BARRED_CODE else Comparison((code >> 1) / 10_000, tells=bool(code & 1))


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """Acts that a chain of likenesses holds together, though each is another act, in the order they were known.

    `notes` are the comparisons made for it, by the positions of its `groups`.
    """

    acts: tuple[Cluster, ...]
    notes: Notes

    @property
    def sightings(self) -> list[Sighting]:
        """Every sighting of it."""
        return [sighting for act in self.acts for group in act.groups for sighting in group]

    @property
    def groups(self) -> list[list[Sighting]]:
        """Sightings that were compared as one, in the order of their first."""
        return sorted((group for act in self.acts for group in act.groups), key=lambda group: group[0].key)


def neighbourhoods(
    sightings: Iterable[Sighting], *, people: People, rules: Rules, theatre: Theatre | None
) -> Iterator[Neighbourhood]:
    """The acts the sightings speak of. The same whatever order the sightings come in."""
    groups = grouped(sightings, people)
    known = _likely([group[0] for group in groups], rules, theatre)
    yield from gathered(groups, known=known, likely=list(known), people=people, rules=rules, theatre=theatre)


def gathered(
    groups: Sequence[list[Sighting]],
    *,
    known: Known,
    likely: Pairs,
    people: People,
    rules: Rules,
    theatre: Theatre | None,
    said: Said = MappingProxyType({}),
) -> Iterator[Neighbourhood]:
    """The neighbourhoods of groups in the order of their first, by the likely pairs of them; see `cluster`."""
    likely = list(likely)
    heads = [group[0] for group in groups]
    judged = _judged(people)
    roots = roots_of(len(groups), [*likely, *_tied(heads, people)])
    parts: dict[int, list[int]] = defaultdict(list)
    for position, root in enumerate(roots):
        parts[root].append(position)
    at = {position: n for part in parts.values() for n, position in enumerate(part)}
    compared: dict[int, Known] = defaultdict(dict)
    for (i, j), found in known.items():
        if roots[i] == roots[j]:
            compared[roots[i]][(at[i], at[j])] = found
    joined: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, j in likely:
        joined[roots[i]].append((at[i], at[j]))
    for root, part in parts.items():
        here, pairs = compared.pop(root, {}), joined.pop(root, [])
        words = people if judged and any(heads[i].claim.id in judged for i in part) else {}
        acts = cluster(
            [groups[i] for i in part], likely=pairs, known=here, people=words, rules=rules, theatre=theatre, said=said
        )
        yield Neighbourhood(tuple(acts), Notes(here, set(pairs)))


def grouped(
    sightings: Iterable[Sighting], people: People, *, beside: Iterable[list[Sighting]] = ()
) -> list[list[Sighting]]:
    """Sightings that agree in every field, but one by one where a person has spoken of them.

    `beside` are others that are grouped by the same people already.
    """
    judged = _judged(people)
    listed, others = list(sightings), list(beside)
    free = [sighting for sighting in listed if sighting.claim.id not in judged]
    alone = [[sighting] for sighting in listed if sighting.claim.id in judged]
    alone += (group for group in others if group[0].claim.id in judged)
    groups = alike_in_every_field(free, beside=[group for group in others if group[0].claim.id not in judged])
    return sorted(groups + alone, key=lambda group: group[0].key)


def _judged(people: People) -> set[str]:
    return {claim for pair in people for claim in pair}


def _likely(heads: Sequence[Sighting], rules: Rules, theatre: Theatre | None) -> Known:
    """The pairs that are likely one act, with their comparisons."""
    found: Known = {}
    for i, j in candidate_pairs(heads, rules=rules):
        comparison = compare(heads[i], heads[j], rules=rules, theatre=theatre)
        if comparison.score >= rules.weights.same_from:
            found[(i, j)] = comparison
    return found


def _tied(heads: Sequence[Sighting], people: People) -> list[tuple[int, int]]:
    """Positions of sightings that a person's word brings together: those of two claims called one, at every place."""
    if not people:
        return []
    by_claim: dict[str, list[int]] = defaultdict(list)
    for position, head in enumerate(heads):
        by_claim[head.claim.id].append(position)
    called_one = [judgement for judgement in people.values() if judgement.verdict == "same"]
    return [pair for j in called_one for pair in pairwise(by_claim.get(j.one, []) + by_claim.get(j.other, []))]


def roots_of(number: int, pairs: Pairs) -> list[int]:
    """For each position the first of those that pairs tie it to, one after another."""
    roots = list(range(number))

    def root_of(position: int) -> int:
        while roots[position] != position:
            roots[position] = position = roots[roots[position]]
        return position

    for one, other in pairs:
        first, second = sorted((root_of(one), root_of(other)))
        roots[second] = first
    return [root_of(position) for position in range(number)]
