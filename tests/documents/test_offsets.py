"""The way back from the words to where they stood."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khabar.documents.markdown import markdown_edits
from khabar.documents.offsets import Edit, edited, source_offset
from khabar.records import Document

marks = st.sampled_from([*"ab*_#[]()!<>`\\&;-=~: \n", "**", "](http://x)", "&amp;", "# ", "<!--", "-->", "> "])
sources = st.lists(marks, max_size=60).map("".join)


def a_document(text: str, offsets: tuple[tuple[int, int], ...]) -> Document:
    return Document("d", text, "", original_offsets=offsets)


@given(sources)
def test_every_character_that_stays_is_found_where_it_stood(source: str) -> None:
    text, offsets = edited(source, [e for e in markdown_edits(source) if not e.text])
    document = a_document(text, offsets)
    assert all(source[source_offset(document, i)] == text[i] for i in range(len(text)))


@given(sources, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["", "x", "yz"]))))
def test_the_map_never_runs_backwards(source: str, cuts: list[tuple[int, int, str]]) -> None:
    bounds = [(min(a, b, len(source)), min(max(a, b), len(source)), t) for a, b, t in cuts]
    text, offsets = edited(source, [Edit(*bound) for bound in bounds if bound[0] < bound[1]])
    found = [source_offset(a_document(text, offsets), i) for i in range(len(text) + 1)]
    assert found == sorted(found)


def test_nothing_taken_out_needs_no_map() -> None:
    assert edited("The town fell.", []) == ("The town fell.", ())


def test_a_text_that_begins_later_is_shifted() -> None:
    text, offsets = edited("---\n\nThe town fell.", [], start=5)
    assert text == "The town fell."
    assert offsets == ((0, 5),)
