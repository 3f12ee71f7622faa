"""Which time belongs to which act. The document speaks from Thursday 12 June 2031."""

from __future__ import annotations

from datetime import date

import pytest
from slash_tree import slash_tree, word

from khabar.coding.timing.occurrence import is_background, occurred_of
from khabar.coding.timing.time_expressions import time_expressions
from khabar.times import Occurred

DAY = date(2031, 6, 12)

SAID = (
    "The/DET/DT/det/1 envoy/NOUN/NN/nsubj/2 said|say/VERB/VBD/root/2 on/ADP/IN/case/4 Tuesday/PROPN/NNP/obl/2 "
    "that/SCONJ/IN/mark/8 troops/NOUN/NNS/nsubj/8 had|have/AUX/VBD/aux/8 seized|seize/VERB/VBN/ccomp/2 "
    "the/DET/DT/det/10 bridge/NOUN/NN/obj/8"
)
STRIKES = (
    "Strikes|strike/NOUN/NNS/nsubj/3 on/ADP/IN/case/2 Tuesday/PROPN/NNP/nmod/0 destroyed|destroy/VERB/VBD/root/3 "
    "the/DET/DT/det/5 mill/NOUN/NN/obj/3"
)
STORMED = (
    "Militants|militant/NOUN/NNS/nsubj/1 stormed|storm/VERB/VBD/root/1 the/DET/DT/det/3 port/NOUN/NN/obj/1 "
    "on/ADP/IN/case/5 Monday/PROPN/NNP/obl/1 ,/PUNCT/,/punct/7 killing|kill/VERB/VBG/advcl/1 nine/NUM/CD/nummod/9 "
    "sailors/NOUN/NNS/obj/7"
)
TOWN = (
    "The/DET/DT/det/1 town/NOUN/NN/nsubj:pass/10 ,/PUNCT/,/punct/5 which/PRON/WDT/obj/5 rebels/NOUN/NNS/nsubj/5 "
    "took|take/VERB/VBD/acl:relcl/1 in/ADP/IN/case/7 May/PROPN/NNP/obl/5 ,/PUNCT/,/punct/1 was|be/AUX/VBD/aux:pass/10 "
    "bombed|bomb/VERB/VBN/root/10 on/ADP/IN/case/12 Sunday/PROPN/NNP/obl/10"
)
EMERGED = (
    "The/DET/DT/det/1 group/NOUN/NN/nsubj/2 emerged|emerge/VERB/VBD/root/2 in/ADP/IN/case/4 2013/NUM/CD/obl/2 "
    "and/CCONJ/CC/cc/7 now/ADV/RB/advmod/7 controls|control/VERB/VBZ/conj/2 the/DET/DT/det/9 coast/NOUN/NN/obj/7"
)
WITHDREW = (
    "Police/NOUN/NNS/nsubj/1 withdrew|withdraw/VERB/VBD/root/1 on/ADP/IN/case/3 Tuesday/PROPN/NNP/obl/1 "
    "after/ADP/IN/case/6 two/NUM/CD/nummod/6 days|day/NOUN/NNS/obl/1 of/ADP/IN/case/8 fighting/NOUN/NN/nmod/6"
)
DEADLIEST = (
    "It/PRON/PRP/nsubj/4 was|be/AUX/VBD/cop/4 the/DET/DT/det/4 deadliest|deadly/ADJ/JJS/amod/4 raid/NOUN/NN/root/4 "
    "since/ADP/IN/case/6 2012/NUM/CD/obl/4"
)
SIEGE = (
    "The/DET/DT/det/1 siege/NOUN/NN/nsubj/6 that/PRON/WDT/nsubj/3 began|begin/VERB/VBD/acl:relcl/1 on/ADP/IN/case/5 "
    "Monday/PROPN/NNP/obl/3 continues|continue/VERB/VBZ/root/6"
)
TALKS = "Talks|talk/NOUN/NNS/nsubj/2 will/AUX/MD/aux/2 resume/VERB/VB/root/2 on/ADP/IN/case/4 Saturday/PROPN/NNP/obl/2"
FRONTED = (
    "On/ADP/IN/case/1 Monday/PROPN/NNP/obl/4 ,/PUNCT/,/punct/4 rebels/NOUN/NNS/nsubj/4 attacked|attack/VERB/VBD/root/4 "
    "the/DET/DT/det/6 mill/NOUN/NN/obj/4 and/CCONJ/CC/cc/8 burned|burn/VERB/VBD/conj/4 it/PRON/PRP/obj/8"
)
AFTER = (
    "Rebels/NOUN/NNS/nsubj/1 surrounded|surround/VERB/VBD/root/1 Tor/PROPN/NNP/obj/1 on/ADP/IN/case/4 "
    "Monday/PROPN/NNP/obl/1 after/ADP/IN/case/7 fierce/ADJ/JJ/amod/7 clashes|clash/NOUN/NNS/obl/1"
)
HELD = (
    "Jets|jet/NOUN/NNS/nsubj/1 struck|strike/VERB/VBD/root/1 rebel-held/ADJ/JJ/amod/3 Tor/PROPN/NNP/obj/1 "
    "on/ADP/IN/case/5 Monday/PROPN/NNP/obl/1"
)
BROKEN = (
    "Raids|raid/NOUN/NNS/root/0 killed|kill/VERB/VBD/acl/0 nine/NUM/CD/nummod/3 people/NOUN/NNS/obj/1 "
    "on/ADP/IN/case/6 Monday/PROPN/NNP/compound/6 activists|activist/NOUN/NNS/nsubj/7 said|say/VERB/VBD/parataxis/0"
)


