"""Markdown without its marks."""

from __future__ import annotations

import time

import pytest

from khabar.documents.markdown import markdown_edits, markdown_title
from khabar.documents.offsets import edited


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Town falls\n\nThe *rebels* took **the town**.", "Town falls\n\nThe rebels took the town."),
        ("The [army](https://example.org/a \"x\") left.", "The army left."),
        ("The [army][1] left.\n\n[1]: https://example.org", "The army left.\n\n"),
        ("![Smoke over the port](a.png)\nShells fell.", "\nShells fell."),
        ("> The army left, he said.", "The army left, he said."),
        ("Qala\\-e &amp; Dara fell.", "Qala-e & Dara fell."),
        ("Town falls\n==========\nThe army left.\n\n---\n", "Town falls\n\nThe army left.\n\n\n"),
        ("Shells fell.<!-- check\nthis --> Two died.<br>", "Shells fell. Two died."),
        ("```\nThe army left.\n```", "\nThe army left.\n"),
        ("- first\n- second\n1. third", "- first\n- second\n1. third"),
    ],
    ids=["emphasis", "link", "reference", "picture", "quote", "escape", "rules", "html", "fence", "lists stay"],
)  # fmt: skip
def test_marks_go_and_words_stay(source: str, text: str) -> None:
    assert edited(source, markdown_edits(source))[0] == text


@pytest.mark.parametrize(
    "source",
    [
        "The file a_b_c and 2 * 3 * 4 stay.",
        "[Kabul]: The army said it had left.",
        "He said [sic] that 5 < 6.",
        "Unit #5 fired; it was C# code.",
        "An open *mark and an open **other.",
        "<!-- never closed",
    ],
)
def test_what_only_looks_like_a_mark_stays(source: str) -> None:
    assert edited(source, markdown_edits(source))[0] == source


def test_the_first_heading_is_the_title() -> None:
    assert markdown_title("Text\n# Town falls #\n## Later") == "Town falls"
    assert markdown_title("No heading") == ""


@pytest.mark.parametrize("piece", ["*a ", "[a", "<!--", "`", "* ", "![](", "<a "])
def test_hostile_marks_take_no_time(piece: str) -> None:
    source = piece * 20_000
    started = time.perf_counter()
    edited(source, markdown_edits(source))
    assert time.perf_counter() - started < 5
