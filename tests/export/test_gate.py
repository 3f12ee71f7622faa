"""Nothing goes out that no analyst has released, and of what is released nothing later shows through."""

from __future__ import annotations

from datetime import timedelta

from builders import DAY, a_claim
from export_builders import DARAN, SARIN

from khabar.export import Account, Gate, Outgoing
from khabar.linking import link
from khabar.records import Claim, Count, Event, Release

FIRST = a_claim(place=[DARAN], counts=(Count("killed", "two", 2, 2, 2),))
LATER = a_claim(
    place=[DARAN], outlet="The Courier", day=DAY + timedelta(days=1), counts=(Count("killed", "nine", 9, 9, 9),)
)
SIEGE = a_claim("territory.siege", place=[DARAN], says="Rebels surround Daran.", trigger="surround")


def released(claim: Claim, place: str = DARAN.id, *, word: bool = True) -> Release:
    return Release(claim.id, place, word, "Ana")


def through(
    *events: Event, words: tuple[Release, ...] = (), everything: bool = False
) -> tuple[list[Outgoing], Account]:
    account = Account()
    return list(Gate(words, theatre=None, everything=everything).passing(events, account)), account


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
    gate = Gate((), theatre=None, everything=True, without=["The Courier"])
    only_theirs = a_claim("violence.clash", place=[SARIN], outlet="The Courier")
    (out,) = gate.passing([the_event(FIRST, LATER), the_event(only_theirs)], account)
    assert [claim.outlet for claim in out.event.claims] == ["The Herald"]
    assert out.event.figures[0].high == 2
    assert account.withheld == {"reports of outlets that are left out": 2}
