"""Which of many names stand in a text, as whole words and in their own spelling."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from khabar import packs
from khabar.places.name_search import NameSearch


def test_the_longest_name_at_each_spot_is_found_as_a_whole_word() -> None:
    search = NameSearch(["Homs", "Deir", "Deir al-Zor", "Ham"])
    text = "Homsi fighters left Deir al-Zor for Homs, not Hama."
    assert [span.text for span in search.spans(text)] == ["Deir al-Zor", "Homs"]
    assert all(text[s.start : s.end] == s.text for s in search.spans(text))


def test_offsets_count_characters_in_any_script() -> None:
    text = "«Харків» – Kharkiv"
    (span,) = NameSearch(["Kharkiv"]).spans(text)
    assert text[span.start : span.end] == "Kharkiv"


def test_a_theatre_is_named_by_its_places_its_actors_and_its_countries() -> None:
    search = NameSearch.of_theatre(packs.load_theatre("afghanistan-2021"))
    assert search.any_in("Rockets fell on Pul-e-Khumri.")
    assert search.any_in("The Taliban denied it.")
    assert search.any_in("Afghan officials met in Doha.")
    assert not search.any_in("Rockets fell on Tripoli; Libyan officials denied it.")


@given(st.lists(st.text(alphabet="ab ", min_size=3, max_size=5), max_size=8), st.text(alphabet="ab .", max_size=40))
def test_what_is_found_is_one_of_the_names(names: list[str], text: str) -> None:
    found = list(NameSearch(names).spans(text))
    assert all(span.text in names for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
