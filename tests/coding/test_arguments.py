"""The same arguments are found whichever way a sentence puts them."""

from __future__ import annotations

import pytest
from slash_tree import slash_tree, word

from khabar.coding.grammar.case_words import case_of
from khabar.coding.grammar.governors import governor_of
from khabar.coding.grammar.slots import slots_of
from khabar.coding.grammar.subjects import is_passive, surface_subject

ACTIVE = "Rebels|rebel/NOUN/NNS/nsubj/1 seized|seize/VERB/VBD/root/1 the/DET/DT/det/3 town/NOUN/NN/obj/1"
PASSIVE = (
    "The/DET/DT/det/1 town/NOUN/NN/nsubj:pass/3 was|be/AUX/VBD/aux:pass/3 seized|seize/VERB/VBN/root/3"
    " by/ADP/IN/case/5 rebels|rebel/NOUN/NNS/obl/3"
)
NOMINAL = (
    "The/DET/DT/det/1 seizure/NOUN/NN/nsubj/6 of/ADP/IN/case/3 town/NOUN/NN/nmod/1 by/ADP/IN/case/5"
    " rebels|rebel/NOUN/NNS/nmod/1 ended|end/VERB/VBD/root/6"
)
OWNED = (
    "The/DET/DT/det/1 rebels|rebel/NOUN/NNS/nmod:poss/3 '|'s/PART/POS/case/1 seizure/NOUN/NN/nsubj/6"
    " of/ADP/IN/case/5 town/NOUN/NN/nmod/3 ended|end/VERB/VBD/root/6"
)
PARTICIPLE = (
    "Rebels|rebel/NOUN/NNS/nsubj/4 seizing|seize/VERB/VBG/acl/0 a/DET/DT/det/3 town/NOUN/NN/obj/1"
    " fled|flee/VERB/VBD/root/4"
)
PAST_PARTICIPLE = (
    "The/DET/DT/det/1 town/NOUN/NN/nsubj/5 seized|seize/VERB/VBN/acl/1 by/ADP/IN/case/4 rebels|rebel/NOUN/NNS/obl/2"
    " burned|burn/VERB/VBD/root/5"
)
SUBJECT_RELATIVE = (
    "Rebels|rebel/NOUN/NNS/nsubj/5 who/PRON/WP/nsubj/2 seized|seize/VERB/VBD/acl:relcl/0 a/DET/DT/det/4"
    " town/NOUN/NN/obj/2 fled|flee/VERB/VBD/root/5"
)
OBJECT_RELATIVE = (
    "The/DET/DT/det/1 town/NOUN/NN/nsubj/5 that/PRON/WDT/obj/4 rebels|rebel/NOUN/NNS/nsubj/4"
    " seized|seize/VERB/VBD/acl:relcl/1 burned|burn/VERB/VBD/root/5"
)
BARE_RELATIVE = (
    "The/DET/DT/det/1 town/NOUN/NN/nsubj/4 rebels|rebel/NOUN/NNS/nsubj/3 seized|seize/VERB/VBD/acl:relcl/1"
    " burned|burn/VERB/VBD/root/4"
)
JOINED = (
    "Rebels|rebel/NOUN/NNS/nsubj/1 stormed|storm/VERB/VBD/root/1 and/CCONJ/CC/cc/3 seized|seize/VERB/VBD/conj/1"
    " the/DET/DT/det/5 town/NOUN/NN/obj/3"
)
PURPOSE = (
    "Rebels|rebel/NOUN/NNS/nsubj/1 came|come/VERB/VBD/root/1 to/PART/TO/mark/3 seize/VERB/VB/advcl/1"
    " the/DET/DT/det/5 town/NOUN/NN/obj/3"
)


def slots(line: str, trigger: str) -> dict[str, list[str]]:
    """The words in each slot of a trigger."""
    sentence = slash_tree(line)
    found: dict[str, list[str]] = {}
    for slot in slots_of(sentence, word(sentence, trigger)):
        found.setdefault(slot.name, []).append(slot.head.text.lower())
    return found


@pytest.mark.parametrize(
    ("line", "trigger"),
    [
        pytest.param(ACTIVE, "seized", id="active"),
        pytest.param(PASSIVE, "seized", id="passive"),
        pytest.param(NOMINAL, "seizure", id="noun with of and by"),
        pytest.param(OWNED, "seizure", id="noun with an owner"),
        pytest.param(PARTICIPLE, "seizing", id="participle"),
        pytest.param(PAST_PARTICIPLE, "seized", id="past participle"),
        pytest.param(SUBJECT_RELATIVE, "seized", id="relative of the doer"),
        pytest.param(OBJECT_RELATIVE, "seized", id="relative of the sufferer"),
        pytest.param(BARE_RELATIVE, "seized", id="relative without a pronoun"),
        pytest.param(JOINED, "seized", id="joined verbs share their subject"),
        pytest.param(JOINED, "stormed", id="joined verbs share their object"),
        pytest.param(PURPOSE, "seize", id="purpose"),
    ],
)
def test_who_seizes_and_what_is_seized_are_the_same_however_it_is_told(line: str, trigger: str) -> None:
    found = slots(line, trigger)
    doer = found.get("subject", []) + found.get("poss", [])
    assert (doer, found.get("object")) == (["rebels"], ["town"])


