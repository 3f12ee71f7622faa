"""A verb is known by its spelling, whatever a tagger took it for."""

from __future__ import annotations

import pytest

from khabar.coding.lexicon.frames import load_lexicon
from khabar.coding.lexicon.verb_forms import forms_of, load_irregular_verbs


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("seize", "seizes"),
        ("seize", "seized"),
        ("seize", "seizing"),
        ("storm", "stormed"),
        ("ambush", "ambushes"),
        ("occupy", "occupies"),
        ("occupy", "occupied"),
        ("occupy", "occupying"),
        ("deploy", "deploys"),
        ("deploy", "deployed"),
        ("pin", "pinned"),
        ("pin", "pinning"),
        ("clear", "cleared"),
    ],
)
def test_regular_forms_follow_the_spelling_rules(verb: str, form: str) -> None:
    assert form in set(forms_of(verb))


@pytest.mark.parametrize(
    ("verb", "never"),
    [
        ("occupy", "occupys"),
        ("occupy", "occupyed"),
        ("seize", "seizeed"),
        ("deploy", "deploies"),
        ("clear", "clearred"),
    ],
)
def test_misspellings_are_no_forms(verb: str, never: str) -> None:
    assert never not in set(forms_of(verb))


def test_the_base_comes_first() -> None:
    assert next(forms_of("retake", ["retook"])) == "retake"


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("overran", "overrun"),
        ("retook", "retake"),
        ("fell", "fall"),
        ("fled", "flee"),
        ("shot", "shoot"),
        ("withdrew", "withdraw"),
        ("shelled", "shell"),
        ("besieged", "besiege"),
    ],
)
def test_the_packaged_lexicon_knows_verbs_by_their_forms(form: str, verb: str) -> None:
    assert load_lexicon().verb_forms[form] == verb


def test_every_irregular_verb_has_forms_written_small() -> None:
    listed = load_irregular_verbs()
    assert listed
    assert [verb for verb, forms in listed.items() if not forms] == []
    assert [form for forms in listed.values() for form in forms if form != form.lower()] == []
