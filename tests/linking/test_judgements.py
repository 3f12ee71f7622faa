"""What a person decides about two claims holds against every rule."""

from __future__ import annotations

from linking_builders import MILLBROOK, OAKTON, THEATRE, a_claim, on

from khabar.linking import link, why_merged
from khabar.records import Claim, Judgement


def judged(one: Claim, other: Claim, verdict: str, *, by: str = "analyst") -> Judgement:
    """A word on two claims."""
    return Judgement(one.id, other.id, verdict, 1.0, ("read both",), by)  # type: ignore[arg-type]


def sizes(claims: list[Claim], *judgements: Judgement) -> list[int]:
    """How many claims each event has."""
    return sorted(len(e.claims) for e in link(claims, theatre=THEATRE, judgements=judgements))


A = a_claim(time=on(9))
B = a_claim(outlet="Post", time=on(9))
FAR = a_claim(outlet="Dealer", published=25, time=on(24))


def test_a_person_parts_what_the_rules_join() -> None:
    assert sizes([A, B]) == [2]
    assert sizes([A, B], judged(A, B, "different")) == [1, 1]


def test_a_person_joins_what_the_rules_part() -> None:
    assert sizes([A, FAR]) == [1, 1]
    (event,) = link([A, FAR], theatre=THEATRE, judgements=[judged(A, FAR, "same")])
    assert len(event.claims) == 2
    assert "by analyst): read both" in why_merged(event)[0]


def test_what_a_person_joined_keeps_drawing_in_what_is_like_it() -> None:
    assert sizes([A, B, FAR], judged(A, FAR, "same")) == [3]


def test_the_last_word_of_a_person_holds() -> None:
    assert sizes([A, B], judged(A, B, "different"), judged(B, A, "same")) == [2]


def test_unsure_leaves_it_to_the_rules() -> None:
    assert sizes([A, B], judged(A, B, "different"), judged(A, B, "unsure")) == [2]


def test_an_earlier_run_s_rule_binds_nobody() -> None:
    assert sizes([A, B], judged(A, B, "different", by="rule:linking/0")) == [2]


def test_claims_parted_by_a_person_stay_apart_whatever_a_third_is_like() -> None:
    third = a_claim(outlet="Third", time=on(9))
    assert sizes([A, B, third], judged(A, B, "different")) == [1, 2]


def test_two_lists_judged_the_same_are_the_same_town_by_town() -> None:
    one = a_claim(place=(OAKTON, MILLBROOK), time=on(2))
    other = a_claim(outlet="Post", place=(OAKTON, MILLBROOK), time=on(28), published=28)
    assert sizes([one, other]) == [1, 1, 1, 1]
    assert sizes([one, other], judged(one, other, "same")) == [2, 2]


def test_a_judgement_on_claims_that_are_not_here_changes_nothing() -> None:
    assert sizes([A], judged(A, B, "same")) == [1]
