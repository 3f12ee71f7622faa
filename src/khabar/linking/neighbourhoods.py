"""Which acts hang together: claims that nothing likens to each other are linked apart, each lot by itself.

So linking costs what its neighbourhoods cost, and a claim that comes in changes only those it is likened to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from khabar.linking.blocks import alike_in_every_field, candidate_pairs
from khabar.linking.clusters import Cluster, People, cluster
from khabar.linking.score import Comparison, compare
from khabar.linking.sighting import Sighting
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre

Likely = dict[tuple[int, int], Comparison]


@dataclass(frozen=True)
class Neighbourhood:
    """Acts that a chain of likenesses holds together, though each is another act, in the order they were known."""

    acts: tuple[Cluster, ...]

    @property
    def sightings(self) -> list[Sighting]:
        """Every sighting of it."""
        return [sighting for act in self.acts for sighting in act.sightings]


def neighbourhoods(
    sightings: Iterable[Sighting], *, people: People, rules: Rules, theatre: Theatre | None
) -> Iterator[Neighbourhood]:
    """The acts the sightings speak of. The same whatever order the sightings come in."""
    groups = _groups(sightings, people)
    heads = [group[0] for group in groups]
    likely = _likely(heads, rules, theatre)
    tied = _tied(heads, people)
    judged = {claim for pair in people for claim in pair}
    inside: dict[int, Likely] = defaultdict(dict)
    roots = _roots(len(heads), [*likely, *tied])
    for (i, j), found in likely.items():
        inside[roots[i]][(i, j)] = found
    parts: dict[int, list[int]] = defaultdict(list)
    for position, root in enumerate(roots):
        parts[root].append(position)
    for root, part in parts.items():
        at = {position: n for n, position in enumerate(part)}
        pairs = {(at[i], at[j]): found for (i, j), found in inside.pop(root, {}).items()}
        said = people if any(heads[i].claim.id in judged for i in part) else {}
        acts = cluster([groups[i] for i in part], likely=pairs, people=said, rules=rules, theatre=theatre)
        yield Neighbourhood(tuple(acts))


def _groups(sightings: Iterable[Sighting], people: People) -> list[list[Sighting]]:
    """Sightings that agree in every field, but one by one where a person has spoken of them."""
    judged = {claim for pair in people for claim in pair}
    listed = list(sightings)
    free = [sighting for sighting in listed if sighting.claim.id not in judged]
    alone = [sighting for sighting in listed if sighting.claim.id in judged]
    groups = alike_in_every_field(free) + [[sighting] for sighting in alone]
    return sorted(groups, key=lambda group: group[0].key)


def _likely(heads: Sequence[Sighting], rules: Rules, theatre: Theatre | None) -> Likely:
    """The pairs that are likely one act, with their comparisons."""
    found: Likely = {}
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


def _roots(number: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
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
