"""What an analyst decides about events outlives every later reading, and counts from the moment it is said."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import khabar
from khabar import judging
from khabar.documents import from_text
from khabar.errors import AmbiguousId, BadInput, UnknownId
from khabar.picture import Picture
from khabar.reader import Reader
from khabar.records import Coded, Event

REPORTS = (
    ("The Wire", date(2021, 8, 12), "Rebels seized the town of Idlib on Thursday."),
    ("The Daily", date(2021, 8, 13), "Rebels captured the town of Idlib on Thursday, residents said."),
    ("The Post", date(2021, 8, 20), "Rebels seized the town of Idlib on Thursday."),
)
NOON = datetime(2021, 9, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that goes on by an hour whenever it is read."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now


@pytest.fixture(scope="module")
def coded() -> list[Coded]:
    """Three reports of two captures of one town."""
    reader = Reader.load()
    return [reader.read(from_text(text, published=day, publisher=outlet)) for outlet, day, text in REPORTS]


@pytest.fixture
def picture(tmp_path: Path, coded: list[Coded]) -> Iterator[Picture]:
    with khabar.open(tmp_path / "s.db", clock=Clock()) as opened:
        for one in coded:
            opened.store.add(one, recorded_at=NOON, coder="test")
        yield opened


def captures(picture: Picture, known: datetime | None = None) -> list[Event]:
    return [event for event in picture.events(known=known) if event.type == "territory.capture"]


def sizes(picture: Picture, known: datetime | None = None) -> list[int]:
    return [len(event.claims) for event in captures(picture, known)]


def ids(picture: Picture) -> list[str]:
    return [event.id for event in captures(picture)]


def test_two_events_an_analyst_merges_are_one_with_the_reason_and_the_name(picture: Picture) -> None:
    assert sizes(picture) == [2, 1]
    decided = judging.merge(picture, ids(picture), by="Ana", note="one battle")
    assert [len(event.claims) for event in decided.events] == [3]
    (event,) = captures(picture)
    assert ("Ana", ("one battle",)) in {(merge.by, merge.reasons) for merge in event.merges}


def test_claims_an_analyst_parts_are_two_events(picture: Picture) -> None:
    event = captures(picture)[0]
    judging.split(picture, event.id, [event.claims[1].id], by="Ana")
    assert sizes(picture) == [1, 1, 1]


def test_what_is_only_tried_is_not_kept(picture: Picture) -> None:
    assert len(judging.merge(picture, ids(picture), by="Ana", keep=False).events) == 1
    assert picture.judgements() == ()
    assert sizes(picture) == [2, 1]


def test_a_word_taken_back_leaves_it_to_the_rules_and_stays_on_record(picture: Picture) -> None:
    judging.merge(picture, ids(picture), by="Ana")
    judging.undo(picture, ids(picture)[0], by="Ben")
    assert sizes(picture) == [2, 1]
    said = [(j.verdict, j.by) for j in picture.judgements(ever=True)]
    assert said == [("same", "Ana")] * 2 + [("unsure", "Ben")] * 2


def test_merging_what_was_split_puts_it_together_again(picture: Picture) -> None:
    event = captures(picture)[0]
    judging.split(picture, event.id, [event.claims[1].id], by="Ana")
    judging.merge(picture, ids(picture)[:2], by="Ben")
    assert sizes(picture) == [2, 1]
    explained = judging.explain(picture, [ids(picture)[0]])
    assert [(j.by, explained.holds(j)) for j in explained.said] == [("Ana", False), ("Ben", True)]


def test_a_question_about_before_the_judgement_does_not_see_it(picture: Picture) -> None:
    judging.merge(picture, ids(picture), by="Ana")
    assert sizes(picture, known=NOON) == [2, 1]
    assert sizes(picture, known=NOON + timedelta(hours=1)) == [3]


def test_the_situation_heeds_it_unless_asked_about_before(tmp_path: Path, coded: list[Coded]) -> None:
    with khabar.open(tmp_path / "s.db", theatre="afghanistan-2021", clock=Clock()) as picture:
        for one in coded:
            picture.store.add(one, recorded_at=NOON)
        before = picture.situation().counts.events
        judging.merge(picture, ids(picture), by="Ana")
        assert picture.situation().counts.events == before - 1
        assert picture.situation(known=NOON).counts.events == before


def test_a_judgement_outlives_reading_the_reports_again(picture: Picture, coded: list[Coded]) -> None:
    judging.merge(picture, ids(picture), by="Ana")
    for one in coded:
        picture.store.add(one, recorded_at=NOON + timedelta(days=1), coder="a newer version")
    assert sizes(picture) == [3]


def test_a_judgement_outlives_a_coding_that_calls_the_act_otherwise(picture: Picture, coded: list[Coded]) -> None:
    judging.merge(picture, ids(picture), by="Ana")
    for one in coded:
        mentions = tuple(
            dataclasses.replace(mention, id=f"{mention.id}b", type="territory.control") for mention in one.mentions
        )
        again = dataclasses.replace(one, mentions=mentions)
        picture.store.add(again, recorded_at=NOON + timedelta(days=1), coder="a newer version")
    assert [len(event.claims) for event in picture.events()] == [3]


def test_it_is_explained_why_claims_are_one_and_why_events_are_two(picture: Picture) -> None:
    one, other = ids(picture)
    (pair,) = judging.explain(picture, [one]).pairs
    assert pair.score > 0.5
    assert not pair.barred
    across = judging.explain(picture, [one, other]).pairs
    assert len(across) == 2
    assert all("different days" in reason for pair in across for reason in pair.reasons)


def test_an_event_is_named_by_the_beginning_of_its_id(picture: Picture) -> None:
    first = ids(picture)[0]
    for name in (first, first.removeprefix("event:"), first.removeprefix("event:")[:8], first[:14]):
        assert judging.explain(picture, [name]).events[0].id == first


def test_what_cannot_be_decided_is_refused_with_a_next_step(picture: Picture) -> None:
    first, second = ids(picture)
    event = captures(picture)[0]
    claims = [claim.id for claim in event.claims]
    refused = (
        (UnknownId, lambda: judging.merge(picture, [first, "zz"], by="Ana")),
        (UnknownId, lambda: judging.split(picture, first, ["zz"], by="Ana")),
        (BadInput, lambda: judging.merge(picture, [first, first], by="Ana")),
        (BadInput, lambda: judging.split(picture, first, claims, by="Ana")),
        (BadInput, lambda: judging.undo(picture, second, by="Ana")),
        (BadInput, lambda: judging.merge(picture, [first, second], by=" ")),
        (BadInput, lambda: judging.merge(picture, [first, second], by="rule:linking/1")),
    )
    for kind, attempt in refused:
        with pytest.raises(kind) as error:
            attempt()
        assert error.value.next_step
    assert picture.judgements() == ()


def test_a_beginning_that_two_ids_share_is_not_guessed() -> None:
    with pytest.raises(AmbiguousId) as error:
        judging.only_one("event", "3f", ("3f01", "3f02"), next_step="")
    assert error.value.candidates == ("3f01", "3f02")
