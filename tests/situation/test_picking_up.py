"""A place that changes hands often and is told of otherwise: what is picked up on a day is what is told of it all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import ARMY, REBELS, a_claim, a_place, a_theatre, a_voice, an_actor
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.linking import link
from khabar.packs.theatre import Side, TheatrePlace
from khabar.records import Claim
from khabar.situation.control import control_of_all
from khabar.situation.kept import KeptRecord, ground, witness
from khabar.situation.state_words import ControlReading
from khabar.times import Occurred
from khabar.times.moments import end_of_day

FIRST, LAST = date(2030, 6, 1), 60
MILITIA = an_actor("Militia", "militia")
TOWNS = [a_place(name, lat=30.0 + n, lon=60.0, country="XX") for n, name in enumerate(("Alpha", "Bravo"))]
SIDES = (Side("state", "Government"), Side("rebels", "Rebels"), Side("militia", "Militia"))
PLACES = [TheatrePlace(p.name.casefold(), p, (p.name,), holder=h) for p, h in zip(TOWNS, ("state", ""), strict=True)]
THEATRE = a_theatre(PLACES, sides=SIDES, start=FIRST)
DAYS = st.integers(0, LAST).map(lambda n: FIRST + timedelta(days=n))
ACTORS = st.sampled_from(((ARMY,), (REBELS,), (MILITIA,), ()))


@pytest.fixture(autouse=True, scope="module")
def _short_stretches() -> Iterator[None]:
    """What is told of sixty days is long: it is looked at every few days whether anything differs any more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(witness, "_STRETCH", timedelta(days=2))
        patch.setattr(ground, "_STRETCH", 3)
        yield


@st.composite
def campaigns(draw: st.DrawFn) -> list[Claim]:
    """Takings one after another, now and then told of late, without a victor, or beside a description of the place."""
    found = []
    for at in range(draw(st.integers(4, 16))):
        told = draw(DAYS)
        town = draw(st.sampled_from((TOWNS[0], TOWNS[0], TOWNS[1])))
        late = timedelta(days=draw(st.sampled_from((0, 0, 0, 2, 12))))
        own = draw(st.sampled_from((False, False, False, True)))
        actor = draw(ACTORS)
        taking = a_claim(
            draw(st.sampled_from(("territory.capture", "territory.capture", "territory.siege"))),
            actor=actor,
            place=(town,),
            day=told + late,
            occurred=Occurred.on(told, basis="explicit"),
            outlet=draw(st.sampled_from(("Wire", "Post"))),
            document=f"report {at}",
            trigger=draw(st.sampled_from(("took", "retook"))),
            said_by=a_voice("belligerent", actor[0]) if own and actor else None,
            modality="claimed" if own else "reported",
            why=(str(at),),
        )
        found.append(taking)
        if draw(st.sampled_from((False, False, True))):
            described = a_claim(
                "territory.control",
                actor=draw(ACTORS),
                place=(town,),
                day=told + late,
                outlet=taking.outlet,
                document=taking.document_id,
                descriptive=True,
                why=(f"{at} described",),
            )
            found.append(described)
    return found


def plain(readings: Sequence[ControlReading]) -> list[object]:
    """Readings with their numbers to nine digits."""
    return [
        (
            replace(reading, probability=(), evidence=()),
            [(state, round(chance, 9)) for state, chance in reading.probability],
            [
                replace(weighed, share=round(weighed.share, 9), without=round(weighed.without, 9))
                for weighed in reading.evidence
            ],
        )
        for reading in readings
    ]


def anew(claims: Sequence[Claim], on: date, known: date) -> object:
    """Who holds the towns, by the claims themselves."""
    moment = end_of_day(known)
    events = link([claim for claim in claims if claim.known_at <= moment], theatre=THEATRE)
    return plain(control_of_all(on, known=moment, events=events, theatre=THEATRE))


@given(campaigns(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_report_more_or_less(made: list[Claim], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(made))
    half = len(shuffled) // 2
    record = KeptRecord(shuffled[:half], theatre=THEATRE)
    last = FIRST + timedelta(days=LAST + 15)
    record.controls(on=last, known=end_of_day(last))
    held = shuffled[:half]
    for claim in shuffled[half:]:
        held.append(claim)
        record.revise(added=[claim])
        if data.draw(st.booleans()):
            gone = data.draw(st.sampled_from(held))
            held.remove(gone)
            record.revise(gone=[gone.id])
        on = data.draw(DAYS)
        assert plain(record.controls(on=on, known=end_of_day(last))) == anew(held, on, last)


@given(campaigns(), st.lists(st.tuples(DAYS, DAYS), min_size=4, max_size=8))
@settings(max_examples=150, deadline=None)
def test_any_moment_before(made: list[Claim], asked: list[tuple[date, date]]) -> None:
    record = KeptRecord(made, theatre=THEATRE)
    for on, known in asked:
        assert plain(record.controls(on=on, known=end_of_day(known))) == anew(made, on, known)