def days(line: str, trigger: str, **how: bool) -> str:
    """The days of an act, or "document" where no time in the sentence is its own."""
    sentence = slash_tree(line)
    found = occurred_of(sentence, word(sentence, trigger), time_expressions(sentence, DAY), day=DAY, **how)
    assert found is not None
    if found.basis == "document":
        assert found.interval.last == DAY
        return "document"
    return f"{found.first_day}" if found.first_day == found.last_day else f"{found.first_day}/{found.last_day}"


@pytest.mark.parametrize(
    ("line", "trigger", "expected"),
    [
        pytest.param(STRIKES, "Strikes", "2031-06-10", id="a time inside the act's own noun phrase"),
        pytest.param(STRIKES, "destroyed", "2031-06-10", id="the subject's time is the verb's"),
        pytest.param(STORMED, "stormed", "2031-06-09", id="the verb's own time"),
        pytest.param(STORMED, "killing", "2031-06-09", id="a participle shares the time of its clause"),
        pytest.param(FRONTED, "attacked", "2031-06-09", id="a time that opens the sentence"),
        pytest.param(FRONTED, "burned", "2031-06-09", id="joined verbs share it"),
        pytest.param(TOWN, "bombed", "2031-06-08", id="the main clause keeps its time"),
        pytest.param(TOWN, "took", "2031-05-01/2031-05-31", id="the relative clause keeps its own"),
        pytest.param(EMERGED, "emerged", "2013-01-01/2013-12-31", id="the first of two verbs"),
        pytest.param(EMERGED, "controls", "document", id="what is so now is not so since then"),
        pytest.param(SAID, "said", "2031-06-10", id="the saying has its time"),
        pytest.param(SAID, "seized", "document", id="what was said does not"),
        pytest.param(WITHDREW, "withdrew", "2031-06-10", id="a length of time before is not the act's"),
        pytest.param(WITHDREW, "fighting", "2031-06-08/2031-06-10", id="it is that of what filled it"),
        pytest.param(DEADLIEST, "raid", "document", id="a comparison is no time"),
        pytest.param(SIEGE, "siege", "2031-06-09/2031-06-12", id="what began then runs on"),
        pytest.param(AFTER, "surrounded", "2031-06-09", id="the act itself"),
        pytest.param(AFTER, "clashes", "document", id="what came before it"),
        pytest.param(HELD, "rebel-held", "document", id="a describing word is no act of the day"),
        pytest.param(BROKEN, "killed", "2031-06-09", id="a broken tree does not hide the nearest verb"),
    ],
)
def test_a_time_belongs_to_the_clause_it_stands_in(line: str, trigger: str, expected: str) -> None:
    assert days(line, trigger) == expected


def test_a_planned_act_lies_ahead() -> None:
    assert days(TALKS, "resume", planned=True) == "2031-06-14"
    assert days(TALKS, "resume") == "2031-06-14"
    assert days(HELD, "struck") == "2031-06-09"
    assert days(HELD, "struck", planned=True) == "2031-06-16"


def test_an_undated_document_gives_an_undated_act() -> None:
    sentence = slash_tree(SAID)
    assert occurred_of(sentence, word(sentence, "seized"), time_expressions(sentence, None), day=None) is None


@pytest.mark.parametrize(("last", "history"), [(date(2030, 6, 11), True), (date(2030, 6, 20), False)])
def test_what_is_over_a_year_old_is_history(last: date, history: bool) -> None:
    assert is_background(Occurred.on(last, basis="explicit"), DAY) is history


def test_history_needs_both_days() -> None:
    assert not is_background(None, DAY)
    assert not is_background(Occurred.on(DAY, basis="explicit"), None)
