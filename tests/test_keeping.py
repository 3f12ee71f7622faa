"""The picture kept in memory is the one its store gives, after whatever came into the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import khabar
from khabar.keeping import Keeper
from khabar.picture import Picture
from khabar.records import Correction, Judgement
from khabar.situation import to_json
from khabar.times.moments import end_of_day

NOON = datetime(2021, 8, 20, 12, tzinfo=UTC)
REPORTS = (
    ("a", "2021-08-12", "The Wire", "The Taliban captured Ghazni on Thursday. Twelve soldiers were killed there."),
    ("b", "2021-08-13", "The Daily", "Taliban fighters seized Ghazni on Thursday, and entered Herat on Friday."),
    ("c", "2021-08-14", "The Post", "The army retook Ghazni on Saturday. Fifteen soldiers were killed."),
    ("d", "2021-08-11", "The Echo", "Taliban fighters surrounded Ghazni on Wednesday."),
)


@pytest.fixture
def picture(tmp_path: Path) -> Iterator[Picture]:
    with khabar.open(tmp_path / "s.db", theatre="afghanistan-2021", clock=lambda: NOON) as opened:
        yield opened


def told(picture: Picture, folder: Path, name: str, day: str, outlet: str, text: str) -> None:
    file = folder / f"{name}.txt"
    file.write_text(f"---\ndate: {day}\nsource: {outlet}\n---\n{text}\n", encoding="utf-8")
    list(picture.ingest(file))


def assert_same(keeper: Keeper, picture: Picture) -> None:
    """Events and situations are those of the picture itself, now and as known on every day."""
    assert keeper.events() == picture.events()
    moment, day, _ = picture.asked(None, None)
    kept = keeper.situation(on=day, known=moment, as_said_now=True)
    assert kept is not None
    assert to_json(kept) == to_json(picture.situation())
    for number in range(10, 16):
        known = end_of_day(date(2021, 8, number))
        assert keeper.events(known) == picture.events(known=known)
        kept = keeper.situation(on=known.date(), known=known)
        if kept is not None:
            assert to_json(kept) == to_json(picture.situation(on=known.date(), known=known))


def test_what_comes_into_the_store_is_taken_in_report_by_report(picture: Picture, tmp_path: Path) -> None:
    keeper = Keeper(picture)
    for report in REPORTS:
        told(picture, tmp_path, *report)
        assert_same(keeper, picture)


def test_what_people_say_put_right_dismiss_and_take_back_is_obeyed(picture: Picture, tmp_path: Path) -> None:
    for report in REPORTS:
        told(picture, tmp_path, *report)
    keeper = Keeper(picture)
    assert_same(keeper, picture)
    first, second, *_, last = (claim.id for claim in picture.claims())
    picture.judge([Judgement(first, second, "same", 1.0, (), "Ana")])
    assert_same(keeper, picture)
    picture.put_right([Correction(last, "type", "territory.transfer", "Ana")])
    assert_same(keeper, picture)
    picture.put_right([Correction(first, "dismissed", True, "Ana")])
    assert_same(keeper, picture)
    assert first not in {claim.id for event in keeper.events() for claim in event.claims}
    picture.take_back(first, ["dismissed"], by="Ana")
    picture.take_back(last, ["type"], by="Ana")
    assert_same(keeper, picture)


def test_a_report_that_is_coded_otherwise_or_found_to_be_a_copy_is_held_as_it_is_now(
    picture: Picture, tmp_path: Path
) -> None:
    for report in REPORTS:
        told(picture, tmp_path, *report)
    keeper = Keeper(picture)
    assert_same(keeper, picture)
    one, other, *_ = (document.id for document in picture.documents())
    coded = picture.store.coded(one)
    assert coded is not None
    picture.store.add(replace(coded, mentions=coded.mentions[:1]), recorded_at=NOON, coder="another")
    assert_same(keeper, picture)
    picture.store.mark_copy(other, original=one, recorded_at=NOON)
    assert_same(keeper, picture)


def test_the_last_day_is_that_of_the_last_report_out_by_then(picture: Picture, tmp_path: Path) -> None:
    assert picture.store.last_published(by=NOON.date()) is None
    for report in REPORTS:
        told(picture, tmp_path, *report)
    assert picture.store.last_published(by=date(2021, 8, 13)) == date(2021, 8, 13)
    assert picture.last_day() == date(2021, 8, 14)
