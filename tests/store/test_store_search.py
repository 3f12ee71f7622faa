"""Reports are found by their words and by where their acts lie, the same in every database."""

from __future__ import annotations

from datetime import date

import pytest
from store_builders import TEXT, a_document, a_mention, at

from khabar.errors import BadInput
from khabar.records import Coded
from khabar.store import Box, Store

TOLD = {
    "d1": (TEXT, date(2013, 5, 12)),
    "d2": ("Fighting near Mazār-e Sharīf; nothing of Exampleville here.", date(2013, 5, 13)),
    "d3": ("مقاتلون دخلوا المدينة", None),
}


@pytest.fixture
def told(store: Store) -> Store:
    for id, (text, day) in TOLD.items():
        document = a_document(id=id, text=text, published=day, title=f"Title of {id}")
        mentions = (a_mention(document),) if id == "d1" else ()
        store.add(Coded(document, mentions), recorded_at=at(9))
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("exampleville", ["d2", "d1"]),
        ("EXAMPLEVILLE rebels", ["d1"]),
        ("mazar", ["d2"]),
        ('"Mazar e Sharif"', ["d2"]),
        ('"Sharif Mazar"', []),
        ("Mazar-e", ["d2"]),
        ("مقاتلون", ["d3"]),
        ("title", ["d2", "d1", "d3"]),
        ("exampl", []),  # whole words only
        ("wit'ness", []),
        ('rebels "', ["d1"]),
        ("rebels OR fighting", []),  # no word is an operator
        ("rebels* - !", ["d1"]),
        ("", ["d2", "d1", "d3"]),
    ],
)
def test_reports_are_found_by_their_words(told: Store, words: str, found: list[str]) -> None:
    assert list(told.search(words)) == found


def test_words_without_a_letter_find_nothing_and_say_so(told: Store) -> None:
    with pytest.raises(BadInput, match="no word"):
        told.search("- !")


@pytest.mark.parametrize(
    ("box", "found"),
    [
        (Box(1, 2, 2, 3), ["d1"]),
        (Box(1.5, 2.5, 1.5, 2.5), ["d1"]),
        (Box(1.5000001, 2, 2, 3), []),
        (Box(1, 2.6, 2, 2.4), []),  # all around the world but there
        (Box(1, 170, 2, 3), ["d1"]),
        (Box(-90, -180, 90, 180), ["d1"]),
    ],
)
def test_reports_are_found_by_where_their_acts_lie(told: Store, box: Box, found: list[str]) -> None:
    assert list(told.search(within=box)) == found
    assert list(told.search("rebels", within=box)) == found
    assert told.search("fighting", within=box) == ()


def test_what_no_longer_holds_is_not_found(told: Store) -> None:
    text, day = TOLD["d1"]
    told.add(Coded(a_document(id="d1", text=text, published=day, title="Title of d1")), recorded_at=at(10))
    assert told.search(within=Box(1, 2, 2, 3)) == ()
    revised = a_document(id="d1", text=text.replace("Rebels", "Others"), published=day, title="Title of d1")
    told.add(Coded(revised), recorded_at=at(11))
    assert told.search("rebels") == ()
    assert told.search("others") == ("d1",)


@pytest.mark.parametrize(
    "degrees", [(2, 0, 1, 0), (-91, 0, 0, 0), (0, -181, 0, 0), (0, 0, 0, 181), (float("nan"), 0, 0, 0)]
)
def test_a_box_off_the_map_is_none(degrees: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="degrees"):
        Box(*degrees)


def test_a_very_long_report_is_kept_whole_and_found_by_its_beginning(store: Store) -> None:
    words = " ".join(f"wörd{number:x}" for number in range(200_000))
    text = f"Rebels took Exampleville. {words}"
    store.add(Coded(a_document(text=text)), recorded_at=at(9))
    found = store.document("d1")
    assert found is not None
    assert found.text == text
    assert store.search("exampleville word1ff") == ("d1",)
