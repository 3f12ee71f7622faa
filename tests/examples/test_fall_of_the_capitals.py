"""The example folder is what its README says it is."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from khabar.documents import copies_among, read
from khabar.packs import load_theatre
from khabar.records import Document, SetAside

FOLDER = Path(__file__).parents[2] / "examples" / "fall-of-the-capitals"


@cache
def contents() -> tuple[tuple[Document, ...], tuple[SetAside, ...]]:
    """The dispatches, and what is set aside."""
    found = list(read(FOLDER))
    return tuple(d for d in found if isinstance(d, Document)), tuple(a for a in found if isinstance(a, SetAside))


def test_there_are_at_least_forty_short_dispatches_with_outlet_and_date() -> None:
    dispatches, _ = contents()
    assert len(dispatches) >= 44
    for dispatch in dispatches:
        assert dispatch.publisher
        assert dispatch.title
        assert dispatch.published is not None
        assert date(2021, 7, 1) <= dispatch.published <= date(2021, 8, 20)
        assert 60 <= len(dispatch.text.split()) <= 220, dispatch.title


def test_one_report_is_in_another_language_and_is_set_aside_for_that() -> None:
    _, aside = contents()
    assert [(Path(a.source).name, a.reason) for a in aside] == [("2021-08-08-amu-vestnik-kunduz.txt", "not-english")]


def test_one_report_is_printed_twice_and_the_reprint_is_the_copy() -> None:
    dispatches, _ = contents()
    by_id = {d.id: d for d in dispatches}
    pairs = [(by_id[c.document].publisher, by_id[c.original].publisher) for c in copies_among(dispatches).values()]
    assert pairs == [("Atlantic Standard", "Northern Wire")]


def test_every_provincial_capital_is_named() -> None:
    dispatches, _ = contents()
    text = "\n".join(d.text for d in dispatches)
    capitals = load_theatre("afghanistan-2021").members("provincial capitals")
    assert len(capitals) == 34
    assert [c.key for c in capitals if not any(name in text for name in c.names)] == []


def test_the_readme_says_that_the_prose_is_invented_and_names_the_outlets_and_the_licence() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "written for Khabar, not journalism" in readme
    assert "CC BY 4.0" in readme
    assert [p for p in {d.publisher for d in contents()[0]} if p not in readme] == []
