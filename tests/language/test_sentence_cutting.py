"""Quotes, ranks and abbreviations do not cut a sentence."""

from __future__ import annotations

import pytest
import spacy
from language_builders import a_document

from khabar.language import Parser
from khabar.language.sentence_ends import abbreviations, mark_sentence_ends


def sentences(parser: Parser, text: str) -> list[str]:
    return [s.text for s in parser.parse(a_document(text)).sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Lt. Gen. Abdul Karim told Maj. Omar Said to leave the base.",
        "The U.S. military said it had struck the convoy.",
        "Forces of Gen. Khalifa Haftar took the port on Sept. 12 from the militia.",
        "He told the U.N. Security Council that the truce had failed.",
        '"Will they leave?" he asked the commander.',
        "“We hold the town!” shouted one of the fighters.",
        "al-Shabaab fighters attacked the base near the border.",
        "Insurgents on Tuesday overran two checkpoints outside Karsin.",
    ],
)
def test_one_sentence_stays_one(parser: Parser, text: str) -> None:
    assert sentences(parser, text) == [text]


def test_sentences_are_cut_after_full_stops_and_closing_quotes(parser: Parser) -> None:
    text = 'He said: "The town is ours." The army denied it. Both sides lost men.'
    assert sentences(parser, text) == [
        'He said: "The town is ours."',
        "The army denied it.",
        "Both sides lost men.",
    ]


def test_a_closing_quote_stays_with_its_sentence(parser: Parser) -> None:
    text = 'The mayor said "nobody is safe." Then he left.'
    assert sentences(parser, text)[0] == 'The mayor said "nobody is safe."'


def test_blocks_are_read_apart(parser: Parser) -> None:
    parse = parser.parse(
        a_document("Rebels take town\n\nKABUL, Aug 12 (Reuters) - Rebels took the town. They hold it.")
    )
    assert [s.block for s in parse.sentences] == ["headline", "dateline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("text", "word", "barred"),
    [
        pytest.param("Insurgents on Tuesday overran it.", "overran", True, id="a small letter behind a word"),
        pytest.param("It fell. we left.", "we", False, id="behind a full stop"),
        pytest.param("The town fell\n\nwe left", "we", False, id="on a new line"),
        pytest.param("In Karsin Rebels left", "Rebels", False, id="with a capital"),
        # A name may begin with its article, and a headline need not end in a full stop.
        pytest.param("Rebels left al Daran", "al", False, id="an article of a name"),
        pytest.param("REBELS LEFT KARSIN", "LEFT", False, id="where all shouts"),
    ],
)
def test_no_sentence_begins_inside_a_clause(text: str, word: str, barred: bool) -> None:
    doc = spacy.blank("en")(text)
    (token,) = [t for t in doc if t.text == word]
    assert (token.i in mark_sentence_ends(doc, [t.text for t in doc])) == barred


def test_only_what_has_a_full_stop_is_an_abbreviation() -> None:
    assert all(word.endswith(".") for word in abbreviations())
