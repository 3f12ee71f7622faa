"""What is said once of many that are alike is what would be said of each."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from linking_builders import THEATRE
from test_relinking import reprinted_claims

from khabar.linking.beside import explained_beside
from khabar.linking.blocks import alike_in_every_field
from khabar.linking.score import explain
from khabar.linking.sighting import sightings_of
from khabar.linking.told_again import with_what_was_told
from khabar.linking.weights import load_rules
from khabar.records import Claim

RULES = load_rules()


@given(reprinted_claims(), st.data())
@settings(max_examples=300, deadline=None)
def test_what_is_said_of_many_alike_is_what_is_said_of_each(claims: list[Claim], data: st.DataObject) -> None:
    others = [replace(c, mention=replace(c.mention, id=f"{c.id}/{n}")) for n, c in enumerate(claims)]
    reworded = [replace(c, sentence_text=f"{c.sentence_text} {data.draw(st.sampled_from(WORDS))}") for c in others]
    seen = [sighting for claim in (*claims, *reworded) for sighting in sightings_of(claim, rules=RULES)]
    told = with_what_was_told(seen, rules=RULES, theatre=THEATRE)
    for head, *alike in alike_in_every_field(told):
        each = [explain(head, other, rules=RULES, theatre=THEATRE) for other in alike]
        assert list(explained_beside(head, alike, rules=RULES, theatre=THEATRE)) == each


WORDS = ("", "The toll rose to that by evening.", "Smoke stood over the market all that day.", "Nobody was hurt.")
