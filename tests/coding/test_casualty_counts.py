"""Which numbers count the people an act befell."""

from __future__ import annotations

import pytest
from slash_tree import slash_tree, word

from khabar.coding.quantities.casualty_counts import counts_of
from khabar.coding.quantities.numbers import numbers
from khabar.records import Sentence
from khabar.records.mention import Counted

SHELLING = (
    "The/DET/DT/det/1 shelling/NOUN/NN/nsubj/5 of/ADP/IN/case/4 the/DET/DT/det/4 market/NOUN/NN/nmod/1 "
    "killed|kill/VERB/VBD/root/5 12/NUM/CD/nummod/7 traders|trader/NOUN/NNS/obj/5 and/CCONJ/CC/cc/9 "
    "injured|injure/VERB/VBD/conj/5 20/NUM/CD/obj/9 on/ADP/IN/case/12 Sunday/PROPN/NNP/obl/9"
)
GUNMEN = (
    "Two/NUM/CD/nummod/1 gunmen|gunman/NOUN/NNS/nsubj/2 killed|kill/VERB/VBD/root/2 four/NUM/CD/nummod/4 "
    "guards|guard/NOUN/NNS/obj/2"
)
SAILORS = (
    "Nine/NUM/CD/nummod/1 sailors|sailor/NOUN/NNS/nsubj:pass/3 were|be/AUX/VBD/aux:pass/3 killed|kill/VERB/VBN/root/3 "
    "and/CCONJ/CC/cc/8 another/DET/DT/det/6 three/NUM/CD/nsubj/8 are|be/AUX/VBP/cop/8 missing/ADJ/JJ/conj/3"
)
TOLL = (
    "The/DET/DT/det/2 death/NOUN/NN/compound/2 toll/NOUN/NN/nsubj/6 from/ADP/IN/case/5 the/DET/DT/det/5 "
    "raid/NOUN/NN/nmod/2 rose|rise/VERB/VBD/root/6 to/ADP/IN/case/8 76/NUM/CD/obl/6"
)
MINERS = (
    "More/ADJ/JJR/advmod/2 than/ADP/IN/fixed/0 60/NUM/CD/nummod/3 miners|miner/NOUN/NNS/nsubj:pass/10 "
    ",/PUNCT/,/punct/7 including|include/VERB/VBG/case/7 14/NUM/CD/nummod/7 boys|boy/NOUN/NNS/nmod/3 ,/PUNCT/,/punct/7 "
    "were|be/AUX/VBD/aux:pass/10 detained|detain/VERB/VBN/root/10"
)
SHEPHERD = (
    "A/DET/DT/det/1 mortar/NOUN/NN/nsubj/2 killed|kill/VERB/VBD/root/2 a/DET/DT/det/4 shepherd/NOUN/NN/obj/2 "
    "and/CCONJ/CC/cc/6 two/NUM/CD/conj/4 of/ADP/IN/case/9 his/PRON/PRP$/nmod:poss/9 sons|son/NOUN/NNS/nmod/6"
)
LEFT_DEAD = (
    "The/DET/DT/det/1 blast/NOUN/NN/nsubj/2 left|leave/VERB/VBD/root/2 at/ADP/IN/case/4 least/ADJ/JJS/nmod/5 "
    "27/NUM/CD/nummod/6 people/NOUN/NNS/obj/2 dead/ADJ/JJ/xcomp/2"
)
TWO_DOERS = (
    "Rebel/NOUN/NN/compound/1 fire/NOUN/NN/nsubj/2 killed|kill/VERB/VBD/root/2 10/NUM/CD/nummod/4 "
    "people/NOUN/NNS/obj/2 while/SCONJ/IN/mark/8 army/NOUN/NN/compound/7 jets|jet/NOUN/NNS/nsubj/8 "
    "wounded|wound/VERB/VBD/advcl/2 82/NUM/CD/obj/8"
)
HEADLINE = (
    "35/NUM/CD/nsubj/1 killed|kill/VERB/VBN/root/1 in/ADP/IN/case/4 market/NOUN/NN/compound/4 blast/NOUN/NN/obl/1"
)
FAMILIES = (
    "Some/DET/DT/advmod/1 30/NUM/CD/nummod/2 families|family/NOUN/NNS/nsubj/3 fled|flee/VERB/VBD/root/3 "
    "the/DET/DT/det/5 valley/NOUN/NN/obj/3"
)
CAR_BOMBS = (
    "Militants|militant/NOUN/NNS/nsubj/1 detonated|detonate/VERB/VBD/root/1 two/NUM/CD/nummod/4 car/NOUN/NN/compound/4 "
    "bombs|bomb/NOUN/NNS/obj/1"
)
HOSTAGES = (
    "Pirates|pirate/NOUN/NNS/nsubj/1 released|release/VERB/VBD/root/1 six/NUM/CD/nummod/3 "
    "hostages|hostage/NOUN/NNS/obj/1 :/PUNCT/:/punct/6 three/NUM/CD/nummod/6 nurses|nurse/NOUN/NNS/appos/3 "
    "and/CCONJ/CC/cc/9 two/NUM/CD/nummod/9 pilots|pilot/NOUN/NNS/conj/6"
)
CONFIRMED = (
    "At/ADP/IN/case/1 least/ADJ/JJS/nmod/2 32/NUM/CD/nummod/3 people/NOUN/NNS/nsubj:pass/5 are|be/AUX/VBP/aux:pass/5 "
    "confirmed|confirm/VERB/VBN/root/5 dead/ADJ/JJ/xcomp/5"
)
BROKEN = (
    "Guards|guard/NOUN/NNS/nsubj/1 killed|kill/VERB/VBD/root/1 at/ADP/IN/case/3 least/ADJ/JJS/nmod/4 9/NUM/CD/nummod/5 "
    "smugglers|smuggler/NOUN/NNS/dep/6 near/ADP/IN/dep/1 Tor/PROPN/NNP/obl/6"
)


