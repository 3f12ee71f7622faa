"""Read with care, what harms its reader is told from everything else, wherever it does so."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shards.shard_builders import FakeReader, json_lines, rows

from khabar.errors import MissingPart
from khabar.records import Coded, SetAside
from khabar.shards import careful
from khabar.shards.careful import read_with_care
from khabar.shards.reading import Make, reports_in


def killed() -> SetAside:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("it lives on")


def a_page_that_kills(path: Path, *, name: str) -> Iterator[Make]:
    """Taking the words out of the third page ends the process."""
    for number, make in enumerate(reports_in(path, name=name)):
        yield killed if number == 2 else make


def a_shard_that_kills(path: Path, *, name: str) -> Iterator[Make]:
    """Taking the fourth report out of the shard ends the process."""
    for number, make in enumerate(reports_in(path, name=name)):
        if number == 3:
            killed()
        yield make


def page_kills() -> FakeReader:
    careful.reports_in = a_page_that_kills
    return FakeReader()


def shard_kills() -> FakeReader:
    careful.reports_in = a_shard_that_kills
    return FakeReader()


def no_reader() -> FakeReader:
    raise MissingPart("There is no pipeline.")


def read(path: Path, load: Callable[[], FakeReader]) -> list[str]:
    found = read_with_care(path, name=path.name, load=load)
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
