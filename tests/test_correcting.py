"""What an analyst puts right in a claim holds in every later run, from the moment it is said, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import khabar
from khabar.correcting import FIELDS, WORDS, as_coded, correct
from khabar.documents import from_text
from khabar.errors import BadDate, BadInput, Overtaken, UnknownId, UnknownPlace
from khabar.picture import Picture
from khabar.reader import Reader
from khabar.records import Coded, Event

NOON = datetime(2021, 9, 1, 12, tzinfo=UTC)
TEXT = "The Taliban captured the city of Ghazni on Thursday, and twelve soldiers died."


class Clock:
    """A clock that goes on by an hour whenever it is read."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now


@pytest.fixture(scope="module")
def coded() -> Coded:
    theatre = khabar.load_theatre("afghanistan-2021")
    report = from_text(TEXT, published=date(2021, 8, 12), publisher="The Wire")
    return Reader.load(theatre=theatre).read(report)


@pytest.fixture
def picture(tmp_path: Path, coded: Coded) -> Iterator[Picture]:
    with khabar.open(tmp_path / "s.db", theatre="afghanistan-2021", clock=Clock()) as opened:
        opened.store.add(coded, recorded_at=NOON, coder="test")
        yield opened


def claim_of(picture: Picture, type: str = "territory.capture") -> str:
    return next(c.id for c in picture.store.claims() if c.mention.type == type)


def event_of(picture: Picture, claim: str) -> Event:
    return next(e for e in picture.events() if claim in {c.id for c in e.claims})


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("type", "violence.clash", lambda e: e.type == "violence.clash"),
        ("place", "Herat", lambda e: [p.name for p in e.places] == ["Herat"]),
        ("place", "Istanbul", lambda e: [p.country for p in e.places] == ["TR"]),
        ("place", "none", lambda e: e.places == ()),
        ("actor", "Government", lambda e: [a.side for a in e.actors] == ["government"]),
        ("actor", "Taliban; Sons of Somebody", lambda e: "Sons of Somebody" in e.actor_words),
        ("target", "none", lambda e: e.targets == () and e.target_words == ()),
        ("time", "2021-08-10", lambda e: (e.occurred.first_day, e.occurred.last_day) == (date(2021, 8, 10),) * 2),
        ("time", "2021-08-09..2021-08-11", lambda e: e.occurred.interval.days == 3),
        ("time", "none", lambda e: e.occurred is None),
        ("modality", "claimed", lambda e: e.modality == "claimed"),
        ("polarity", "no", lambda e: e.polarity == "no"),
        ("killed", "10-15", lambda e: [(f.low, f.best, f.high) for f in e.figures] == [(10, None, 15)]),
        ("killed", "10+", lambda e: [(f.low, f.best, f.high) for f in e.figures] == [(10, None, None)]),
        ("wounded", "3", lambda e: [(f.what, f.best) for f in e.figures] == [("wounded", 3)]),
        ("retracted", "yes", lambda e: e.standing == "retracted"),
        ("background", "yes", lambda e: e.background),
    ],
)
def test_a_field_is_put_right_and_can_be_as_coded_again(picture: Picture, field: str, value: str, told) -> None:  # type: ignore[no-untyped-def]
    claim = claim_of(picture)
    before = event_of(picture, claim)
    done = correct(picture, claim[:8], field, value, by="Ana", note="read twice")
    assert done.became == "kept"
    assert told(event_of(picture, claim))
    assert done.events == (event_of(picture, claim),)
    assert "put right by Ana: read twice" in done.claim.mention.why[-1]  # type: ignore[union-attr]
    assert correct(picture, claim, field, value, by="Ana", note="read twice").became == "already"
    assert as_coded(picture, claim, [field], by="Ben").became == "taken back"
    assert event_of(picture, claim) == before


