"""Names with an Arabic article: one word to the parser, all their words to everybody else."""

from __future__ import annotations

import pytest

from khabar.language import Parser
from khabar.language.joined_names import joined
from khabar.records import Document


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser.load(names=False)


SHOWN = [
    ("a group", "Ansar al-Wadi captured the town.", "Wadi captured the town ."),
    ("a town after a preposition", "They took Deir al-Zor.", "They took Zor ."),
    ("two articles", "He joined Jabhat al-Nusra al-Sharqiya.", "He joined Sharqiya ."),
    ("an article alone", "In al-Bab, they waited.", "In Bab , they waited ."),
    ("a common word before it", "Earlier al-Qaeda struck.", "Earlier Qaeda struck ."),
    ("a Persian name", "They left Pul-e-Khumri.", "They left Khumri ."),
    ("a hyphen of another kind", "The anti-Assad front met.", "The anti-Assad front met ."),
    ("an article with a space behind it", "They fled to Tal Al Hara.", "They fled to Hara ."),
    ("a first name", "They saw Al Gore.", "They saw Gore ."),
    ("the chemical sign", "Al and Cu are metals.", "Al and Cu are metals ."),
]


@pytest.mark.parametrize(("text", "shown"), [pytest.param(t, s, id=i) for i, t, s in SHOWN])
def test_the_parser_sees_the_last_word_of_the_name(parser: Parser, text: str, shown: str) -> None:
    assert " ".join(t.text for t in joined(parser._nlp.make_doc(text)).doc) == shown


def test_the_words_come_back_with_their_places(parser: Parser) -> None:
    text = "Ansar al-Wadi fighters captured Deir al-Zor on Monday."
    (sentence,) = parser.parse(Document("x", text, "x")).sentences
    assert all(text[t.start : t.end] == t.text for t in sentence.tokens)
    assert [t.text for t in sentence.tokens[:5]] == ["Ansar", "al", "-", "Wadi", "fighters"]
    name = [t for t in sentence.tokens if t.text in ("al", "-", "Wadi")]
    assert [sentence.head(t).text for t in name[:3]] == ["Ansar", "Ansar", "Ansar"]
    assert [t.i for t in sentence.tokens] == list(range(len(sentence.tokens)))
