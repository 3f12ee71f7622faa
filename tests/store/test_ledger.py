"""The ledger shows what was changed, taken out, put in or moved since it was recorded."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_builders import a_coded, a_document, a_mention, at, made_older

from khabar.errors import BadInput
from khabar.records import Judgement, SetAside
from khabar.store import open_store
from khabar.store.copying import migrate
from khabar.store.verify import TOLD, Verified

CODER = "khabar 1, no theatre"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store in which every kind of record was taken in, and some closed."""
    made = tmp_path / "store.db"
    with open_store(made) as store:
        document = a_document()
        store.add(a_coded(document), recorded_at=at(9), coder=CODER)
        store.add(a_coded(a_document(id="d2", publisher="The Other")), recorded_at=at(10), coder=CODER)
        store.mark_copy("d2", original="d1", recorded_at=at(10), by=CODER)
        left = a_mention(document, "left", "territory.withdraw")
        store.add(a_coded(document, left), recorded_at=at(11), coder=CODER)
        store.set_aside(
            SetAside("x", "b.jsonl", "not-english", "In ru.", "Translate it."), recorded_at=at(12), by=CODER
        )
        said = Judgement("a", "b", "same", 1, ("one raid",), "Ana")
        store.add_judgements([said], recorded_at=at(13))
        store.add_judgements([dataclasses.replace(said, verdict="different", score=0)], recorded_at=at(14))
    return made


