"""How an act lies to a place, read from small hand-built trees."""

from __future__ import annotations

import pytest

from khabar.places.relation import Offset, displaced, offset_of, relation_of
from khabar.records import Place, Sentence, Token


def _sentence(*rows: tuple[str, str, int, str]) -> Sentence:
    """A sentence from (word, part of speech, head, relation)."""
    tokens, start = [], 0
    for i, (word, pos, head, dep) in enumerate(rows):
        tokens.append(Token(i, start, start + len(word), word, word.lower(), pos, "", "", head, dep))
        start += len(word) + 1
    text = " ".join(word for word, *_ in rows)
    return Sentence(0, len(text), text, "paragraph", tuple(tokens))


def _after(preposition: str) -> Sentence:
    """Shells fell PREPOSITION Homs."""
    return _sentence(
        ("Shells", "NOUN", 1, "nsubj"), ("fell", "VERB", 1, "root"), (preposition, "ADP", 3, "case"),
        ("Homs", "PROPN", 1, "obl"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("preposition", "relation"),
    [
        ("in", "in"),
        ("near", "near"),
        ("outside", "near"),
        ("toward", "toward"),
        ("from", "from"),
        ("between", "between"),
        ("on", "in"),
    ],
)
def test_a_preposition_gives_the_relation(preposition: str, relation: str) -> None:
    sentence = _after(preposition)
    assert relation_of(sentence, sentence.tokens[3]) == relation


def test_the_outskirts_of_a_town_are_not_the_town() -> None:
    sentence = _sentence(
        ("Shells", "NOUN", 1, "nsubj"), ("hit", "VERB", 1, "root"), ("the", "DET", 3, "det"),
        ("outskirts", "NOUN", 1, "obj"), ("of", "ADP", 5, "case"), ("Homs", "PROPN", 3, "nmod"),
    )  # fmt: skip
    assert relation_of(sentence, sentence.tokens[5]) == "outskirts"


def test_a_place_in_a_list_shares_the_preposition() -> None:
    sentence = _sentence(
        ("Shells", "NOUN", 1, "nsubj"), ("fell", "VERB", 1, "root"), ("near", "ADP", 3, "case"),
        ("Homs", "PROPN", 1, "obl"), ("and", "CCONJ", 5, "cc"), ("Hama", "PROPN", 3, "conj"),
    )  # fmt: skip
    assert relation_of(sentence, sentence.tokens[5]) == "near"


@pytest.mark.parametrize(
    ("words", "offset"),
    [
        ("20 km south of", Offset(20, 180)),
        ("12 miles northeast of", Offset(19.3, 45)),
        ("20km outside", Offset(20, None)),
        ("a few miles from", Offset(4.8, None)),
        ("20 people south of", None),
        ("in", None),
    ],
)
def test_a_distance_and_direction_are_read(words: str, offset: Offset | None) -> None:
    rows = [("Shells", "NOUN", 1, "nsubj"), ("fell", "VERB", 1, "root")]
    rows += [(word, "ADP", 1, "dep") for word in words.split()]
    sentence = _sentence(*rows, ("Homs", "PROPN", 1, "obl"))
    assert offset_of(sentence, sentence.tokens[-1]) == offset
    assert (relation_of(sentence, sentence.tokens[-1]) == "near") == (offset is not None or words.endswith("south of"))


def test_a_place_so_far_north_lies_so_far_north() -> None:
    homs = Place("t:homs", "Homs", "settlement", lat=34.0, lon=36.0)
    moved = displaced(homs, Offset(111.195, 0.0))
    assert moved.lat == pytest.approx(35.0)
    assert moved.lon == pytest.approx(36.0)
    assert moved.uncertainty_km == pytest.approx(44.5, abs=0.1)


def test_without_a_direction_only_the_doubt_grows() -> None:
    homs = Place("t:homs", "Homs", "settlement", lat=34.0, lon=36.0)
    moved = displaced(homs, Offset(20, None))
    assert (moved.lat, moved.lon, moved.uncertainty_km) == (34.0, 36.0, 20)
