"""Quotes, ranks and abbreviations do not cut a sentence."""

from __future__ import annotations

import pytest
from language_builders import a_document

from khabar.language import Parser


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