CONTROL = (
    "Rebels|rebel/NOUN/NNS/nsubj/1 {verb}/VERB/VBD/root/1 residents|resident/NOUN/NNS/obj/1 {to}flee/VERB/VB/xcomp/1"
)


@pytest.mark.parametrize(
    ("verb", "doer"),
    [
        ("forced|force", "residents"),
        ("ordered|order", "residents"),
        ("allowed|allow", "residents"),
        ("promised|promise", "rebels"),
    ],
)
def test_those_forced_to_flee_flee_and_those_who_promise_to_flee_themselves(verb: str, doer: str) -> None:
    assert slots(CONTROL.format(verb=verb, to="to/PART/TO/mark/4 "), "flee")["subject"] == [doer]


def test_whom_one_makes_flee_flees_without_to() -> None:
    assert slots(CONTROL.format(verb="made|make", to=""), "flee")["subject"] == ["residents"]


def test_of_two_verbs_that_each_have_their_own_subject_none_borrows() -> None:
    line = (
        "Rebels|rebel/NOUN/NNS/nsubj/1 fled|flee/VERB/VBD/root/1 and/CCONJ/CC/cc/4 troops|troop/NOUN/NNS/nsubj/4"
        " seized|seize/VERB/VBD/conj/1 towns|town/NOUN/NNS/obj/4"
    )
    assert slots(line, "seized") == {"subject": ["troops"], "object": ["towns"]}
    assert slots(line, "fled") == {"subject": ["rebels"]}


def test_by_names_the_doer_of_a_passive_and_only_a_place_or_means_of_an_active() -> None:
    river = (
        "Rebels|rebel/NOUN/NNS/nsubj/1 camped|camp/VERB/VBD/root/1 by/ADP/IN/case/4 the/DET/DT/det/4"
        " river/NOUN/NN/obl/1"
    )
    assert slots(PASSIVE, "seized")["subject"] == ["rebels"]
    assert slots(river, "camped") == {"subject": ["rebels"], "by": ["river"]}


def test_men_shot_dead_by_police_are_shot_by_police() -> None:
    line = (
        "Men|man/NOUN/NNS/nsubj:pass/2 were|be/AUX/VBD/aux:pass/2 shot|shoot/VERB/VBN/root/2 dead/ADJ/JJ/xcomp/2"
        " by/ADP/IN/case/5 police/NOUN/NN/obl/3"
    )
    assert slots(line, "shot") == {"object": ["men"], "subject": ["police"]}


def test_all_who_are_joined_by_and_fill_the_slot() -> None:
    line = (
        "Police/NOUN/NN/nsubj/3 and/CCONJ/CC/cc/2 troops|troop/NOUN/NNS/conj/0 raided|raid/VERB/VBD/root/3"
        " homes|home/NOUN/NNS/obj/3 ,/PUNCT/,/punct/6 shops|shop/NOUN/NNS/conj/4 and/CCONJ/CC/cc/8"
        " schools|school/NOUN/NNS/conj/4"
    )
    assert slots(line, "raided") == {"subject": ["police", "troops"], "object": ["homes", "shops", "schools"]}


@pytest.mark.parametrize(
    ("case", "slot"),
    [
        ("in/ADP/IN/case/4", "in"),
        ("against/ADP/IN/case/4", "against"),
        ("near/ADP/IN/case/4", "near"),
    ],
    ids=["in", "against", "near"],
)
def test_a_preposition_names_its_slot(case: str, slot: str) -> None:
    line = f"Rebels|rebel/NOUN/NNS/nsubj/1 fought|fight/VERB/VBD/root/1 {case} the/DET/DT/det/4 capital/NOUN/NN/obl/1"
    assert slots(line, "fought")[slot] == ["capital"]


@pytest.mark.parametrize(
    ("first", "second", "slot"),
    [
        ("out/ADP/IN/case/4", "of/ADP/IN/fixed/2", "from"),
        ("close/ADJ/JJ/case/4", "to/ADP/IN/fixed/2", "near"),
        ("along/ADP/IN/case/4", "with/ADP/IN/fixed/2", "with"),
    ],
    ids=["out of is from", "close to is near", "along with is with"],
)
def test_several_words_make_one_preposition(first: str, second: str, slot: str) -> None:
    line = f"Rebels|rebel/NOUN/NNS/nsubj/1 fought|fight/VERB/VBD/root/1 {first} {second} Karsin/PROPN/NNP/obl/1"
    assert slots(line, "fought") == {"subject": ["rebels"], slot: ["karsin"]}


