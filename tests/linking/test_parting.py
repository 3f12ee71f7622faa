"""Linking in parts gives the events of linking the whole."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_builders import THEATRE
from test_relinking import reprinted_claims

from benchmarks.linking.synthetic import documents
from khabar.linking import link
from khabar.linking.link import events_of
from khabar.linking.parting import likely_in, likeness_key, parts_of
from khabar.linking.sighting import Sighting, sightings_of
from khabar.linking.told_again import with_what_was_told
from khabar.linking.weights import load_rules
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event

RULES = load_rules()


def linked_in_parts(claims: Sequence[Claim], *, parts: int, theatre: Theatre | None) -> list[Event]:
    """The events, each lot of claims that nothing ties to the others linked by itself."""
    unique = {claim.id: claim for claim in claims}.values()
    seen = (sighting for claim in unique for sighting in sightings_of(claim, rules=RULES))
    told = sorted(with_what_was_told(seen, rules=RULES, theatre=theatre), key=lambda s: s.key)
    like: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in told:
        like[likeness_key(sighting)].append(sighting)
    heads = [group[0] for group in like.values()]
    home = {key: key for key in like}
    for part in range(parts):
        here = [h for h in heads if any(p == part for _, p, _ in parts_of(h, rules=RULES, parts=parts))]
        for i, j in likely_in(part, here, parts=parts, rules=RULES, theatre=theatre):
            one, other = home[likeness_key(here[i])], home[likeness_key(here[j])]
            home = {key: one if at == other else at for key, at in home.items()}
    lots: dict[str, list[Sighting]] = defaultdict(list)
    for key, group in like.items():
        lots[home[key]] += group
    events = chain.from_iterable(
        events_of(lot, people={}, rules=RULES, theatre=theatre, repeated=unique) for lot in lots.values()
    )
    return sorted(events, key=lambda event: (event.claims[0].known_at, event.id))


def whole(claims: Sequence[Claim], *, theatre: Theatre | None) -> list[Event]:
    return sorted(link(claims, theatre=theatre), key=lambda event: (event.claims[0].known_at, event.id))


@given(reprinted_claims(), st.sampled_from((1, 2, 7, 50)))
@settings(max_examples=200, deadline=None)
def test_any_claims_in_any_number_of_parts_give_the_events_of_all_at_once(claims: list[Claim], parts: int) -> None:
    assert linked_in_parts(claims, parts=parts, theatre=THEATRE) == whole(claims, theatre=THEATRE)


@pytest.mark.parametrize("parts", [1, 3, 40])
def test_a_made_up_war_in_parts_is_that_war(parts: int) -> None:
    claims = list(chain.from_iterable(documents(700, per_day=60)))
    random.Random(1).shuffle(claims)  # noqa: S311  any other order
    assert linked_in_parts(claims, parts=parts, theatre=None) == whole(claims, theatre=None)


def test_a_pair_is_judged_in_one_part_only() -> None:
    claims = list(chain.from_iterable(documents(300, per_day=60)))
    seen = (sighting for claim in claims for sighting in sightings_of(claim, rules=RULES))
    heads = sorted(with_what_was_told(seen, rules=RULES, theatre=None), key=lambda s: s.key)
    judged = [pair for part in range(9) for pair in likely_in(part, heads, parts=9, rules=RULES, theatre=None)]
    assert len(judged) == len(set(judged)) > 100
