"""The words of an argument: who or what, without article, number, or what follows."""

from __future__ import annotations

import pytest
from slash_tree import slash_tree, word

from khabar.coding.grammar.argument_span import argument_span


@pytest.mark.parametrize(
    ("line", "head", "words"),
    [
        pytest.param("the/DET/DT/det/1 rebels/NOUN/NNS/root/1", "rebels", "rebels", id="article left out"),
        pytest.param("two/NUM/CD/nummod/1 soldiers/NOUN/NNS/root/1", "soldiers", "soldiers", id="number left out"),
        pytest.param(
            "at/ADP/IN/case/1 least/ADJ/JJS/nmod/2 12/NUM/CD/nummod/4 rebel/NOUN/NN/compound/4"
            " fighters/NOUN/NNS/root/4",
            "fighters",
            "rebel fighters",
            id="at least twelve",
        ),
        pytest.param(
            "former/ADJ/JJ/amod/2 police/NOUN/NN/compound/2 chief/NOUN/NN/root/2",
            "chief",
            "former police chief",
            id="modifiers kept",
        ),
        pytest.param(
            "warlord/NOUN/NN/root/0 Bram/PROPN/NNP/flat/0 Oduya/PROPN/NNP/flat/0",
            "warlord",
            "warlord Bram Oduya",
            id="name behind its noun",
        ),
        pytest.param("Route/PROPN/NNP/root/0 9/NUM/CD/nummod/0", "Route", "Route 9", id="number behind a name"),
        pytest.param(
            "the/DET/DT/det/1 town/NOUN/NN/root/1 of/ADP/IN/case/3 Karsin/PROPN/NNP/nmod/1",
            "town",
            "town",
            id="what follows left out",
        ),
        pytest.param(
            "Oduya/PROPN/NNP/root/0 ,/PUNCT/,/punct/3 the/DET/DT/det/3 mayor/NOUN/NN/appos/0",
            "Oduya",
            "Oduya",
            id="an office behind a comma left out",
        ),
        pytest.param(
            "in/ADP/IN/case/2 northern/ADJ/JJ/amod/2 Karsin/PROPN/NNP/root/2",
            "Karsin",
            "northern Karsin",
            id="preposition left out",
        ),
        pytest.param(
            "the/DET/DT/det/1 governor/NOUN/NN/nmod:poss/4 's/PART/POS/case/1 burnt/ADJ/JJ/amod/4 house/NOUN/NN/root/4",
            "house",
            "governor 's burnt house",
            id="owner kept",
        ),
    ],
)
def test_an_argument_is_its_noun_with_what_says_who_or_what(line: str, head: str, words: str) -> None:
    sentence = slash_tree(line)
    assert argument_span(sentence, word(sentence, head)).text == words


def test_a_verbs_words_left_of_a_noun_are_none_of_its_own() -> None:
    sentence = slash_tree(
        "gunmen/NOUN/NNS/nsubj/1 shot|shoot/VERB/VBD/root/1 dead/ADJ/JJ/xcomp/1 judges/NOUN/NNS/obj/1"
    )
    assert argument_span(sentence, word(sentence, "judges")).text == "judges"


def test_offsets_count_the_documents_characters() -> None:
    sentence = slash_tree("three/NUM/CD/nummod/2 army/NOUN/NN/compound/2 camps/NOUN/NNS/root/2")
    span = argument_span(sentence, word(sentence, "camps"))
    assert (span.start, span.end, span.text) == (6, 16, "army camps")
