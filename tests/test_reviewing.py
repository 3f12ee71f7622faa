"""The queue puts first what weighs and is in doubt; whoever decides is told where the event is another by now."""

from __future__ import annotations

from builders import ARMY, REBELS, a_claim, a_place, an_actor

from khabar.export import Gate
from khabar.linking import link
from khabar.packs import load_theatre
from khabar.packs.theatre import Theatre
from khabar.records import Count, Event, Release
from khabar.reviewing import Queued, state_of, weighed

THEATRE = load_theatre("afghanistan-2021")
HERAT = THEATRE.place_named("Herat").place
VILLAGE = a_place("Daran")


def an_event(*claims: object) -> Event:
    (event,) = link(claims, theatre=None)  # type: ignore[arg-type]
    return event


def looked_at(event: Event, *releases: Release, theatre: Theatre | None = THEATRE) -> Queued:
    return weighed(event, Gate(releases, [event], theatre=theatre), theatre=theatre)


def test_a_capital_weighs_more_than_a_village_the_theatre_does_not_watch() -> None:
    capital, village = (looked_at(an_event(a_claim(place=[place]))) for place in (HERAT, VILLAGE))
    assert capital.consequence > village.consequence
    assert "who holds Herat, one of the provincial capitals" in " ".join(capital.reasons)


def test_many_killed_weigh_more_than_few() -> None:
    few, many = (
        looked_at(
            an_event(
                a_claim("harm.casualties", place=[HERAT], counts=(Count("killed", text=str(n), low=n, best=n, high=n),))
            )
        )
        for n in (1, 400)
    )
    assert few.consequence < many.consequence
    assert "killed: 400" in many.reasons


def test_one_outlet_leaves_more_doubt_than_two() -> None:
    one = an_event(a_claim(place=[HERAT]))
    two = an_event(a_claim(place=[HERAT]), a_claim(place=[HERAT], outlet="The Courier"))
    assert looked_at(one).doubt > looked_at(two).doubt
    assert "told by The Herald alone" in looked_at(one).reasons


def test_where_nothing_is_known_of_place_the_doubt_grows_and_says_so() -> None:
    there, nowhere = looked_at(an_event(a_claim(place=[HERAT]))), looked_at(an_event(a_claim()))
    assert nowhere.doubt > there.doubt
    assert "no place is known" in nowhere.reasons


def test_what_is_told_as_history_weighs_little() -> None:
    now, then = (looked_at(an_event(a_claim(place=[HERAT], background=b))) for b in (False, True))
    assert then.consequence < now.consequence


def test_figures_lie_from_0_to_1_and_every_one_has_its_reason() -> None:
    event = an_event(a_claim("politics.talks", actor=[REBELS, ARMY, an_actor("Envoys")]))
    for theatre in (THEATRE, None):
        found = looked_at(event, theatre=theatre)
        assert 0 <= found.consequence <= 1
        assert 0 <= found.doubt <= 1
        assert len(found.reasons) >= 2
        assert found.rank == found.consequence * found.doubt


def test_an_event_waits_until_every_report_of_it_has_a_word() -> None:
    one, other = a_claim(place=[HERAT]), a_claim(place=[HERAT], outlet="The Courier")
    event = an_event(one, other)
    words = [Release(claim.id, HERAT.id, True, "Ana") for claim in (one, other)]
    no = Release(one.id, HERAT.id, False, "Ana")

    def state(*releases: Release) -> str:
        return state_of(event, Gate(releases, [event], theatre=None))

    assert [state(), state(words[0]), state(*words), state(*words, no)] == [
        "waiting",
        "waiting",
        "released",
        "withdrawn",
    ]
