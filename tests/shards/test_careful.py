"""Read with care, what harms its reader is told from everything else, wherever it does so."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from shards.shard_builders import FakeReader, json_lines, rows

from khabar.errors import MissingPart
from khabar.records import Coded, SetAside
from khabar.shards import careful
from khabar.shards.careful import read_with_care
from khabar.shards.reading import Make, Terms, reports_in


def killed() -> SetAside:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("it lives on")


def a_page_that(harms: Callable[[], SetAside], path: Path, *, name: str, terms: Terms) -> Iterator[Make]:
    """Taking the words out of the third page does harm."""
    for number, make in enumerate(reports_in(path, name=name, terms=terms)):
        yield harms if number == 2 else make


def a_shard_that(harms: Callable[[], SetAside], path: Path, *, name: str, terms: Terms) -> Iterator[Make]:
    """Taking the fourth report out of the shard does harm."""
    for number, make in enumerate(reports_in(path, name=name, terms=terms)):
        if number == 3:
            harms()
        yield make


def hanging() -> SetAside:
    time.sleep(3600)
    raise AssertionError("it is over")


def slowly_loaded() -> FakeReader:
    time.sleep(1.5)
    return FakeReader()


def page_hangs() -> FakeReader:
    careful.reports_in = partial(a_page_that, hanging)
    return FakeReader()


def shard_hangs() -> FakeReader:
    careful.reports_in = partial(a_shard_that, hanging)
    return FakeReader()


def page_kills() -> FakeReader:
    careful.reports_in = partial(a_page_that, killed)
    return FakeReader()


def shard_kills() -> FakeReader:
    careful.reports_in = partial(a_shard_that, killed)
    return FakeReader()


def no_reader() -> FakeReader:
    raise MissingPart("There is no pipeline.")


def read(path: Path, load: Callable[[], FakeReader], *, patience: float = 30) -> list[str]:
    found = read_with_care(path, name=path.name, load=load, patience=patience)
    return [one.document.id if isinstance(one, Coded) else f"{one.reason}: {one.source}" for one in found]


def test_a_report_that_cannot_be_taken_from_its_page_is_named_by_its_number(tmp_path: Path) -> None:
    path = json_lines(tmp_path / "a.jsonl", rows(5))
    assert read(path, page_kills) == ["r0", "r1", "crashed: a.jsonl, report 3", "r3", "r4"]


def test_where_the_shard_itself_kills_its_reader_it_is_damaged_from_there_on(tmp_path: Path) -> None:
    path = json_lines(tmp_path / "a.jsonl", rows(5))
    assert read(path, shard_kills) == ["r0", "r1", "r2", "damaged: a.jsonl"]


def test_a_report_that_its_reader_refuses_is_set_aside(tmp_path: Path) -> None:
    path = json_lines(tmp_path / "a.jsonl", rows(3, r1="refuse it"))
    assert read(path, FakeReader) == ["r0", "crashed: a.jsonl", "r2"]


def test_what_no_report_can_be_read_without_is_no_fault_of_a_report(tmp_path: Path) -> None:
    with pytest.raises(MissingPart, match="There is no pipeline"):
        read(json_lines(tmp_path / "a.jsonl", rows(3)), no_reader)


def test_a_page_whose_words_take_for_ever_is_named_by_its_number(tmp_path: Path) -> None:
    path = json_lines(tmp_path / "a.jsonl", rows(5))
    assert read(path, page_hangs, patience=1) == ["r0", "r1", "too-slow: a.jsonl, report 3", "r3", "r4"]


def test_where_the_shard_itself_takes_for_ever_it_is_damaged_from_there_on(tmp_path: Path) -> None:
    path = json_lines(tmp_path / "a.jsonl", rows(5))
    assert read(path, shard_hangs, patience=1) == ["r0", "r1", "r2", "damaged: a.jsonl"]


def test_how_long_a_reader_takes_to_load_is_no_fault_of_a_report(tmp_path: Path) -> None:
    assert read(json_lines(tmp_path / "a.jsonl", rows(3)), slowly_loaded, patience=1) == ["r0", "r1", "r2"]
