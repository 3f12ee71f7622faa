"""The kept record has every answer that linking and assembling the claims anew would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from builders import ARMY, REBELS, a_claim, a_place, a_theatre, a_voice, an_actor
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.linking import link, put_right
from khabar.packs.theatre import Road, Side, Theatre, TheatrePlace
from khabar.records import Claim, Correction, Count, Judgement
from khabar.situation import assemble, to_json
from khabar.situation.kept import KeptRecord
from khabar.situation.kept import record as record_module
from khabar.situation.kept import view as view_module
from khabar.times import Occurred
from khabar.times.moments import end_of_day

FIRST = date(2030, 6, 1)
MILITIA = an_actor("Militia", "militia")
TOWNS = [
    a_place(name, lat=30.0 + n, lon=60.0 + n, country="XX", admin1="01")
    for n, name in enumerate(("Alpha", "Bravo", "Carol", "Delta"))
]
VALLEY = a_place("Valley", precision="province", lat=30.5, lon=60.5, country="XX", admin1="01")
PLACES = [
    TheatrePlace(p.name.casefold(), p, (p.name,), province="Valley" if n < 2 else "", sets=("towns",), holder=holder)
    for n, (p, holder) in enumerate(zip(TOWNS, ("state", "state", "rebels", ""), strict=True))
]
ROADS = [Road("a-b", "alpha", "bravo", "A1", 40.0, 1), Road("b-c", "bravo", "carol", "A1", 50.0, 1)]
TWO = (Side("state", "Government", base="alpha"), Side("rebels", "Rebels", base="carol"))
THREE = (*TWO, Side("militia", "Militia"))
TYPES = (
    "territory.capture",
    "territory.capture",
    "territory.capture",
    "territory.control",
    "territory.siege",
    "territory.withdraw",
    "violence.clash",
    "harm.casualties",
    "politics.talks",
    "access.block",
    "access.open",
)
SAYINGS = (
    "",
    "They took it at dawn.",
    "They cut the road between Alpha and Carol.",
    "The army retook the town.",
    "They hold two towns.",
)


@st.composite
def claims(draw: st.DrawFn, most: int = 9) -> list[Claim]:
    """Claims of a few weeks: by several outlets, of several towns, some in one report, some of them copies."""
    found = []
    for at in range(draw(st.integers(1, most))):
        published = FIRST + timedelta(days=draw(st.integers(0, 30)))
        told = published - timedelta(days=draw(st.sampled_from((0, 0, 1, 4, 25))))
        modality: Any = draw(st.sampled_from(("reported", "reported", "claimed")))
        killed = draw(st.sampled_from((0, 0, 3, 40)))
        held = draw(st.sampled_from((0, 0, 0, 2)))
        counts = (Count("killed", str(killed), best=killed),) if killed else ()
        counts += (Count("other", "two", best=2, noun="towns"),) if held else ()
        found.append(
            a_claim(
                draw(st.sampled_from(TYPES)),
                actor=draw(st.sampled_from(((), (REBELS,), (ARMY,), (MILITIA,)))),
                target=draw(st.sampled_from(((), (), (REBELS,), (ARMY,), ("villagers",)))),
                place=draw(st.sampled_from(((), (VALLEY,), tuple(TOWNS[:2]), *((town,) for town in TOWNS)))),
                day=published,
                occurred=draw(st.sampled_from((None, Occurred.on(told, basis="explicit")))),
                outlet=draw(st.sampled_from(("Wire", "Post", ""))),
                says=draw(st.sampled_from(SAYINGS)),
                trigger=draw(st.sampled_from(("took", "retook"))),
                said_by=a_voice("belligerent", REBELS) if modality == "claimed" else None,
                modality=modality,
                counts=counts,
                polarity=draw(st.sampled_from(("yes", "yes", "yes", "no"))),
                descriptive=draw(st.sampled_from((False, False, False, True))),
                why=(str(at),),
            )
        )
    originals = st.sampled_from((None, None, *sorted({claim.document_id for claim in found})))
    copies = {claim.document_id: draw(originals) for claim in found}
    return [replace(claim, copy_of=copies[claim.document_id]) for claim in found]


@st.composite
def judged(draw: st.DrawFn, made: Sequence[Claim]) -> list[Judgement]:
    """What a person said of a few pairs of claims."""
    ids = st.sampled_from([claim.id for claim in made])
    pairs = draw(st.lists(st.tuples(ids, ids, st.sampled_from(("same", "different", "unsure"))), max_size=3))
    return [Judgement(a, b, verdict, 1.0, (), "analyst") for a, b, verdict in pairs]


def theatre_of(sides: Sequence[Side]) -> Theatre:
    found = a_theatre(PLACES, ROADS, sides=sides, start=FIRST)
    return replace(found, provinces=(("Valley", ()),))


def anew(theatre: Theatre, made: Sequence[Claim], judgements: Sequence[Judgement], on: date, known: date) -> object:
    """The situation as it is put together from the claims."""
    moment = end_of_day(known)
    then = [claim for claim in made if claim.known_at <= moment]
    events = link(then, theatre=theatre, judgements=judgements)
    return to_json(assemble(events, theatre, on=on, known=moment))


def kept(record: KeptRecord, on: date, known: date) -> object:
    """The situation as the record has it."""
    return to_json(record.situation(on=on, known=end_of_day(known)))


DAYS = st.integers(0, 34).map(lambda n: FIRST + timedelta(days=n))
LONG_AFTER = st.sampled_from((36, 90, 400)).map(lambda n: FIRST + timedelta(days=n))
ASKED = st.lists(st.tuples(st.one_of(DAYS, DAYS, LONG_AFTER), DAYS), min_size=1, max_size=3)


@given(claims(), st.sampled_from((TWO, THREE)), st.data())
@settings(max_examples=150, deadline=None)
def test_a_record_that_claims_come_to_one_by_one_has_the_situation_of_them_all(
    made: list[Claim], sides: tuple[Side, ...], data: st.DataObject
) -> None:
    theatre, judgements = theatre_of(sides), data.draw(judged(made))
    record = KeptRecord(theatre=theatre, judgements=judgements)
    shuffled = data.draw(st.permutations(made))
    asked = data.draw(ASKED)
    for number, claim in enumerate(shuffled):
        record.revise(added=[claim])
        on, known = asked[number % len(asked)]
        assert kept(record, on, known) == anew(theatre, shuffled[: number + 1], judgements, on, known)


@given(claims(14), st.sampled_from((TWO, THREE)), ASKED)
@settings(max_examples=150, deadline=None)
def test_a_record_made_at_once_has_the_situation_of_any_day_as_known_at_any_moment(
    made: list[Claim], sides: tuple[Side, ...], asked: list[tuple[date, date]]
) -> None:
    theatre = theatre_of(sides)
    record = KeptRecord(made, theatre=theatre)
    for on, known in asked:
        assert kept(record, on, known) == anew(theatre, made, (), on, known)


@given(claims(), st.sampled_from((TWO, THREE)), st.data())
@settings(max_examples=100, deadline=None)
def test_what_people_say_and_put_right_and_what_goes_is_as_if_it_had_always_been_so(
    made: list[Claim], sides: tuple[Side, ...], data: st.DataObject
) -> None:
    theatre, judgements = theatre_of(sides), data.draw(judged(made))
    record = KeptRecord(made, theatre=theatre)
    (on, known), *_ = data.draw(ASKED)
    assert kept(record, on, known) == anew(theatre, made, (), on, known)
    record.judge(judgements)
    wrong = data.draw(st.sampled_from(made))
    (right,) = put_right([wrong], [Correction(wrong.id, "type", "territory.transfer", "analyst")])
    record.revise(added=[right])
    now = [right if claim.id == wrong.id else claim for claim in made]
    assert kept(record, on, known) == anew(theatre, now, judgements, on, known)
    gone = data.draw(st.sampled_from(now))
    record.revise(gone=[gone.id])
    left = [claim for claim in now if claim.id != gone.id]
    assert kept(record, on, known) == anew(theatre, left, judgements, on, known)
    record.judge(())
    assert kept(record, on, known) == anew(theatre, left, (), on, known)


def test_evidence_that_is_looked_at_late_is_that_of_the_moment_it_was_asked_for() -> None:
    theatre = theatre_of(TWO)
    record = KeptRecord([a_claim(place=(TOWNS[0],), day=FIRST)], theatre=theatre)
    reading, *_ = record.controls(on=FIRST + timedelta(days=3), known=end_of_day(FIRST + timedelta(days=5)))
    record.revise(added=[a_claim(actor=(ARMY,), place=(TOWNS[0],), day=FIRST + timedelta(days=2), outlet="Post")])
    assert [weighed.without for weighed in reading.evidence] == [
        weighed.without
        for weighed in KeptRecord([a_claim(place=(TOWNS[0],), day=FIRST)], theatre=theatre)
        .controls(on=FIRST + timedelta(days=3), known=end_of_day(FIRST + timedelta(days=5)))[0]
        .evidence
    ]


def capture(day: int, *, actor: Any = (), place: int = 0, outlet: str = "Wire", **more: Any) -> Claim:
    """That a town was taken, by default nobody says by whom, on a day counted from the first."""
    return a_claim(
        actor=actor, place=(TOWNS[place],), day=FIRST + timedelta(days=day), outlet=f"{outlet} {place}", **more
    )


def assert_same(made: Sequence[Claim], later: Sequence[Claim], *, on: int, known: int) -> None:
    """With three sides: the record that claims come to later has the situation of all, on a day as known on a day."""
    theatre = theatre_of(THREE)
    record = KeptRecord(made, theatre=theatre)
    days = (FIRST + timedelta(days=on), FIRST + timedelta(days=known))
    before = kept(record, *days)
    record.revise(added=later)
    assert kept(record, *days) == anew(theatre, [*made, *later], (), *days)
    assert kept(record, *days) != before


def test_a_campaign_that_becomes_known_names_the_victor_of_a_fall_elsewhere() -> None:
    assert_same([capture(20)], [capture(18, actor=(REBELS,), place=1)], on=25, known=30)


def test_a_campaign_names_the_victor_of_a_fall_also_where_more_is_told_of_later_days() -> None:
    assert_same([capture(20)], [capture(18, actor=(REBELS,), place=1), capture(29, actor=(ARMY,))], on=25, known=30)


def test_a_campaign_that_was_not_known_then_named_no_victor() -> None:
    theatre = theatre_of(THREE)
    late = capture(29, actor=(REBELS,), place=1, occurred=Occurred.on(FIRST + timedelta(days=10), basis="explicit"))
    made = [capture(20), late]
    record = KeptRecord(made, theatre=theatre)
    days = (FIRST + timedelta(days=24), FIRST + timedelta(days=25))
    assert kept(record, *days) == anew(theatre, made, (), *days)
    later = (days[0], FIRST + timedelta(days=30))
    assert kept(record, *later) == anew(theatre, made, (), *later)
    held = [record.at(end_of_day(known)).control(on, "alpha").probability for on, known in (days, later)]
    assert held[0] != held[1]


def test_a_recapture_that_becomes_known_tells_of_days_before_it() -> None:
    theatre = theatre_of(TWO)
    made = [capture(0, actor=(REBELS,)), capture(15, actor=(REBELS,), trigger="retook")]
    record = KeptRecord(made, theatre=theatre)
    for on, known in ((14, 14), (14, 20), (13, 14)):
        days = (FIRST + timedelta(days=on), FIRST + timedelta(days=known))
        assert kept(record, *days) == anew(theatre, made, (), *days)


def test_a_description_in_the_report_of_an_old_fall_is_of_the_day_before_it_once_it_is_known() -> None:
    theatre = theatre_of(TWO)
    report = {"document": "Post/old"}
    old = Occurred.on(FIRST + timedelta(days=4), basis="explicit")
    made = [
        capture(20, actor=(REBELS,), occurred=old, **report),
        capture(20, actor=(ARMY,), descriptive=True, says="The army stronghold of Alpha.", **report),
    ]
    made[1] = replace(made[1], mention=replace(made[1].mention, type="territory.control"))
    record = KeptRecord(made, theatre=theatre)
    for on, known in ((3, 10), (3, 25), (5, 21), (2, 19)):
        days = (FIRST + timedelta(days=on), FIRST + timedelta(days=known))
        assert kept(record, *days) == anew(theatre, made, (), *days)


def test_a_description_stays_of_the_day_before_an_old_fall_when_more_is_told_of_days_around_it() -> None:
    theatre = theatre_of(TWO)
    report = {"document": "Post/old"}
    old = Occurred.on(FIRST + timedelta(days=4), basis="explicit")
    described = capture(90, actor=(ARMY,), descriptive=True, says="The army stronghold of Alpha.", **report)
    described = replace(described, mention=replace(described.mention, type="territory.control"))
    made = [capture(90, actor=(REBELS,), occurred=old, **report), described, capture(95, actor=(REBELS,))]
    record = KeptRecord(made, theatre=theatre)
    record.revise(added=[capture(6, actor=(ARMY,), outlet="Post")])
    days = (FIRST + timedelta(days=3), FIRST + timedelta(days=99))
    assert kept(record, *days) == anew(theatre, [*made, capture(6, actor=(ARMY,), outlet="Post")], (), *days)


def test_answers_of_so_many_days_are_held_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (record_module, view_module):
        monkeypatch.setattr(module, "HELD_DAYS", 3)
    theatre, made = theatre_of(TWO), [capture(day, actor=(REBELS,)) for day in (0, 2, 4)]
    record = KeptRecord(made, theatre=theatre)
    for known in (3, 9):
        for on in (*range(8), 1):
            days = (FIRST + timedelta(days=on), FIRST + timedelta(days=known))
            assert kept(record, *days) == anew(theatre, made, (), *days)
            assert record.held_days <= 6
