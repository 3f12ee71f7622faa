"""What a person decides about two claims holds against every rule."""

from __future__ import annotations

from linking_builders import MILLBROOK, OAKTON, THEATRE, a_claim, on

from khabar.linking import by_people, called_apart, called_one, compared, link, taken_back, why_merged
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


def test_what_was_said_later_goes_before_what_was_said_earlier_in_a_roundabout_way_too() -> None:
    third = a_claim(outlet="Third", time=on(9))
    apart, joins = judged(A, B, "different"), (judged(A, third, "same"), judged(third, B, "same"))
    assert sizes([A, B, third], apart, *joins) == [3]
    assert sizes([A, B, third], *joins, apart) == [1, 2]


def test_events_called_one_are_one_with_all_their_claims() -> None:
    near, far = [A, B], [FAR, a_claim(outlet="Third", published=25, time=on(24))]
    events = link(near + far, theatre=THEATRE)
    assert [len(event.claims) for event in events] == [2, 2]
    assert sizes(near + far, *called_one(events, by="analyst")) == [4]


def test_calling_events_one_speaks_to_every_pair_that_was_called_two() -> None:
    third = a_claim(outlet="Third", time=on(9))
    apart = (judged(third, A, "different"), judged(third, B, "different"))
    events = link([A, B, third], theatre=THEATRE, judgements=apart)
    words = called_one(events, by="analyst", standing=by_people(apart))
    assert {frozenset((w.one, w.other)) for w in words} >= set(by_people(apart))
    assert sizes([A, B, third], *apart, *words) == [3]


def test_claims_called_apart_stay_apart_when_more_reports_come() -> None:
    (event,) = link([A, B], theatre=THEATRE)
    words = called_apart(event, {B.id}, by="analyst")
    later = [a_claim(outlet=name, published=11, time=on(9)) for name in ("Third", "Fourth", "Fifth")]
    events = link([A, B, *later], theatre=THEATRE, judgements=words)
    assert all(len({A.id, B.id} & {claim.id for claim in event.claims}) < 2 for event in events)


def test_what_people_said_can_be_taken_back() -> None:
    (event,) = link([A, B], theatre=THEATRE)
    words = called_apart(event, {B.id}, by="analyst")
    back = taken_back(by_people(words), {A.id}, by="another")
    assert [word.verdict for word in back] == ["unsure"]
    assert sizes([A, B], *words, *back) == [2]


def test_two_claims_are_compared_with_the_reasons_for_and_against() -> None:
    (alike,) = compared([A, B], [A, B], theatre=THEATRE)
    assert alike.score > 0.5
    assert any(reason.startswith("same place: Oakton") for reason in alike.reasons)
    (apart,) = compared([A], [FAR], theatre=THEATRE)
    assert apart.barred
    (kinds,) = compared([A], [a_claim("violence.airstrike", time=on(9))], theatre=THEATRE)
    assert kinds.barred
    assert "types that cannot name one act" in kinds.reasons[0]


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
