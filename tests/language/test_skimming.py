"""Skimming leaves out sentences whose words tell of no act, and only those."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.coding.lexicon.frames import NO_ACT, load_lexicon
from khabar.documents import from_text
from khabar.errors import BadPack
from khabar.language.blocks import blocks_of
from khabar.language.skimming import ActWord, Skim, sentences_in, words_of
from khabar.reader import Reader
from khabar.records.parse import Block

ALONE = (frozenset[str](),)
SKIM = Skim(
    {"shelled": ActWord(900, ALONE), "took": ActWord(120, (frozenset({"over"}),)), "fire": ActWord(99, ALONE)}, 100
)
ACT, NONE = "The army shelled the hills.", "Prices in the market rose."


def parts(text: str, kind: str = "paragraph") -> list[str]:
    """What is read of a block of that kind behind a first paragraph that tells of an act."""
    whole = f"{ACT}\n{text}"
    first = Block("paragraph", 0, len(ACT))
    one, *found = SKIM.parts(whole, (first, Block(kind, len(ACT) + 1, len(whole))))  # type: ignore[arg-type]
    assert one == first
    assert all(part.kind == kind for part in found)
    return [whole[part.start : part.end] for part in found]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Rain fell. Rivers rose.", ["Rain fell. ", "Rivers rose."]),
        ("Gen. Adil Noor spoke. He left.", ["Gen. Adil Noor spoke. ", "He left."]),
        ("It lies in the U.S. South. Few know.", ["It lies in the U.S. South. ", "Few know."]),
        ("J. Karam came. “We stay,” he said.", ["J. Karam came. ", "“We stay,” he said."]),
        ("It cost 3.5 million. Nobody paid.", ["It cost 3.5 million. ", "Nobody paid."]),
        ("“Go away!” She went.", ["“Go away!” ", "She went."]),
        ("Will it hold? Nobody knows", ["Will it hold? ", "Nobody knows"]),
        ("no end", ["no end"]),
        ("", []),
    ],
)
def test_sentences_end_at_full_stops_that_end_one(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in sentences_in(text, 0, len(text))] == sentences


@given(st.text(alphabet='Ab.?! \n"5', max_size=80))
def test_the_sentences_of_a_text_are_the_whole_text(text: str) -> None:
    assert "".join(text[a:b] for a, b in sentences_in(text, 0, len(text))) == text


def test_names_are_no_words_to_go_by_so_that_nothing_hangs_on_who_acts() -> None:
    one, other = "The rebels of Karsin shelled Tolm.", "The rebels of Abruq shelled Nemeh."
    assert words_of(one) == words_of(other) == {"the", "rebels", "of", "shelled"}


def test_of_a_paragraph_is_read_what_speaks_for_an_act() -> None:
    assert parts(f"{NONE} {NONE} {ACT}") == [ACT]
    assert parts(f"{NONE} {NONE}") == []
    assert parts(f"{ACT} {ACT} {NONE} {ACT}") == [f"{ACT} {ACT}", ACT]


@pytest.mark.parametrize(("second", "read"), [(ACT, [NONE, ACT]), (NONE, [])])
def test_the_first_paragraph_is_read_whatever_it_says_where_any_sentence_is(second: str, read: list[str]) -> None:
    text = f"{NONE} {second}"
    blocks = Block("paragraph", 0, len(NONE)), Block("paragraph", len(NONE) + 1, len(text))
    assert [text[part.start : part.end] for part in SKIM.parts(text, blocks)] == read


def test_a_report_that_is_not_worth_reading_has_no_mentions_and_names_no_places() -> None:
    document = from_text("Potatoes in Kabul\n\nPrices in the markets of Kabul rose for a week.", id="a")
    coded = Reader.load(haste=1).read(document)
    assert coded.mentions == coded.places == coded.names == ()


@pytest.mark.parametrize(
    ("sentence", "worth"),
    [
        ("Rebels took over the mill.", True),
        ("Rebels took the mill.", False),  # "took" tells of an act with "over" alone
        ("They lit a fire.", False),  # which seldom tells of an act
        ("They lit a fire in the shelled mill.", True),
        ("It is a much-shelled town.", True),
        ("All was fine.", False),
    ],
)
def test_a_sentence_is_read_where_a_word_tells_of_an_act_often_enough(sentence: str, worth: bool) -> None:
    assert SKIM.is_worth_reading(sentence) is worth


@pytest.mark.parametrize("kind", ["headline", "heading", "dateline"])
def test_a_headline_is_read_whatever_it_says(kind: str) -> None:
    assert parts(f"{NONE} {NONE}", kind) == [f"{NONE} {NONE}"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a\t1\n", "what a sentence needs"),
        ("*\t1\nb 2\n", "line 2"),
        ("*\t1\nb\tx\n", "line 2"),
        ("*\t1\nb\t-1\n", "line 2"),
        ("*\t1\nb\t1001\n", "line 2"),
        ("*\t1\nb\t1\tx\ty\n", "line 2"),
    ],
)
def test_shares_that_break_their_form_are_refused_with_the_line(text: str, fault: str) -> None:
    with pytest.raises(BadPack, match=fault):
        Skim.read(text, file="skim.tsv")


def test_shares_are_read_with_what_the_words_and_a_sentence_need() -> None:
    text = "# why\n*\t5\nshelled\t400\ntook\t7\tover/back in\n"
    needs = (frozenset({"over"}), frozenset({"back", "in"}))
    assert Skim.read(text, file="skim.tsv") == Skim({"shelled": ActWord(400, ALONE), "took": ActWord(7, needs)}, 5)


def test_a_skimmed_report_has_the_acts_and_not_the_sentences_that_tell_of_none() -> None:
    text = "Rebels seized the town of Idlib on Monday.\n\nIt has a museum. It has a garden. Troops shelled a bridge."
    document = from_text(text)
    whole, skimmed = Reader.load(), Reader.load(haste=1)
    assert len(skimmed.parser.parse(document).sentences) < len(whole.parser.parse(document).sentences)
    assert skimmed.parser.parse(document).blocks == blocks_of(document)
    assert [(m.type, m.trigger) for m in skimmed.read(document).mentions] == [
        (m.type, m.trigger) for m in whole.read(document).mentions
    ]


def test_a_parse_says_with_how_much_haste_it_was_read() -> None:
    document = from_text("Rebels seized the town of Idlib on Monday.")
    whole, *hasty = (Reader.load(haste=haste).parser.parse(document).pipeline for haste in (0, 1, 2))
    assert hasty == [f"{whole}, haste 1", f"{whole}, haste 2"]


def test_every_word_that_can_tell_of_an_act_has_its_share() -> None:
    lexicon = load_lexicon()
    tables = (lexicon.verbs, lexicon.nouns, lexicon.adjectives)
    words = {word.lower() for table in tables for word, rows in table.items() if any(f.type != NO_ACT for _, f in rows)}
    assert words <= Skim.load().words.keys(), "training/skim.py is to be run after any change of the frames"
