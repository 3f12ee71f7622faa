"""What holds of linking whatever the claims are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from linking_builders import (
    AIR_FORCE,
    ALLIED_JETS,
    ARMY,
    MILLBROOK,
    OAK_PROVINCE,
    OAK_VALE,
    OAKTON,
    REBEL_BRIGADE,
    REBELS,
    THEATRE,
    a_claim,
    between,
    counted,
    on,
)

from khabar.linking import link
from khabar.records import Claim, Judgement

TYPES = ("territory.capture", "territory.control", "territory.transfer", "violence.airstrike", "harm.casualties")


@st.composite
def some_claims(draw: st.DrawFn) -> list[Claim]:
    """Claims of a few acts in a few towns by a few outlets, some denied, some copies."""
    found = []
    for at in range(draw(st.integers(1, 9))):
        first = draw(st.integers(5, 9))
        number = draw(st.sampled_from((0, 4, 5, 9, 60)))
        found.append(
            a_claim(
                draw(st.sampled_from(TYPES)),
                outlet=draw(st.sampled_from(("Wire", "Post", "Dealer", ""))),
                published=draw(st.integers(9, 12)),
                actor=draw(st.sampled_from((None, REBELS, REBEL_BRIGADE, ARMY, AIR_FORCE, ALLIED_JETS))),
                place=draw(st.sampled_from((None, OAKTON, MILLBROOK, OAK_VALE, OAK_PROVINCE, (OAKTON, MILLBROOK)))),
                time=draw(st.sampled_from((None, on(first), between(first, first + 3)))),
                counts=(counted("killed", number),) if number else (),
                polarity=draw(st.sampled_from(("yes", "yes", "no"))),
                at=at,
            )
        )
    return found


@st.composite
def claims_and_judgements(draw: st.DrawFn) -> tuple[list[Claim], list[Judgement]]:
    """Claims, and what a person said of a few pairs of them."""
    claims = draw(some_claims())
    ids = st.sampled_from([claim.id for claim in claims])
    pairs = draw(st.lists(st.tuples(ids, ids, st.sampled_from(("same", "different", "unsure"))), max_size=5))
    return claims, [Judgement(a, b, verdict, 1.0, (), "analyst") for a, b, verdict in pairs]  # type: ignore[arg-type]


@given(claims_and_judgements(), st.randoms())
@settings(max_examples=150, deadline=None)
def test_the_order_of_arrival_makes_no_difference(given_: tuple[list[Claim], list[Judgement]], chance: object) -> None:
    claims, judgements = given_
    shuffled = list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert link(shuffled, theatre=THEATRE, judgements=judgements) == link(
        claims, theatre=THEATRE, judgements=judgements
    )


@given(claims_and_judgements())
@settings(max_examples=150, deadline=None)
def test_the_last_word_of_people_is_always_obeyed(given_: tuple[list[Claim], list[Judgement]]) -> None:
    claims, judgements = given_
    if not judgements or judgements[-1].one == judgements[-1].other:
        return
    last, pair = judgements[-1], {judgements[-1].one, judgements[-1].other}
    together = any(pair <= {c.id for c in e.claims} for e in link(claims, theatre=THEATRE, judgements=judgements))
    if last.verdict == "different":
        assert not together
    # A claim that lists towns is one act in each: with a claim of another town it is one in none.
    if last.verdict == "same" and all(len(c.mention.places) < 2 for c in claims if c.id in pair):
        assert together


@given(some_claims())
@settings(max_examples=100, deadline=None)
def test_no_claim_is_lost_and_none_counts_twice_at_one_place(claims: list[Claim]) -> None:
    events = link(claims, theatre=THEATRE)
    assert {c.id for e in events for c in e.claims} == {c.id for c in claims}
    seats = [(c.id, e.places[0].id if e.places else "") for e in events for c in e.claims if len(c.mention.places) < 2]
    assert len({claim for claim, _ in seats}) == len(seats)


@given(some_claims())
@settings(max_examples=60, deadline=None)
def test_a_claim_given_twice_counts_once(claims: list[Claim]) -> None:
    assert link(claims + claims, theatre=THEATRE) == link(claims, theatre=THEATRE)


@given(some_claims())
@settings(max_examples=60, deadline=None)
def test_event_ids_are_unique_and_ranges_are_in_order(claims: list[Claim]) -> None:
    events = link(claims, theatre=THEATRE)
    assert len({e.id for e in events}) == len(events)
    for figure in (f for e in events for f in e.figures):
        stated = [n for n in (figure.low, figure.best, figure.high) if n is not None]
        assert stated == sorted(stated)


def test_no_claims_are_no_events() -> None:
    assert link([], theatre=None) == ()
