"""A claim that comes in touches its neighbourhood only, and the outcome is as if all had come at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from linking_builders import MILLBROOK, OAK_PROVINCE, OAKTON, THEATRE, a_claim, counted, day, on
from test_laws import claims_and_judgements, some_claims

from khabar.linking import link
from khabar.linking.linked_ledger import LinkedLedger
from khabar.records import Claim, Judgement
from khabar.times.moments import end_of_day


@st.composite
def reprinted_claims(draw: st.DrawFn) -> list[Claim]:
    """Claims of a few reports in a few sentences; some reports repeat others, directly or through a third."""
    said = st.sampled_from(("They took it.", "It fell at dawn.", ""))
    claims = [replace(claim, sentence_text=draw(said) or claim.sentence_text) for claim in draw(some_claims())]
    originals = st.sampled_from((None, None, *sorted({claim.document_id for claim in claims}), "no report of ours"))
    copies = {claim.document_id: draw(originals) for claim in claims}
    return [replace(claim, copy_of=copies[claim.document_id]) for claim in claims]


def a_ledger(*parts: Sequence[Claim], judgements: Sequence[Judgement] = ()) -> LinkedLedger:
    """A ledger that claims came to in parts."""
    ledger = LinkedLedger(theatre=THEATRE, judgements=judgements)
    for part in parts:
        ledger.revise(added=part)
    return ledger


@given(reprinted_claims(), st.randoms(), st.integers(1, 4))
@settings(max_examples=300, deadline=None)
def test_claims_that_come_in_parts_and_in_any_order_give_the_events_of_all_at_once(
    claims: list[Claim], chance: object, size: int
) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    ledger = a_ledger(*(shuffled[start : start + size] for start in range(0, len(shuffled), size)))
    assert ledger.events == link(claims, theatre=THEATRE)


@given(claims_and_judgements(), st.randoms())
@settings(max_examples=200, deadline=None)
def test_what_people_said_holds_for_claims_that_come_later(
    given_: tuple[list[Claim], list[Judgement]], chance: object
) -> None:
    claims, judgements = given_
    shuffled = list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    ledger = a_ledger(*([claim] for claim in shuffled), judgements=judgements)
    assert ledger.events == link(claims, theatre=THEATRE, judgements=judgements)


@given(claims_and_judgements(), st.integers(0, 5))
@settings(max_examples=200, deadline=None)
def test_what_people_say_later_is_as_if_they_had_always_said_it(
    given_: tuple[list[Claim], list[Judgement]], earlier: int
) -> None:
    claims, judgements = given_
    ledger = a_ledger(claims, judgements=judgements[:earlier])
    ledger.judge(judgements)
    assert ledger.events == link(claims, theatre=THEATRE, judgements=judgements)
    ledger.judge([])
    assert ledger.events == link(claims, theatre=THEATRE)


@given(reprinted_claims(), st.data())
@settings(max_examples=300, deadline=None)
def test_claims_that_go_leave_nothing_behind(claims: list[Claim], data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.sampled_from(claims), unique_by=lambda claim: claim.id))
    ledger = a_ledger(claims)
    ledger.revise(gone=[claim.id for claim in gone])
    assert ledger.events == link([claim for claim in claims if claim not in gone], theatre=THEATRE)


@given(reprinted_claims(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_report_found_to_be_a_copy_changes_whose_word_its_claims_are(
    claims: list[Claim], data: st.DataObject
) -> None:
    report = data.draw(st.sampled_from(sorted({claim.document_id for claim in claims})))
    moved = [replace(c, copy_of="elsewhere") if c.document_id == report else c for c in claims]
    ledger = a_ledger(claims)
    ledger.revise(added=[claim for claim in moved if claim.document_id == report])
    assert ledger.events == link(moved, theatre=THEATRE)


def test_a_claim_of_another_town_touches_nothing_else() -> None:
    ledger = a_ledger([a_claim(outlet=f"Paper {n}", place=OAKTON) for n in range(20)])
    found = ledger.revise(added=[a_claim(place=MILLBROOK)])
    assert (found.gone, found.touched) == (frozenset(), 1)


def test_an_earlier_report_that_comes_late_gives_the_event_its_id() -> None:
    late, early = a_claim(outlet="Post", published=11, time=on(10)), a_claim(published=10)
    ledger = a_ledger([late])
    before = ledger.events[0].id
    found = ledger.revise(added=[early])
    assert found.gone == {before}
    assert [e.id for e in ledger.events] == [e.id for e in link([early], theatre=THEATRE)]


def test_the_same_claim_again_changes_no_event() -> None:
    claims = [a_claim(outlet=f"Paper {n}", place=OAK_PROVINCE, counts=(counted("killed", n + 3),)) for n in range(4)]
    ledger = a_ledger(claims)
    before = ledger.events
    ledger.revise(added=claims[:2])
    assert ledger.events == before


def test_claims_alike_in_all_they_say_are_one_group_even_where_they_say_little() -> None:
    said = ("Crowds marched.", "Hundreds rallied there.")
    claims = [a_claim("protest.demonstration", outlet=words, actor=None, says=words) for words in said]
    undated = [replace(claim, published=None, mention=replace(claim.mention, occurred=None)) for claim in claims]
    assert a_ledger(*([claim] for claim in undated)).events == link(undated, theatre=THEATRE)
    assert len(link(undated, theatre=THEATRE)) == 1


def test_a_claim_that_goes_lets_those_behind_it_be_compared() -> None:
    first, second = a_claim(outlet="Wire", says="They took Oakton."), a_claim(outlet="Post", says="The town fell.")
    unplaced = a_claim(outlet="Echo", place=None, says="The town fell.")
    ledger = a_ledger([first, second, unplaced])
    ledger.revise(gone=[first.id])
    assert ledger.events == link([second, unplaced], theatre=THEATRE)
    assert len(ledger.events) == 1


@given(claims_and_judgements(), st.randoms(), st.integers(1, 31))
@settings(max_examples=300, deadline=None)
def test_what_was_known_at_a_moment_is_what_linking_the_claims_known_then_would_give(
    given_: tuple[list[Claim], list[Judgement]], chance: object, last: int
) -> None:
    claims, judgements = given_
    shuffled = list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    ledger = a_ledger(shuffled[:3], shuffled[3:], judgements=judgements)
    moment = end_of_day(day(last))
    known = [claim for claim in claims if claim.known_at <= moment]
    assert ledger.known_by(moment) == link(known, theatre=THEATRE, judgements=judgements)


@given(reprinted_claims(), st.integers(9, 14))
@settings(max_examples=300, deadline=None)
def test_a_copy_was_its_own_word_until_its_original_was_out(claims: list[Claim], last: int) -> None:
    moment = end_of_day(day(last))
    known = [claim for claim in claims if claim.known_at <= moment]
    assert a_ledger(claims).known_by(moment) == link(known, theatre=THEATRE)
