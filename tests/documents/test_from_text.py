"""A report from its text: taken as it is, or refused with a reason."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.documents import MAX_CHARACTERS, from_text
from khabar.errors import BadDate, UnreadableDocument

TEXT = "The rebels took the town on Monday, officials said.\r\n\tImage: Example\r\n"


def test_text_is_taken_exactly_as_it_is() -> None:
    document = from_text(TEXT)
    assert document.text == TEXT
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert [span.text for span in document.boilerplate] == ["Image: Example"]
    assert document.original_offsets == ()


def test_a_date_is_never_borrowed_from_today() -> None:
    document = from_text(TEXT)
    assert document.published is None
    assert document.published_at is None


def test_a_day_is_no_instant() -> None:
    assert from_text(TEXT, published=date(2013, 5, 12)).published_at is None
    assert from_text(TEXT, published="2013-05-12T23:30:00+04:30").published == date(2013, 5, 12)
    moment = datetime(2013, 5, 12, 19, tzinfo=UTC)
    assert from_text(TEXT, published=moment).published_at == moment


def test_a_time_without_a_zone_is_only_a_day() -> None:
    assert from_text(TEXT, published="2013-05-12 23:30:00").published_at is None


def test_the_same_report_has_the_same_id_anywhere() -> None:
    one = from_text(TEXT, published=date(2013, 5, 12), publisher="The Example")
    again = from_text(TEXT, published="2013-05-12", publisher="The Example", source="elsewhere.txt", title="Other")
    assert one.id == again.id
    assert from_text(TEXT).id != one.id


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("1 2 3 --- !", "no-text"),
        ("a" * (MAX_CHARACTERS + 1), "too-large"),
        ("Правительственные войска отбили город в понедельник, сообщил губернатор.", "not-english"),
    ],
)
def test_what_is_no_report_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        from_text(text)
    assert caught.value.reason == reason
    assert caught.value.next_step


def test_a_date_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(BadDate):
        from_text(TEXT, published="05/03/2019")


def test_control_characters_stay_and_are_noted() -> None:
    document = from_text("The rebels\x00 took \x1b[31mthe town.")
    assert document.text == "The rebels\x00 took \x1b[31mthe town."
    assert [(i.code, i.start, i.end) for i in document.issues] == [("control-characters", 10, 11)]


def test_half_a_surrogate_pair_becomes_one_replacement() -> None:
    document = from_text("The rebels \ud800took the town.")
    assert document.text == "The rebels \ufffdtook the town."
    assert document.issues[0].code == "unreadable-characters"


@settings(deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_any_string_is_a_document_or_has_a_reason(text: str) -> None:
    try:
        document = from_text(text)
    except UnreadableDocument as error:
        reason = error.reason
    else:
        reason = ""
    assert reason in {"", "empty", "no-text", "not-english"}
    if reason:
        return
    assert len(document.text) == len(text)
    assert all(document.text[s.start : s.end] == s.text for s in document.boilerplate)


def test_importing_the_room_loads_nothing_heavy() -> None:
    heavy = "trafilatura", "py3langid", "rensa", "sqlalchemy", "numpy", "lxml", "pydantic", "yaml"
    program = f"import sys, khabar.documents; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_plainly_english_text_needs_no_language_identifier() -> None:
    program = (
        "import sys; from khabar.documents import from_text;"
        "from_text('The army said that the rebels had left the town.'); print('py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