def tampered(path: Path, *statements: str) -> Verified:
    """What the ledger shows after somebody wrote to the file."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount, statement
        connection.commit()
    with open_store(path, create=False) as store:
        return store.verify()


def test_a_store_nobody_touched_is_as_it_was_recorded(path: Path) -> None:
    with open_store(path, read_only=True) as store:
        found = store.verify()
    assert found.sound
    assert (found.since, found.last) == (at(9), at(14))
    assert (found.chained_later, found.unsigned) == (0, 0)
    assert found.head.startswith(f"{found.entries}:")
    assert (found.sound_until, found.sound_again) == (found.entries, None)


def test_every_act_says_when_by_whom_and_on_what(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        told = set(connection.execute("SELECT act, kind, by FROM ledger WHERE at <> ''"))
    assert told == {
        *(("added", kind, CODER) for kind in ("documents", "codings", "claims", "copies", "set_aside")),
        ("closed", "claims", CODER),
        ("added", "judgements", "Ana"),
        ("closed", "judgements", "Ana"),
    }


CHANGES = {
    "a word of a report": (
        "UPDATE documents SET text = replace(text, 'took', 'lost') WHERE number = 1",
        "documents",
        1,
    ),
    "an outlet": ("UPDATE documents SET publisher = 'Nobody' WHERE number = 2", "documents", 2),
    "a day": ("UPDATE documents SET published = '2013-05-11' WHERE number = 1", "documents", 1),
    "who coded": ("UPDATE codings SET coder = 'khabar 2' WHERE number = 1", "codings", 1),
    "a claim's type": ("UPDATE claims SET type = 'violence.clash' WHERE number = 2", "claims", 2),
    "a mention no longer JSON": ("UPDATE claims SET mention = '{' WHERE number = 2", "claims", 2),
    "when it could be known": ("UPDATE claims SET known_at = recorded_at WHERE number = 2", "claims", 2),
    "when it was recorded": ("UPDATE claims SET recorded_at = known_at WHERE number = 2", "claims", 2),
    "an original": ("UPDATE copies SET original = 'd9' WHERE number = 1", "copies", 1),
    "a reason to set aside": ("UPDATE set_aside SET reason = 'empty' WHERE number = 1", "set_aside", 1),
    "a verdict": ("UPDATE judgements SET verdict = 'same' WHERE number = 2", "judgements", 2),
    "a judge": ("UPDATE judgements SET by = 'Ben' WHERE number = 1", "judgements", 1),
    "a claim opened again": ("UPDATE claims SET superseded_at = NULL WHERE number = 1", "claims", 1),
    "a claim closed": ("UPDATE claims SET superseded_at = recorded_at WHERE number = 2", "claims", 2),
}


@pytest.mark.parametrize(("statement", "kind", "row"), CHANGES.values(), ids=CHANGES)
def test_a_changed_row_is_named(path: Path, statement: str, kind: str, row: int) -> None:
    found = tampered(path, statement)
    assert {(f.code, f.kind, f.row) for f in found.faults} == {("changed", kind, row)}


def test_a_row_that_was_taken_out_is_named(path: Path) -> None:
    found = tampered(path, "DELETE FROM judgements WHERE number = 1")
    assert [(f.code, f.kind, f.row, f.at) for f in found.faults] == [("missing", "judgements", 1, at(13))]


def test_a_row_put_in_past_the_ledger_is_named(path: Path) -> None:
    copied = (
        "INSERT INTO judgements (one, other, verdict, score, reasons, recorded_at, by) "
        "SELECT one, other, verdict, score, reasons, recorded_at, 'Eve' FROM judgements WHERE number = 2"
    )
    (fault,) = tampered(path, copied).faults
    assert (fault.code, fault.kind, fault.row, fault.entry) == ("unlisted", "judgements", 3, None)


def test_two_rows_that_changed_places_are_both_named(path: Path) -> None:
    swapped = "UPDATE judgements SET number = 3 - number + 10", "UPDATE judgements SET number = number - 10"
    assert {f.row for f in tampered(path, *swapped).faults} == {1, 2}


def test_an_entry_that_was_changed_is_named_and_the_chain_holds_before_and_after(path: Path) -> None:
    found = tampered(path, "UPDATE ledger SET by = 'Eve' WHERE number = 4")
    assert [(f.code, f.entry) for f in found.faults] == [("entry-changed", 4)]
    assert (found.sound_until, found.sound_again) == (3, 5)


def test_an_entry_with_a_moment_that_is_none_is_named(path: Path) -> None:
    found = tampered(path, "UPDATE ledger SET at = 'noon' WHERE number = 4")
    assert ("entry-changed", 4) in {(f.code, f.entry) for f in found.faults}


def test_an_entry_that_is_gone_is_named_with_the_row_it_told_of(path: Path) -> None:
    found = tampered(path, "DELETE FROM ledger WHERE number = 3")
    assert [(f.code, f.entry) for f in found.faults] == [("entry-missing", 4), ("unlisted", None)]


def test_entries_that_changed_places_are_named(path: Path) -> None:
    swapped = (
        "UPDATE ledger SET number = 7 - number + 90 WHERE number IN (2, 5)",
        "UPDATE ledger SET number = number - 90 WHERE number > 90",
    )
    assert {2, 5} <= {f.entry for f in tampered(path, *swapped).faults}


def test_what_is_cut_off_with_its_entries_shows_against_a_head_noted_before(path: Path) -> None:
    with open_store(path) as store:
        head = store.verify().head
        assert store.verify(head=head).sound
        store.add(a_coded(a_document(id="d3", publisher="C")), recorded_at=at(15), coder=CODER)
        assert store.verify(head=head).sound  # what is added later leaves it where it was
        later = store.verify().head
    cut = (
        "DELETE FROM claim_places WHERE claim = 4",
        "DELETE FROM claims WHERE recorded_at >= '2013-05-20T15'",
        "DELETE FROM codings WHERE recorded_at >= '2013-05-20T15'",
        "DELETE FROM documents WHERE recorded_at >= '2013-05-20T15'",
        "DELETE FROM ledger WHERE at >= '2013-05-20T15'",
    )
    assert tampered(path, *cut).sound
    with open_store(path) as store:
        assert store.verify(head=head).sound
        assert [f.code for f in store.verify(head=later).faults] == ["head"]
        store.add(a_coded(a_document(id="d4", publisher="D")), recorded_at=at(15), coder=CODER)
        assert "head" in {f.code for f in store.verify(head=later).faults}


@pytest.mark.parametrize("head", ["7", "7:abc", "x:" + "0" * 64, "0:" + "0" * 64])
def test_a_head_that_is_none_is_refused(path: Path, head: str) -> None:
    with open_store(path) as store, pytest.raises(BadInput, match="no head"):
        store.verify(head=head)


def test_an_empty_store_is_sound_and_has_no_head(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        assert store.verify() == Verified(sound_until=0)


def test_many_faults_are_counted_and_the_first_told(path: Path) -> None:
    with open_store(path) as store:
        for number in range(TOLD + 10):
            aside = SetAside(str(number), "a", "empty", "It holds no text.")
            store.set_aside(aside, recorded_at=at(15), by=CODER)
    found = tampered(path, "UPDATE set_aside SET message = ''")
    assert (found.fault_count, len(found.faults)) == (TOLD + 11, TOLD)


def test_what_was_there_before_the_ledger_is_chained_and_said_to_be_so(path: Path) -> None:
    made_older(path)
    migrate(path)
    with open_store(path) as store:
        found = store.verify()
        assert found.sound
        assert found.since is None
        assert (found.chained_later, found.unsigned) == (11, 4)  # who closed, copied and set aside was not kept
        store.add(a_coded(a_document(id="d3", publisher="C")), recorded_at=at(20), coder=CODER)
        assert store.verify().sound
        assert store.verify().since == at(20)
    assert [f.row for f in tampered(path, "UPDATE judgements SET by = 'Ben' WHERE number = 1").faults] == [1]


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("ab"), WORDS, st.sampled_from(["took", "left"])), max_size=5))
def test_whatever_is_recorded_is_found_as_it_was_recorded(steps: list[tuple[str, str, str]]) -> None:
    with open_store(":memory:") as store:
        for hour, (id, title, word) in enumerate(steps):
            document = a_document(id=id, title=title, publisher=id)
            store.add(a_coded(document, a_mention(document, word)), recorded_at=at(hour), coder=title or CODER)
            said = Judgement("a", title or "b", "same", hour / 7, (title,), id)
            store.add_judgements([said], recorded_at=at(hour))
        assert store.verify().faults == ()