NORTH_OF = (
    "Rebels|rebel/NOUN/NNS/nsubj/1 fought|fight/VERB/VBD/root/1 to/ADP/IN/case/4 the/DET/DT/det/4 north/NOUN/NN/obl/1"
    " of/ADP/IN/case/6 Karsin/PROPN/NNP/nmod/4"
)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(NORTH_OF, id="to the north of"),
        pytest.param(
            "Rebels|rebel/NOUN/NNS/nsubj/1 fought|fight/VERB/VBD/root/1 north/ADV/RB/advmod/1 of/ADP/IN/case/4"
            " Karsin/PROPN/NNP/obl/2",
            id="north of",
        ),
    ],
)
def test_north_of_a_town_is_near_the_town(line: str) -> None:
    assert slots(line, "fought")["near"] == ["karsin"]


def test_a_day_behind_a_verb_is_not_its_object() -> None:
    line = "Rebels|rebel/NOUN/NNS/nsubj/1 attacked|attack/VERB/VBD/root/1 {noun}/NOUN/NN/obl/1"
    assert "object" not in slots(line.format(noun="yesterday"), "attacked")
    assert slots(line.format(noun="camp"), "attacked")["object"] == ["camp"]


def test_the_town_where_soldiers_died_is_where_and_not_who() -> None:
    line = (
        "The/DET/DT/det/1 town/NOUN/NN/root/1 where/ADV/WRB/advmod/4 soldiers|soldier/NOUN/NNS/nsubj/4"
        " died|die/VERB/VBD/acl:relcl/1"
    )
    assert slots(line, "died") == {"subject": ["soldiers"], "in": ["town"]}


def test_a_participle_behind_a_comma_belongs_to_the_main_clause_and_not_to_the_relative_one() -> None:
    line = (
        "Gunmen|gunman/NOUN/NNS/nsubj/1 stormed|storm/VERB/VBD/root/1 a/DET/DT/det/3 hotel/NOUN/NN/obj/1"
        " where/ADV/WRB/advmod/6 guests|guest/NOUN/NNS/nsubj/6 slept|sleep/VERB/VBD/acl:relcl/3 ,/PUNCT/,/punct/8"
        " seizing|seize/VERB/VBG/advcl/6 ten/NUM/CD/obj/8"
    )
    sentence = slash_tree(line)
    subject = surface_subject(sentence, word(sentence, "seizing"))
    assert subject is not None
    assert subject.text == "Gunmen"


@pytest.mark.parametrize(
    ("line", "verb", "passive"),
    [
        pytest.param(ACTIVE, "seized", False, id="active"),
        pytest.param(PASSIVE, "seized", True, id="passive"),
        pytest.param(PAST_PARTICIPLE, "seized", True, id="past participle on a noun"),
        pytest.param(PARTICIPLE, "seizing", False, id="present participle on a noun"),
        pytest.param(SUBJECT_RELATIVE, "seized", False, id="relative clause"),
    ],
)
def test_a_passive_is_told_from_an_active(line: str, verb: str, passive: bool) -> None:
    sentence = slash_tree(line)
    assert is_passive(sentence, word(sentence, verb)) is passive


def test_killed_and_wounded_are_both_passive() -> None:
    line = (
        "Four/NUM/CD/nsubj:pass/2 were|be/AUX/VBD/aux:pass/2 killed|kill/VERB/VBN/root/2 and/CCONJ/CC/cc/4"
        " wounded|wound/VERB/VBN/conj/2"
    )
    assert slots(line, "wounded") == {"object": ["four"]}


@pytest.mark.parametrize(
    ("line", "noun", "governed"),
    [
        pytest.param(ACTIVE, "Rebels", ("seized", "subject"), id="subject"),
        pytest.param(ACTIVE, "town", ("seized", "object"), id="object"),
        pytest.param(PASSIVE, "town", ("seized", "object"), id="subject of a passive"),
        pytest.param(PASSIVE, "rebels", ("seized", "by"), id="agent of a passive"),
    ],
)
def test_a_noun_knows_the_verb_it_depends_on_and_how(line: str, noun: str, governed: tuple[str, str]) -> None:
    sentence = slash_tree(line)
    found = governor_of(sentence, word(sentence, noun))
    assert found is not None
    assert (found[0].text, found[1]) == governed


def test_a_noun_under_a_noun_depends_on_no_verb() -> None:
    sentence = slash_tree(NOMINAL)
    assert governor_of(sentence, word(sentence, "rebels")) is None


@pytest.mark.parametrize(
    "owner",
    [
        pytest.param("militia/NOUN/NN/nmod:poss/2 's/PART/POS/case/0", id="militia's"),
        pytest.param(
            "rebels|rebel/NOUN/NNS/nmod:poss/2 '|'s/PART/POS/case/0",
            id="rebels'",
        ),
    ],
)
def test_an_owners_mark_is_no_preposition(owner: str) -> None:
    sentence = slash_tree(f"{owner} seizure/NOUN/NN/root/2 of/ADP/IN/case/4 town/NOUN/NN/nmod/2")
    assert case_of(sentence, sentence.tokens[0]) == ""
    assert case_of(sentence, word(sentence, "town")) == "of"
