"""Several processes read what one reads, in the same order; a report that kills its reader costs that report alone."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import struct
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from store.store_builders import a_document

from khabar.language.portions import MOST_DOCUMENTS as PORTION
from khabar.picture import open_picture
from khabar.reader import Reader
from khabar.readers import in_order
from khabar.records import Coded, Document


class FakeReader:
    """Codes nothing; dies of one word, in the middle of its answer of another, never comes back from a third ..."""

    def read(self, document: Document) -> Coded:
        if "kill" in document.text:
            os._exit(9)
        if "cut" in document.text:
            Connection._send_bytes = _half_an_answer  # type: ignore[attr-defined]
        if "hang" in document.text:
            re.match("(a+)+$", "a" * 60 + "b")  # for ever, and nothing else of its process gets a turn
        if "fault" in document.text:
            raise ZeroDivisionError(document.id)
        return Coded(document)

    def read_all(self, documents: Iterable[Document]) -> Iterator[Coded]:
        return map(self.read, documents)


def _half_an_answer(pipe: Connection, answer: bytes) -> None:
    """Ends the process in the middle of what it says."""
    os.write(pipe.fileno(), struct.pack("!i", len(answer)) + bytes(answer)[: len(answer) // 2])
    os._exit(9)


def no_reader() -> FakeReader:
    raise LookupError("there is none")


def documents(count: int, **texts: str) -> list[Document]:
    return [a_document(id=f"d{n}", text=texts.get(f"d{n}", f"Report {n}.")) for n in range(count)]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_every_step_comes_in_its_order_with_what_is_no_document_in_its_place(jobs: int) -> None:
    steps: list[Document | str] = list(documents(5 * PORTION))
    for at in (0, 3, 3, 20):
        steps.insert(at, f"step {at}")
    steps.append("last")
    found = list(in_order(steps, FakeReader, jobs=jobs))
    assert [step for step, _ in found] == steps
    assert all(coded == (Coded(step) if isinstance(step, Document) else None) for step, coded in found)


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_nothing_comes_nothing_and_no_reader_is_loaded(jobs: int) -> None:
    assert list(in_order([], no_reader, jobs=jobs)) == []
    assert list(in_order(["a step"], no_reader, jobs=jobs)) == [("a step", None)]


def test_a_report_that_kills_its_reader_is_named_and_the_others_are_read() -> None:
    steps = documents(4 * PORTION, d3="kill", d17="kill", d18="kill")
    found = list(in_order(steps, FakeReader, jobs=2))
    assert [step.id for step, coded in found if coded == "crashed"] == ["d3", "d17", "d18"]
    assert [step for step, coded in found if coded != "crashed"] == [
        coded.document for _, coded in found if coded != "crashed"
    ]  # type: ignore[union-attr]
    assert len(found) == len(steps)


def test_a_reader_that_is_killed_in_the_middle_of_its_answer_is_told_from_a_fault() -> None:
    found = list(in_order(documents(2 * PORTION, d3="cut"), FakeReader, jobs=2))
    assert [step.id for step, coded in found if coded == "crashed"] == ["d3"]
    assert len(found) == 2 * PORTION


def test_a_report_that_keeps_its_reader_for_ever_is_named_and_the_others_are_read() -> None:
    steps = documents(4 * PORTION, d3="hang", d17="kill", d18="hang")
    found = list(in_order(steps, FakeReader, jobs=2, patience=1.5))
    named = {"d3": "too-slow", "d17": "crashed", "d18": "too-slow"}
    assert [(step.id, coded) for step, coded in found if isinstance(coded, str)] == list(named.items())
    assert [step for step, _ in found] == steps


class SaysItsProcess(FakeReader):
    """Codes nothing, and is slow enough for another process to take a turn."""

    def read(self, document: Document) -> Coded:
        time.sleep(0.1)
        return Coded(replace(document, source=f"{os.getpid()}"))


def test_few_reports_are_shared_by_all_processes() -> None:
    found = [coded.document.source for _, coded in in_order(documents(8), SaysItsProcess, jobs=2)]  # type: ignore[union-attr]
    assert len(set(found)) == 2


def slowly_loaded() -> FakeReader:
    time.sleep(2)
    return FakeReader()


def test_how_long_a_reader_takes_to_load_is_no_fault_of_a_report() -> None:
    found = list(in_order(documents(2), slowly_loaded, jobs=2, patience=1.5))
    assert [coded for _, coded in found] == [Coded(step) for step, _ in found]


def test_a_process_that_dies_idle_costs_nothing() -> None:
    first, second = documents(1), [replace(one, id=f"{one.id}-later") for one in documents(3)]

    def steps() -> Iterator[Document | str]:
        yield from first
        yield from ["step"] * (8 * PORTION)  # by the end of these the first is read
        for idle in multiprocessing.active_children():
            idle.kill()
            idle.join()
        yield from second

    found = [(step, coded) for step, coded in in_order(steps(), FakeReader, jobs=2) if isinstance(step, Document)]
    assert found == [(step, Coded(step)) for step in (*first, *second)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_is_raised_where_it_was_asked_for(jobs: int) -> None:
    with pytest.raises(ZeroDivisionError, match="d2"):
        list(in_order(documents(9, d2="fault"), FakeReader, jobs=jobs))
    with pytest.raises(LookupError):
        list(in_order(documents(1), no_reader, jobs=jobs))


def test_who_stops_half_way_leaves_no_process_behind() -> None:
    coming = in_order(documents(9 * PORTION), FakeReader, jobs=2)
    next(coming)
    coming.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_no_more_is_taken_than_will_soon_be_read() -> None:
    taken: list[str] = []

    def steps() -> Iterator[Document]:
        for document in documents(500):
            taken.append(document.id)
            yield document

    coming = in_order(steps(), FakeReader, jobs=2)
    next(coming)
    assert len(taken) <= 8 * PORTION + 1


def test_the_real_reader_reads_the_same_in_another_process() -> None:
    texts = {"d0": "Rebels seized the town of Idlib on Monday.", "d1": "The army shelled Aleppo; 12 died."}
    steps = documents(2, **texts)
    load = partial(Reader.load, theatre=None)
    assert list(in_order(steps, load, jobs=2)) == list(in_order(steps, load))


def test_what_takes_for_ever_or_kills_is_set_aside_and_the_rest_is_kept(tmp_path: Path) -> None:
    lines = [{"id": d.id, "text": d.text} for d in documents(3, d0="A kill was made.", d2="They hang on.")]
    (tmp_path / "news.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    with open_picture(str(tmp_path / "desk.db")) as picture:
        reader: Any = FakeReader()
        found = list(picture.ingest(tmp_path / "news.jsonl", reader=reader, jobs=2, patience=1.5))
    assert [(one.set_aside.reason, one.set_aside.message) for one in found if one.set_aside] == [
        ("crashed", "Reading it ends the program that reads it, by a crash or for want of memory."),
        ("too-slow", "Reading it took longer than 1.5 seconds, and was given up."),
    ]
    assert [one.added.document_id for one in found if one.added] == ["d1"]
