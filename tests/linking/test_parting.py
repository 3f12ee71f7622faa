"""Linking in parts gives the events of linking the whole."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from hypothesis import given, settings
from linking_builders import THEATRE
from test_relinking import reprinted_claims

from benchmarks.linking.synthetic import documents
from khabar.linking import link
from khabar.linking.blocks import alike_in_every_field, can_be_one, candidate_pairs
from khabar.linking.neighbourhoods import roots_of
from khabar.linking.parting import blocks_of, compared, events_tied, likeness_key
from khabar.linking.sighting import Sighting, sightings_of
from khabar.linking.told_again import with_what_was_told
from khabar.linking.weights import load_rules
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event

RULES = load_rules()


def pairs_of(heads: Sequence[Sighting]) -> list[tuple[int, int]]:
    """The positions of those that stand in one block, of which the one or the other meets all in it."""
    blocks: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for position, head in enumerate(heads):
        for block, meets_all in blocks_of(head, rules=RULES):
            blocks[block].append((position, meets_all))
    return sorted({(i, j) for inside in blocks.values() for i, a in inside for j, b in inside if i < j and (a or b)})


def linked_in_parts(claims: Sequence[Claim], *, theatre: Theatre | None) -> list[Event]:
    """The events, each lot of claims that nothing ties to the others made by itself."""
    unique = {claim.id: claim for claim in claims}.values()
    seen = (sighting for claim in unique for sighting in sightings_of(claim, rules=RULES))
    told = sorted(with_what_was_told(seen, rules=RULES, theatre=theatre), key=lambda s: s.key)
    like: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in told:
        like[likeness_key(sighting)].append(sighting)
    groups = list(like.values())
    pairs = pairs_of([group[0] for group in groups])
    found = compared([(groups[i][0], groups[j][0]) for i, j in pairs], rules=RULES, theatre=theatre)
    likely = {pair: one for pair, one in zip(pairs, found, strict=True) if one is not None}
    homes: dict[int, list[int]] = defaultdict(list)
    for position, home in enumerate(roots_of(len(groups), likely)):
        homes[home].append(position)
    events: list[Event] = []
    for part in homes.values():
        at = {position: n for n, position in enumerate(part)}
        here = {(at[i], at[j]): one for (i, j), one in likely.items() if i in at}
        lot = [groups[position] for position in part]
        events += events_tied(lot, likely=here, rules=RULES, theatre=theatre, repeated=unique)
    return sorted(events, key=lambda event: (event.claims[0].known_at, event.id))


def whole(claims: Sequence[Claim], *, theatre: Theatre | None) -> list[Event]:
    return sorted(link(claims, theatre=theatre), key=lambda event: (event.claims[0].known_at, event.id))


@given(reprinted_claims())
@settings(max_examples=200, deadline=None)
def test_any_claims_in_parts_give_the_events_of_all_at_once(claims: list[Claim]) -> None:
    assert linked_in_parts(claims, theatre=THEATRE) == whole(claims, theatre=THEATRE)


def test_a_made_up_war_in_parts_is_that_war() -> None:
    claims = list(chain.from_iterable(documents(700, per_day=60)))
    random.Random(1).shuffle(claims)  # noqa: S311  any other order
    assert linked_in_parts(claims, theatre=None) == whole(claims, theatre=None)


def test_pairs_of_blocks_are_those_that_linking_at_once_looks_at() -> None:
    claims = list(chain.from_iterable(documents(300, per_day=60)))
    seen = [sighting for claim in claims for sighting in sightings_of(claim, rules=RULES)]
    heads = [group[0] for group in alike_in_every_field(with_what_was_told(seen, rules=RULES, theatre=None))]
    open_to = {(i, j) for i, j in pairs_of(heads) if can_be_one(heads[i], heads[j], rules=RULES)}
    assert open_to == set(candidate_pairs(heads, rules=RULES))
    assert len(open_to) > 100
