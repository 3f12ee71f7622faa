"""Shouted text gets its small letters back and keeps its length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_builders import a_document

from khabar.language import Parser
from khabar.language.truecase import as_read, is_shouted, truecased


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        (
            "THE GUATEMALA ARMY DENIED TODAY THAT GUERRILLAS ATTACKED THE FARM. IT SAID SO.",
            "The Guatemala Army denied today that guerrillas attacked the farm. It said so.",
        ),
        ("PRESIDENT CEREZO'S MEN", "President Cerezo's men"),
        ("THE GUERRILLAS (URNG) LEFT EL SALVADOR", "The guerrillas (URNG) left El Salvador"),
        ("U.N. OBSERVERS AND NATO", "U.N. observers and NATO"),
    ],
)
def test_words_take_their_usual_form(shouted: str, written: str) -> None:
    assert truecased(shouted) == written


def test_ordinary_text_is_not_shouted() -> None:
    assert not is_shouted("NATO said that SANA reported it.")
    assert not is_shouted("ISIL OUT")


def test_a_headline_in_title_case_is_read_as_a_sentence() -> None:
    title = "Army Retakes Key Town From Rebels After Long Siege In Syria"
    assert as_read(title, headline=True) == "Army retakes key town from rebels after long siege in Syria"
    assert as_read(title) == title


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("Rebels overran a base.", "Rebels invaded a base.", id="overran"),
        pytest.param("The army retook it.", "The army seized it.", id="retook"),
        pytest.param("It was overrun.", "It was overrun.", id="another form of it"),
        pytest.param("Overran, the post fell.", "Overran, the post fell.", id="with a capital"),
        pytest.param("THE REBELS OVERRAN IT", "The rebels Overran it", id="shouted"),
    ],
)
def test_a_past_tense_no_treebank_has_is_read_as_one_it_has(text: str, read: str) -> None:
    assert as_read(text) == read


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


@given(st.text(max_size=120))
def test_reading_never_changes_the_length(text: str) -> None:
    assert len(as_read(text)) == len(text)
    assert len(as_read(text.upper())) == len(text.upper())
