"""Nothing goes out that no analyst has released, and of what is released nothing later shows through."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from builders import DAY, a_claim, an_event
from export_builders import DARAN, SARIN

from khabar.export import Account, Gate, Outgoing
from khabar.linking import link
from khabar.records import Claim, Count, Event, Judgement, Release
from khabar.times import Occurred

TWO, NINE = (Count("killed", "two", 2, 2, 2),), (Count("killed", "nine", 9, 9, 9),)
ON_THE_DAY, AFTER = Occurred.on(DAY, basis="relative"), DAY + timedelta(days=3)
FIRST = a_claim(place=[DARAN], counts=TWO)
LATER = a_claim(place=[DARAN], outlet="The Courier", day=DAY + timedelta(days=1), counts=NINE)
# A report that names place and day with its first act: of the dead it says neither.
BLAST = a_claim(
    "violence.bombing",
    place=[DARAN],
    document="d",
    occurred=ON_THE_DAY,
    day=AFTER,
    trigger="bomb",
    says="A bomb in Daran.",
)
TOLL = a_claim(
    "harm.casualties",
    actor=(),
    target=["people"],
    document="d",
    day=AFTER,
    says="It killed two.",
    trigger="killed",
    counts=TWO,
)
LATER_TOLL = a_claim(
    "harm.casualties", actor=(), target=["people"], place=[DARAN], outlet="The Courier", day=AFTER + timedelta(days=1),
    occurred=ON_THE_DAY, says="Three people were killed in Daran by a bomb.", trigger="killed",
    counts=(Count("killed", "three", 3, 3, 3),),
)  # fmt: skip
SIEGE = a_claim("territory.siege", place=[DARAN], says="Rebels surround Daran.", trigger="surround")


def released(claim: Claim, place: str = DARAN.id, *, word: bool = True) -> Release:
    return Release(claim.id, place, word, "Ana")


def through(
    *events: Event, words: tuple[Release, ...] = (), everything: bool = False
) -> tuple[list[Outgoing], Account]:
    account = Account()
    gate = Gate(words, events, theatre=None, everything=everything)
    return [out for event in events for out in gate.passing(event, account)], account


def the_event(*claims: Claim) -> Event:
    (event,) = link(claims, theatre=None)
    return event


def test_what_nobody_has_released_is_held_back_and_counted() -> None:
    passed, account = through(the_event(FIRST))
    assert passed == []
    assert account.held_back == {"events nobody has released": 1}


def test_what_is_released_goes_out() -> None:
    event = the_event(FIRST)
    passed, account = through(event, words=(released(FIRST),))
    assert passed == [Outgoing(event, "released")]
    assert account.held_back.total() == 0


def test_a_report_that_joins_later_does_not_show_through() -> None:
    event = the_event(FIRST, LATER)
    assert event.figures[0].high == 9
    ((out,), account) = through(event, words=(released(FIRST),))
    assert out.event.id == event.id
    assert [claim.id for claim in out.event.claims] == [FIRST.id]
    assert out.event.figures[0].high == 2
    assert account.held_back["reports of events that are published without them"] == 1


def test_a_word_on_one_place_of_a_list_does_not_release_the_other() -> None:
    both = a_claim(place=[DARAN, SARIN])
    events = link([both], theatre=None)
    assert len(events) == 2
    passed, account = through(*events, words=(released(both),))
    assert [[place.name for place in out.event.places] for out in passed] == [["Daran"]]
    assert account.held_back["events nobody has released"] == 1


def test_the_later_word_holds_whoever_says_it() -> None:
    event = the_event(FIRST)
    assert through(event, words=(released(FIRST), released(FIRST, word=False)))[0] == []
    assert len(through(event, words=(released(FIRST, word=False), released(FIRST)))[0]) == 1


def test_all_takes_in_what_nobody_has_spoken_of_and_marks_it() -> None:
    passed, _ = through(the_event(FIRST), the_event(SIEGE), words=(released(FIRST),), everything=True)
    assert [out.review for out in passed] == ["released", "unreviewed"]


def test_what_was_withdrawn_stays_back_even_then() -> None:
    passed, account = through(the_event(FIRST), words=(released(FIRST, word=False),), everything=True)
    assert passed == []
    assert account.held_back == {"events withdrawn": 1}


def test_an_event_in_part_unreviewed_is_unreviewed() -> None:
    ((out,), _) = through(the_event(FIRST, LATER), words=(released(FIRST),), everything=True)
    assert out.review == "unreviewed"
    assert len(out.event.claims) == 2


def test_reports_of_an_outlet_that_is_left_out_never_go_out() -> None:
    account = Account()
    events = [the_event(FIRST, LATER), the_event(a_claim("violence.clash", place=[SARIN], outlet="The Courier"))]
    gate = Gate((), events, theatre=None, everything=True, without=["The Courier"])
    (out,) = (out for event in events for out in gate.passing(event, account))
    assert [claim.outlet for claim in out.event.claims] == ["The Herald"]
    assert out.event.figures[0].high == 2
    assert account.withheld == {"reports of outlets that are left out": 2}


# What a report lends


def the_toll(events: tuple[Event, ...]) -> Event:
    (toll,) = (event for event in events if event.type == "harm.casualties")
    return toll


def of(passed: list[Outgoing]) -> list[tuple[str, list[str], list[str]]]:
    return [(out.event.id, [p.name for p in out.event.places], [c.id for c in out.event.claims]) for out in passed]


def test_the_place_another_sentence_lent_goes_out_with_what_was_released_there() -> None:
    alone = the_toll(link([BLAST, TOLL], theatre=None))
    assert [place.name for place in alone.places] == ["Daran"]
    events = link([BLAST, TOLL, LATER_TOLL], theatre=None)
    assert len(the_toll(events).claims) == 2
    passed, account = through(*events, words=(released(TOLL),))
    assert of(passed) == [(alone.id, ["Daran"], [TOLL.id])]
    assert passed[0].event.figures[0].high == 2
    assert +account.held_back == {
        "events nobody has released": 1, "reports of events that are published without them": 1,
    }  # fmt: skip


def test_the_day_another_sentence_lent_keeps_released_reports_one_event() -> None:
    third = replace(LATER_TOLL, mention=replace(LATER_TOLL.mention, id="third"), document_id="e", outlet="The Wire")
    events = link([BLAST, TOLL, LATER_TOLL, third], theatre=None)
    passed, _ = through(*events, words=(released(TOLL), released(LATER_TOLL)))
    assert [claims for _, _, claims in of(passed)] == [[TOLL.id, LATER_TOLL.id]]


def test_a_place_that_only_a_withdrawn_report_tells_of_stays_back() -> None:
    events = link([BLAST, TOLL], theatre=None)
    passed, account = through(*events, words=(released(BLAST, word=False),), everything=True)
    assert of(passed) == [(the_toll(events).id, [], [TOLL.id])]
    assert account.held_back["places that only reports held back tell of"] == 1
    passed, _ = through(*events, everything=True)
    assert [places for _, places, _ in of(passed)] == [["Daran"], ["Daran"]]


def test_what_was_released_without_a_place_does_not_get_one_from_a_later_report() -> None:
    alone = the_event(TOLL)
    assert alone.places == ()
    events = link([BLAST, TOLL, LATER_TOLL], theatre=None)
    passed, account = through(*events, words=(released(TOLL, ""),))
    assert of(passed) == [(alone.id, [], [TOLL.id])]
    assert account.held_back["places that only reports held back tell of"] == 1


def test_a_denial_that_was_released_goes_on_being_told_when_others_say_where_it_was() -> None:
    province = replace(DARAN, id="t:province", name="Daran Province", precision="province")
    denial = a_claim(place=[province], polarity="no", says="Rebels did not take any town of Daran.")
    told = a_claim(place=[DARAN], outlet="The Courier", day=DAY + timedelta(days=1))
    tied = Judgement(denial.id, told.id, "same", 1.0, (), "Ana")
    (event,) = link([denial, told], theatre=None, judgements=[tied])
    assert [place.name for place in event.places] == ["Daran"]
    passed, _ = through(event, words=(released(denial, province.id),))
    assert [(places, claims) for _, places, claims in of(passed)] == [(["Daran Province"], [denial.id])]


def test_a_released_report_that_can_be_told_at_no_place_is_counted() -> None:
    one, other = (replace(p, id=f"{p.id}:province", precision="province") for p in (DARAN, SARIN))
    denial = a_claim(place=[one, other], polarity="no", says="Rebels took no town of Daran or Sarin.")
    told = a_claim(place=[DARAN], outlet="The Courier", day=DAY + timedelta(days=1))
    event = an_event(denial, told, places=(DARAN,))
    passed, account = through(event, words=(released(denial), released(denial, one.id)))
    assert passed == []
    assert account.held_back["released reports that lie at none of the places they were released for"] == 1