def told(line: str, trigger: str, *arguments: str, what: Counted | None = None) -> list[tuple[str, int | None]]:
    """What each count counts, with the lowest figure it gives."""
    sentence: Sentence = slash_tree(line)
    heads = [word(sentence, a) for a in arguments]
    found = counts_of(sentence, word(sentence, trigger), heads, what=what, numbers=numbers(sentence))
    return [(c.what, next((v for v in (c.low, c.best, c.high) if v is not None), None)) for c in found]


@pytest.mark.parametrize("trigger", ["killed", "injured"])
def test_one_act_of_harm_holds_its_killed_and_its_wounded(trigger: str) -> None:
    assert told(SHELLING, trigger) == [("killed", 12), ("wounded", 20)]


def test_those_who_kill_are_not_counted_among_the_killed() -> None:
    assert told(GUNMEN, "killed") == [("killed", 4)]


def test_the_missing_are_counted_beside_the_killed() -> None:
    assert told(SAILORS, "killed") == [("killed", 9), ("missing", 3)]


def test_a_toll_that_rose_to_a_figure_counts_the_killed() -> None:
    assert told(TOLL, "toll") == [("killed", 76)]


def test_a_part_of_those_counted_is_no_further_count() -> None:
    assert told(MINERS, "detained") == [("detained", 60)]


def test_who_a_number_was_made_of_is_not_counted_again() -> None:
    assert told(HOSTAGES, "released", what="freed") == [("freed", 6)]


def test_people_confirmed_dead_are_counted() -> None:
    assert told(CONFIRMED, "dead") == [("killed", 32)]


def test_a_single_victim_is_a_count_of_one() -> None:
    assert told(SHEPHERD, "killed") == [("killed", 1), ("killed", 2)]


def test_people_left_dead_are_counted() -> None:
    assert told(LEFT_DEAD, "dead") == [("killed", 27)]


def test_two_doers_are_two_acts_each_with_its_own_count() -> None:
    assert told(TWO_DOERS, "killed") == [("killed", 10)]
    assert told(TWO_DOERS, "wounded") == [("wounded", 82)]


def test_a_headline_without_auxiliary_counts_its_subject() -> None:
    assert told(HEADLINE, "killed") == [("killed", 35)]


def test_those_who_flee_are_the_subject() -> None:
    assert told(FAMILIES, "fled", what="displaced") == [("displaced", 30)]


def test_things_are_counted_as_other_with_their_noun() -> None:
    sentence = slash_tree(CAR_BOMBS)
    (count,) = counts_of(sentence, word(sentence, "detonated"), [], what=None, numbers=numbers(sentence))
    assert (count.what, count.best, count.noun) == ("other", 2, "car bombs")


def test_the_killed_are_no_count_of_the_strike_that_killed_them() -> None:
    sentence = slash_tree(SHELLING)
    assert counts_of(sentence, word(sentence, "shelling"), [word(sentence, "traders")], what=None,
                     numbers=numbers(sentence)) == ()  # fmt: skip


def test_a_broken_tree_does_not_hide_a_number_beside_its_verb() -> None:
    assert told(BROKEN, "killed") == [("killed", 9)]


def test_a_sentence_without_numbers_has_no_counts() -> None:
    assert told("Guards|guard/NOUN/NNS/nsubj/1 fled|flee/VERB/VBD/root/1", "fled", "Guards") == []
