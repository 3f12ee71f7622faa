"""Day after day: every place is counted once, and harm on the day it was done."""

from __future__ import annotations

from datetime import date, timedelta

from builders import a_claim

from khabar.linking import link
from khabar.packs import load_theatre
from khabar.records import Claim, Count
from khabar.situation import DayTally, control_of_all, timeline
from khabar.times import Interval, Occurred
from khabar.times.moments import end_of_day

THEATRE = load_theatre("afghanistan-2021")
HERAT = THEATRE.place_named("Herat").place
TALIBAN = next(a.actor for a in THEATRE.actors if a.actor.side == "taliban")
FALL = date(2021, 8, 12)
WEEK = Interval.of_days(date(2021, 8, 9), date(2021, 8, 15))


def on(day: date) -> Occurred:
    return Occurred(Interval.of_days(day, day), "day", "explicit")


def told(*claims: Claim, days: Interval = WEEK, tally: str = "") -> tuple[DayTally, ...]:
    events = link(claims, theatre=THEATRE)
    return timeline(days, known=end_of_day(days.last), events=events, theatre=THEATRE, tally=tally)


def a_fall() -> Claim:
    return a_claim(actor=[TALIBAN], place=[HERAT], day=FALL, occurred=on(FALL))


def test_every_place_is_counted_once_a_day() -> None:
    for day in told(a_fall()):
        assert sum(n for _, n in day.held) + day.claimed + day.contested + day.unknown == len(THEATRE.places)


def test_a_town_is_counted_for_its_new_holder_from_the_day_it_fell() -> None:
    held = {day.day: dict(day.held)["taliban"] for day in told(a_fall(), tally="provincial capitals")}
    assert held[FALL - timedelta(days=1)] == 0
    assert held[FALL] == held[FALL + timedelta(days=3)] == 1


def test_a_day_agrees_with_the_readings_of_that_day() -> None:
    events = link([a_fall()], theatre=THEATRE)
    readings = control_of_all(FALL, known=end_of_day(WEEK.last), events=events, theatre=THEATRE)
    day = next(day for day in told(a_fall()) if day.day == FALL)
    held = sum(r.state in ("held", "besieged") and r.holder == "taliban" for r in readings)
    assert dict(day.held)["taliban"] == held


def test_harm_counts_on_its_day_and_never_twice() -> None:
    twelve = (Count("killed", text="twelve", low=12, best=12, high=12),)
    claims = [
        a_claim("harm.casualties", actor=[TALIBAN], place=[HERAT], day=FALL, occurred=on(FALL), outlet=o, counts=twelve)
        for o in ("The Herald", "The Courier")
    ]
    harm = {day.day: day.harm for day in told(*claims)}
    assert [(t.what, t.low, t.high) for t in harm[FALL]] == [("killed", 12, 12)]
    assert not any(harm[day] for day in WEEK if day != FALL)


def test_days_before_the_theatre_begins_are_left_out() -> None:
    early = Interval.of_days(THEATRE.start - timedelta(days=5), THEATRE.start + timedelta(days=1))
    assert [day.day for day in told(days=early)] == [THEATRE.start, THEATRE.start + timedelta(days=1)]
