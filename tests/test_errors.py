"""Failures cross process borders whole, and have one shape in JSON."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

import pytest

from khabar import errors
from khabar.errors import (
    AmbiguousId,
    BadDate,
    BadPack,
    KhabarError,
    MissingPart,
    NothingToRead,
    NotUnderstood,
    StoreLocked,
    UnknownGazetteer,
    UnknownId,
    UnknownPlace,
    UnknownSide,
    UnknownTheatre,
    Unreachable,
    UnreadableGazetteer,
)
from khabar.errors import UnreadableDocument as Unreadable

EXAMPLES = (
    AmbiguousId("event", "3f", ("3f01", "3f02")),
    BadDate("next week"),
    BadPack("roads.csv", "has no end", line=3, field="to", next_step="Add one."),
    MissingPart("The gazetteer is not in the package.", next_step="Install Khabar again."),
    NothingToRead(("reports",), (".txt", ".html")),
    NotUnderstood("The harvest was good"),
    StoreLocked("Another program holds it.", next_step="Wait."),
    UnknownGazetteer("mars", ("AF",)),
    UnknownId("event", "3f", next_step="`khabar events` lists them."),
    UnknownPlace("Heart", ("Herat",)),
    UnknownSide("martians", ("government", "rebels")),
    UnknownTheatre("mars", ("afghanistan-2021",)),
    Unreachable("It answered 503.", status=503, retry_at=datetime(2026, 3, 2, tzinfo=UTC)),
    UnreadableGazetteer("AF.txt", "it is empty"),
    Unreadable("It holds no text.", reason="empty", source="a.txt"),
)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda e: type(e).__name__)
def test_an_error_survives_pickling_with_all_it_carries(error: KhabarError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda e: type(e).__name__)
def test_an_error_in_json_is_code_message_and_next_step(error: KhabarError) -> None:
    assert set(error.as_json()) == {"code", "message", "next_step"}
    assert error.as_json()["code"] == error.code != "error"


def test_every_error_has_a_code_of_its_own() -> None:
    kinds = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, KhabarError)]
    assert len({kind.code for kind in kinds}) == len(kinds) == 27


def test_the_tree_in_the_docstring_names_every_error() -> None:
    kinds = [n for n, k in vars(errors).items() if isinstance(k, type) and issubclass(k, Exception)]
    assert [name for name in kinds if name not in (errors.__doc__ or "")] == []
