"""Texts rewritten with other names and other words, and codings compared up to that."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.swap.__main__ import read_all, rewritten
from benchmarks.swap.compare import Comparison, Read, compared
from benchmarks.swap.edits import Edit, Rewriting, cased_like
from benchmarks.swap.sides import exchanged, renamed, sides_of
from benchmarks.swap.wording import loaded, neutral
from khabar.documents import from_text
from khabar.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def read(reader: Reader, text: str) -> Read:
    (found,) = read_all(reader, [from_text(text, published=date(2021, 8, 12))])
    return found


@given(
    st.text(min_size=1, max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5), st.text(max_size=6)))
)
def test_a_character_that_stays_has_one_point_in_both_texts(text: str, drawn: list[tuple[int, int, str]]) -> None:
    edits = [Edit(at, min(at + length, len(text)), new) for at, length, new in drawn if at < len(text)]
    made = Rewriting.of(text, edits)
    for offset in range(len(text)):
        kind, at = made.old_point(offset)
        if kind == "at":
            assert made.new[at] == text[offset]
            assert made.new_point(at) == ("at", at)
        else:
            assert made.edits[at].start <= offset < made.edits[at].end


def test_of_two_edits_that_overlap_the_longer_counts() -> None:
    made = Rewriting.of("the Syrian army left", [Edit(11, 15, "navy"), Edit(4, 15, "Taliban")])
    assert made.new == "the Taliban left"


@pytest.mark.parametrize(
    ("model", "words", "shown"),
    [("Regime", "government", "Government"), ("regime", "government", "government"), ("ISIS", "army", "Army")],
)
def test_what_replaces_a_word_begins_as_it_did(model: str, words: str, shown: str) -> None:
    assert cased_like(model, words) == shown


def test_the_two_sides_change_names_throughout(reader: Reader) -> None:
    found = read(
        reader, "Taliban fighters attacked the Afghan army near Herat. The Taliban killed four Afghan soldiers."
    )
    made = exchanged(found)
    assert made is not None
    rewriting, stands_for = made
    assert "attacked the Taliban" in rewriting.new
    assert "Taliban fighters attacked" not in rewriting.new
    assert stands_for["group:taliban"] == "force:AF:army"
    assert stands_for["force:AF:army"] == "group:taliban"


LIKE = [
    ("Hundreds of Taliban died, the Afghan army said.", "Hundreds of Afghan army soldiers died"),
    ("A Taliban ambush hit Iranian forces. Taliban fired.", "An Iranian ambush hit Taliban"),
    ("The Afghan army met ISIS in Herat.", "ISIS met the Afghan army in Herat."),
]


@pytest.mark.parametrize(("text", "shown"), LIKE, ids=["people", "before a noun", "articles"])
def test_a_name_takes_the_shape_of_the_one_it_replaces(reader: Reader, text: str, shown: str) -> None:
    made = exchanged(read(reader, text))
    assert made is not None
    assert shown in made[0].new


def test_a_report_that_names_one_side_cannot_be_exchanged(reader: Reader) -> None:
    found = read(reader, "The Taliban seized the town of Herat on Monday.")
    assert sides_of(found)[1] is None
    assert exchanged(found) is None


def test_people_behind_an_unknown_name_stay(reader: Reader) -> None:
    made = renamed(read(reader, "A Taliban ambush killed two. Taliban fighters fled."), "Ansar al-Wadi")
    assert made is not None
    assert made[0].new == "An Ansar al-Wadi ambush killed two. Ansar al-Wadi fighters fled."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The terrorists left the town of Herat.", "The fighters left the town of Herat."),
        ("The so-called commander of the regime spoke in Herat.", "The commander of the government spoke in Herat."),
        ("Regime troops entered Herat.", "Government troops entered Herat."),
    ],
)
def test_loaded_words_become_neutral(reader: Reader, text: str, shown: str) -> None:
    assert neutral(read(reader, text).coded).new == shown


def test_a_place_is_called_liberated_but_a_prisoner_is_not(reader: Reader) -> None:
    text = "Rebels captured the town of Sirte on Monday. Rebels captured five soldiers."
    made = loaded(read(reader, text).coded).new
    assert "liberated the town" in made
    assert "captured five soldiers" in made


def after(reader: Reader, before: str, name: str) -> Comparison:
    old = read(reader, before)
    made = renamed(old, name)
    assert made is not None
    (new,) = read_all(reader, [rewritten(old.coded.document, made[0])])
    return compared(old, new, *made)


def test_the_same_act_of_another_group_is_coded_the_same(reader: Reader) -> None:
    found = after(reader, "Taliban fighters seized the city of Herat on Thursday.", "Hezbollah")
    assert found.mentions > 0
    assert found.differences == ()
    assert found.who == found.mentions


def test_another_coding_of_the_same_text_is_told_by_what_differs(reader: Reader) -> None:
    old = read(reader, "Taliban fighters seized the city of Herat on Thursday.")
    new = read(reader, "Taliban fighters left the city of Herat on Thursday.")
    found = compared(old, new, Rewriting.of(old.coded.document.text, []), {})
    assert found.differences
    assert {field for d in found.differences for field in d.fields} & {"type", "lost", "new"}
