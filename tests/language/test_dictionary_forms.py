"""Dictionary forms of the words that war reporting is made of."""

from __future__ import annotations

import pytest

from khabar.language.lemmas import Lemmas


@pytest.mark.parametrize(
    ("form", "pos", "tag", "lemma"),
    [
        ("captured", "VERB", "VBD", "capture"),
        ("seized", "VERB", "VBN", "seize"),
        ("bombing", "VERB", "VBG", "bomb"),
        ("shelled", "VERB", "VBD", "shell"),
        ("besieged", "VERB", "VBN", "besiege"),
        ("beheaded", "VERB", "VBD", "behead"),
        ("planned", "VERB", "VBD", "plan"),
        ("targeted", "VERB", "VBD", "target"),
        ("overran", "VERB", "VBD", "overrun"),
        ("withdrew", "VERB", "VBD", "withdraw"),
        ("slain", "VERB", "VBN", "slay"),
        ("fled", "VERB", "VBD", "flee"),
        ("retaken", "VERB", "VBN", "retake"),
        ("wounded", "VERB", "VBN", "wound"),
        ("choking", "VERB", "VBG", "choke"),
        ("repaired", "VERB", "VBD", "repair"),
        ("fired", "VERB", "VBD", "fire"),
        ("freed", "VERB", "VBN", "free"),
        ("massing", "VERB", "VBG", "mass"),
        ("carries", "VERB", "VBZ", "carry"),
        ("clashes", "NOUN", "NNS", "clash"),
        ("casualties", "NOUN", "NNS", "casualty"),
        ("men", "NOUN", "NNS", "man"),
        ("IDPs", "NOUN", "NNS", "IDP"),
        ("were", "AUX", "VBD", "be"),
        ("deadliest", "ADJ", "JJS", "deadly"),
        ("Taliban", "PROPN", "NNP", "Taliban"),
        ("Kurds", "PROPN", "NNPS", "Kurd"),
        ("Philippines", "PROPN", "NNPS", "Philippines"),
    ],
)
def test_a_word_has_its_dictionary_form(form: str, pos: str, tag: str, lemma: str) -> None:
    morph = {"JJS": "Degree=Sup"}.get(tag, "")
    assert Lemmas.english().of(form, pos, tag, morph) == lemma