def test_figures_of_one_claim_are_put_right_one_by_one(picture: Picture) -> None:
    claim = claim_of(picture, "harm.casualties")
    correct(picture, claim, "wounded", "5", by="Ana")
    correct(picture, claim, "killed", "11", by="Ana")
    assert {f.what: f.best for f in event_of(picture, claim).figures} == {"killed": 11, "wounded": 5}
    correct(picture, claim, "wounded", "none", by="Ana")
    assert {f.what: f.best for f in event_of(picture, claim).figures} == {"killed": 11}


def test_a_capture_that_is_dismissed_takes_the_town_back_and_earlier_knowledge_stays(picture: Picture) -> None:
    claim, day = claim_of(picture), date(2021, 8, 13)
    assert picture.situation(on=day).control("ghazni").holder == "taliban"
    done = correct(picture, claim, "dismissed", "yes", by="Ana")
    assert (done.claim, done.events) == (None, ())
    assert picture.situation(on=day).control("ghazni").holder == "government"
    assert picture.situation(on=day, known=NOON).control("ghazni").holder == "taliban"
    correct(picture, claim, "type", "violence.clash", by="Ana")  # what is dismissed can still be put right
    as_coded(picture, claim, ["dismissed"], by="Ana")
    assert event_of(picture, claim).type == "violence.clash"


def test_a_correction_passes_to_the_claim_that_a_newer_coding_rests_on_the_same_words(
    picture: Picture, coded: Coded
) -> None:
    import dataclasses

    claim = claim_of(picture)
    correct(picture, claim, "modality", "alleged", by="Ana")
    mentions = tuple(dataclasses.replace(m, id=f"new {m.id}", why=("newer",)) for m in coded.mentions)
    picture.store.add(dataclasses.replace(coded, mentions=mentions), recorded_at=picture.now, coder="newer")
    assert event_of(picture, f"new {claim}").modality == "alleged"
    as_coded(picture, f"new {claim}", by="Ben")
    assert event_of(picture, f"new {claim}").modality == "reported"
    assert picture.store.corrections() == ()


def test_two_who_look_at_one_claim_do_not_overwrite_each_other(picture: Picture) -> None:
    claim = claim_of(picture)
    seen = picture.store.spoken([claim])
    correct(picture, claim, "modality", "alleged", by="Ana", seen=seen)
    with pytest.raises(Overtaken, match="Ana"):
        correct(picture, claim, "modality", "claimed", by="Ben", seen=seen)
    assert event_of(picture, claim).modality == "alleged"
    with pytest.raises(Overtaken):
        as_coded(picture, claim, by="Ben", seen=seen)


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("colour", "red", BadInput),
        ("type", "clash", BadInput),
        ("type", "", BadInput),
        ("modality", "sure", BadInput),
        ("dismissed", "maybe", BadInput),
        ("time", "soon", BadDate),
        ("time", "2021-08-11..2021-08-09", BadInput),
        ("killed", "many", BadInput),
        ("killed", "15-10", BadInput),
        ("killed", "1e9", BadInput),
        ("place", "Nowhereville-on-Nothing", UnknownPlace),
        ("place", " ; ", BadInput),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(picture: Picture, field: str, value: str, kind: type) -> None:
    with pytest.raises(kind) as caught:
        correct(picture, claim_of(picture), field, value, by="Ana")
    assert caught.value.next_step
    assert picture.store.corrections(ever=True) == ()


def test_a_person_and_a_claim_must_be_named(picture: Picture) -> None:
    with pytest.raises(BadInput, match="who judges"):
        correct(picture, claim_of(picture), "polarity", "no", by="")
    for nobody in ("", "zzzz"):
        with pytest.raises(UnknownId):
            correct(picture, nobody, "polarity", "no", by="Ana")
    with pytest.raises(BadInput, match="as coded"):
        as_coded(picture, claim_of(picture), by="Ana")


def test_every_field_that_is_named_can_be_given(picture: Picture) -> None:
    given = {"type": "violence.clash", "time": "2021-08-12"} | {field: words[0] for field, words in WORDS.items()}
    for field in FIELDS:
        value = given.get(field, "none")
        assert correct(picture, claim_of(picture), field, value, by="Ana").became in ("kept", "already")
