"""Words the parser is shown as others keep their letters, their place and their base form."""

from __future__ import annotations

import pytest
from language_builders import a_document

from khabar.language import Parser
from khabar.language.stand_ins import stand_in_for
from khabar.records import Sentence


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        pytest.param("overran", "invaded", id="a verb no treebank has"),
        pytest.param("Terrorists", "Fighters", id="a word that damns, with a capital"),
        pytest.param("REGIME", "GOVERNMENT", id="in capitals"),
        pytest.param("IS", "UN", id="the Islamic State"),
        pytest.param("is", "is", id="the verb"),
        pytest.param("army", "army", id="any other word"),
    ],
)
def test_some_words_are_shown_as_others(word: str, shown: str) -> None:
    assert stand_in_for(word) == shown


@pytest.mark.parametrize(("verb", "lemma"), [("overran", "overrun"), ("retook", "retake")])
def test_a_verb_read_as_another_keeps_its_letters_its_place_and_its_base_form(
    parser: Parser, verb: str, lemma: str
) -> None:
    text = f"Rebels {verb} the base near Karsin on Monday."
    (sentence,) = parser.parse(a_document(text)).sentences
    token = sentence.tokens[1]
    assert sentence.text == text
    assert (token.text, token.lemma, token.tag) == (verb, lemma, "VBD")
    assert text[token.start : token.end] == verb
    assert all(text[t.start : t.end] == t.text for t in sentence.tokens)


def shape(sentence: Sentence) -> list[tuple[str, str, int]]:
    return [(t.tag, t.dep, t.head) for t in sentence.tokens]


@pytest.mark.parametrize("word", ["terrorists", "rebels", "militants", "thugs"])
def test_what_a_side_is_called_does_not_change_the_tree(parser: Parser, word: str) -> None:
    (one,) = parser.parse(a_document(f"The army pushed {word} from the town that fighters seized.")).sentences
    (other,) = parser.parse(a_document("The army pushed fighters from the town that fighters seized.")).sentences
    assert shape(one) == shape(other)
