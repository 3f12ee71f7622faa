"""Coded mentions in words: whatever the coder gives, a person can read it."""

from __future__ import annotations

import io
from datetime import date

import pytest
from cli_runs import ROOT
from rich.console import Console

from khabar.cli.mentions import opening, print_coded, range_of
from khabar.documents import from_text, read
from khabar.reader import Reader
from khabar.records import Coded, Count, Document

EXAMPLE = ROOT / "examples" / "fall-of-the-capitals"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(theatre="afghanistan-2021")


def shown(coded: Coded) -> str:
    """What a person would see."""
    out = io.StringIO()
    print_coded(coded, reasons=True, console=Console(file=out, highlight=False, soft_wrap=True))
    return out.getvalue()


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count("killed", "12", 12, 12, 12), "12"),
        (Count("killed", "some 20", 15, 20, 25), "around 20"),
        (Count("killed", "at least 12", low=12), "at least 12"),
        (Count("killed", "up to 30", high=30), "up to 30"),
        (Count("killed", "10 to 15", 10, None, 15), "10 to 15"),
        (Count("other", "11 of 34", 11, 11, 11, of=34), "11 of 34"),
        (Count("other", "several"), "several"),
    ],
)
def test_a_count_is_told_no_more_exactly_than_it_is_known(count: Count, words: str) -> None:
    assert range_of(count) == words


def test_an_act_with_a_count_of_no_known_bound_is_shown(reader: Reader) -> None:
    report = "The army carried out several air strikes in Idlib on Monday."
    coded = reader.read(from_text(report, published=date(2021, 8, 12)))
    assert "air strikes several" in shown(coded)


def test_every_example_dispatch_can_be_shown(reader: Reader) -> None:
    documents = [d for d in read(EXAMPLE) if isinstance(d, Document)]
    assert len(documents) > 50
    for coded in reader.read_all(documents):
        assert f"id {coded.document.id[:12]}" in shown(coded)


def test_a_long_first_line_is_cut_after_a_word() -> None:
    assert opening("Rebels seized Idlib.\nMore.") == "Rebels seized Idlib."
    assert opening("reported, " * 20) == "reported, " * 8 + "reported…"
    assert opening("x" * 200) == "x" * 99 + "…"
