"""What readers may see rests on released claims alone: as if nothing else had been reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import khabar
from khabar import releasing
from khabar.documents import from_text
from khabar.picture import Picture
from khabar.publishing import PublishedPicture
from khabar.reader import Reader
from khabar.records import Coded
from khabar.situation import to_json

NOON = datetime(2021, 9, 1, 12, tzinfo=UTC)
REPORTS = (
    ("The Wire", date(2021, 8, 12), "The Taliban captured the city of Herat on Thursday. Twelve soldiers were killed."),
    ("The Daily", date(2021, 8, 13), "The Taliban captured the city of Kandahar on Friday."),
    ("The Post", date(2021, 8, 14), "The Taliban captured the city of Kandahar on Friday, killing a governor."),
)


@pytest.fixture(scope="module")
def coded() -> list[Coded]:
    reader = Reader.load(theatre="afghanistan-2021")
    return [reader.read(from_text(text, published=day, publisher=outlet)) for outlet, day, text in REPORTS]


@pytest.fixture
def whole(tmp_path: Path, coded: list[Coded]) -> Iterator[Picture]:
    with khabar.open(tmp_path / "s.db", theatre="afghanistan-2021", clock=lambda: NOON) as opened:
        for one in coded:
            opened.store.add(one, recorded_at=NOON, coder="test")
        yield opened


def test_nothing_is_published_that_nobody_released(whole: Picture) -> None:
    published = PublishedPicture(whole)
    assert published.events() == ()
    assert list(published.documents()) == []
    assert published.situation().counts.documents == 0


def test_what_is_released_reads_as_if_nothing_else_had_been_reported(
    whole: Picture, tmp_path: Path, coded: list[Coded]
) -> None:
    kept = {claim.id for claim in whole.store.claims() if claim.outlet == "The Wire"}
    events = [event.id for event in whole.events() if {claim.id for claim in event.claims} <= kept]
    releasing.release(whole, events, by="Ana")
    with khabar.open(tmp_path / "other.db", theatre="afghanistan-2021", clock=lambda: NOON) as alone:
        alone.store.add(coded[0], recorded_at=NOON, coder="test")
        day = date(2021, 8, 14)
        assert to_json(PublishedPicture(whole).situation(on=day)) == to_json(alone.situation(on=day))


def test_what_is_withdrawn_is_published_no_longer(whole: Picture) -> None:
    published = PublishedPicture(whole)
    ids = [event.id for event in whole.events()]
    releasing.release(whole, ids, by="Ana")
    assert len(published.events()) == len(ids)
    releasing.withdraw(whole, ids, by="Ana")
    assert published.events() == ()
