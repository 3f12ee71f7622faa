"""Names, phrases and clauses that a parser runs together, often for a lost comma; and near misses, left as they are."""

from __future__ import annotations

import pytest
from language_builders import a_sentence, arcs, mended

from khabar.language.repairs import repaired


def test_company_and_place_behind_a_day_belong_to_the_act() -> None:
    found = mended("""
        Rebels NOUN NNS 2 nsubj
        met VERB VBD 0 root
        on ADP IN 4 case
        Monday PROPN NNP 2 obl
        with ADP IN 6 case
        envoys NOUN NNS 4 nmod
        . PUNCT . 2 punct
    """)
    assert "obl(met, envoys)" in found


DAYS = [
    """
        Rebels NOUN NNS 2 nsubj
        met VERB VBD 0 root
        on ADP IN 4 case
        Monday PROPN NNP 2 obl
        of ADP IN 7 case
        last ADJ JJ 7 amod
        week NOUN NN 4 nmod
    """,
    """
        Rebels NOUN NNS 2 nsubj
        met VERB VBD 0 root
        in ADP IN 4 case
        May PROPN NNP 2 obl
        after ADP IN 6 case
        talks NOUN NNS 4 nmod
    """,
]


@pytest.mark.parametrize("rows", DAYS, ids=["a part of something", "before or after something"])
def test_what_tells_which_day_stays_with_it(rows: str) -> None:
    assert mended(rows) == arcs(a_sentence(rows))


def test_the_name_before_a_direction_is_the_place() -> None:
    found = mended("""
        Ten NUM CD 2 nummod
        died VERB VBD 0 root
        in ADP IN 6 case
        Handarat PROPN NNP 5 compound
        Farms PROPN NNP 6 compound
        North PROPN NNP 2 obl
        of ADP IN 8 case
        Aleppo PROPN NNP 6 nmod
    """)
    assert {"obl(died, Farms)", "case(Farms, in)", "advmod(Farms, North)", "obl(North, Aleppo)"} <= found


def test_a_direction_inside_a_name_stays_there() -> None:
    rows = """
        Ten NUM CD 2 nummod
        died VERB VBD 0 root
        in ADP IN 5 case
        Korea PROPN NNP 5 compound
        North PROPN NNP 2 obl
    """
    assert mended(rows) == arcs(a_sentence(rows))


@pytest.mark.parametrize("dep", ["case", "mark"])
def test_who_says_it_ends_where_who_did_it_begins(dep: str) -> None:
    found = mended(f"""
        According VERB VBG {6 if dep == "case" else 7} {dep}
        to ADP IN 1 fixed
        Sky PROPN NNP 6 compound
        News PROPN NNP 6 compound
        Syrian ADJ JJ 6 amod
        troops NOUN NNS 7 nsubj
        attacked VERB VBD 0 root
        Hama PROPN NNP 7 obj
    """)
    assert {"obl(attacked, Sky)", "case(Sky, According)", "flat(Sky, News)", "amod(troops, Syrian)"} <= found
    assert "nsubj(attacked, troops)" in found


SOURCES = [
    """
        According VERB VBG 4 case
        to ADP IN 1 fixed
        Syrian ADJ JJ 4 amod
        troops NOUN NNS 7 obl
        , PUNCT , 7 punct
        rebels NOUN NNS 7 nsubj
        attacked VERB VBD 0 root
    """,
    """
        According VERB VBG 6 case
        to ADP IN 1 fixed
        Al PROPN NNP 6 compound
        - PUNCT HYPH 3 punct
        Manar PROPN NNP 3 flat
        journalists NOUN NNS 8 obl
        , PUNCT , 8 punct
        attacked VERB VBD 0 root
    """,
]


@pytest.mark.parametrize("rows", SOURCES, ids=["a subject of its own", "one name alone"])
def test_a_source_that_is_whole_stays_whole(rows: str) -> None:
    assert mended(rows) == arcs(a_sentence(rows))


def test_what_a_passive_was_done_by_is_the_noun_behind_its_owner() -> None:
    found = mended("""
        the DET DT 2 det
        chaos NOUN NN 0 root
        caused VERB VBN 2 acl
        by ADP IN 6 case
        the DET DT 6 det
        militia NOUN NN 3 obl:agent
        revenge NOUN NN 8 compound
        attacks NOUN NNS 3 obj
    """)
    assert {"obl:agent(caused, attacks)", "case(attacks, by)", "compound(attacks, militia)"} <= found


def test_using_is_no_helper_of_what_its_object_underwent() -> None:
    found = mended("""
        Rebels NOUN NNS 2 nsubj
        advanced VERB VBD 0 root
        using VERB VBG 5 aux:pass
        weapons NOUN NNS 5 advmod
        brought VERB VBN 2 advcl
        from ADP IN 7 case
        abroad ADV RB 5 obl
    """)
    assert {"advcl(advanced, using)", "obj(using, weapons)", "acl(weapons, brought)"} <= found


def test_being_is_a_helper() -> None:
    rows = """
        Weapons NOUN NNS 4 nsubj:pass
        are AUX VBP 4 aux
        being AUX VBG 4 aux:pass
        brought VERB VBN 0 root
    """
    assert mended(rows) == arcs(a_sentence(rows))


def test_the_plural_behind_an_opening_adjective_is_the_subject() -> None:
    found = mended("""
        Renewed PROPN NNP 2 nsubj
        clashes VERB VBZ 0 root
        near ADP IN 4 case
        Donetsk PROPN NNP 2 obl
        killed VERB VBD 2 conj
        ten NUM CD 5 obj
    """)
    assert {"root(killed)", "nsubj(killed, clashes)", "amod(clashes, Renewed)", "nmod(clashes, Donetsk)"} <= found


def test_a_name_before_two_joined_verbs_does_both() -> None:
    rows = """
        Putin PROPN NNP 2 nsubj
        attacks VERB VBZ 0 root
        and CCONJ CC 4 cc
        bombed VERB VBD 2 conj
    """
    assert mended(rows) == arcs(a_sentence(rows))


def test_an_ing_word_that_a_name_describes_is_a_noun() -> None:
    sentence = repaired(
        a_sentence("""
        Houthi PROPN NNP 2 compound
        shelling VERB VBG 3 nsubj
        kills VERB VBZ 0 root
        four NUM CD 3 obj
    """)
    )
    assert (sentence.tokens[1].pos, sentence.tokens[1].lemma) == ("NOUN", "shelling")


def test_an_ing_word_with_an_object_is_a_verb() -> None:
    rows = """
        Shelling VERB VBG 3 csubj
        towns NOUN NNS 1 obj
        kills VERB VBZ 0 root
    """
    assert mended(rows) == arcs(a_sentence(rows))


def test_a_form_in_ing_right_behind_its_helper_is_the_verb() -> None:
    found = mended("""
        Army NOUN NN 4 nsubj
        is AUX VBZ 4 cop
        massing VERB VBG 4 amod
        tanks NOUN NNS 0 root
    """)
    assert {"root(massing)", "aux(massing, is)", "obj(massing, tanks)", "nsubj(massing, Army)"} <= found


def test_what_several_are_may_be_described_by_such_a_form() -> None:
    rows = """
        They PRON PRP 4 nsubj
        are AUX VBP 4 cop
        fighting VERB VBG 4 amod
        men NOUN NNS 0 root
    """
    assert mended(rows) == arcs(a_sentence(rows))


def test_a_clause_with_its_own_subject_is_not_the_subject_of_the_next() -> None:
    found = mended("""
        Rebels NOUN NNS 2 nsubj
        retake VERB VBP 7 nsubj:pass
        Tabqa PROPN NNP 2 obj
        , PUNCT , 7 punct
        23 NUM CD 7 nsubj:pass
        are AUX VBP 7 aux:pass
        killed VERB VBN 0 root
    """)
    assert {"root(killed)", "parataxis(killed, retake)", "nsubj(retake, Rebels)"} <= found


def test_a_bare_noun_behind_an_active_verb_is_its_object() -> None:
    found = mended("""
        rebels NOUN NNS 2 nsubj:pass
        assumed VERB VBN 0 root
        control NOUN NN 2 xcomp
        of ADP IN 5 case
        Gao PROPN NNP 3 nmod
    """)
    assert {"obj(assumed, control)", "nsubj(assumed, rebels)"} <= found


def test_what_somebody_was_named_is_no_object() -> None:
    rows = """
        Omar PROPN NNP 3 nsubj:pass
        was AUX VBD 3 aux:pass
        named VERB VBN 0 root
        commander NOUN NN 3 xcomp
    """
    assert mended(rows) == arcs(a_sentence(rows))


def test_a_name_that_a_verb_took_for_part_of_its_own_is_its_subject() -> None:
    found = mended("""
        Ansar PROPN NNP 3 compound
        Wadi PROPN NNP 1 flat
        captures VERB VBZ 0 root
        Gao PROPN NNP 3 obj
    """)
    assert "nsubj(captures, Ansar)" in found


def test_a_plural_that_opens_the_sentence_is_the_subject() -> None:
    found = mended("""
        Clashes VERB VBZ 0 root
        near ADP IN 3 case
        Hama PROPN NNP 1 obl
        continued VERB VBD 3 acl
        on ADP IN 6 case
        Monday PROPN NNP 4 obl
    """)
    assert {"root(continued)", "nsubj(continued, Clashes)", "nmod(Clashes, Hama)"} <= found


def test_two_sides_are_not_the_forces_of_both() -> None:
    found = mended("""
        fighting NOUN NN 0 root
        between ADP IN 6 case
        Ansar PROPN NNP 6 compound
        and CCONJ CC 5 cc
        security NOUN NN 3 conj
        forces NOUN NNS 1 nmod
    """)
    assert {"nmod(fighting, Ansar)", "case(Ansar, between)", "conj(Ansar, forces)", "cc(forces, and)"} <= found
    assert "compound(forces, security)" in found


def test_who_backs_the_rebels_does_not_capture_the_town() -> None:
    found = mended("""
        Rebels NOUN NNS 4 compound
        backed VERB VBN 1 acl
        by ADP IN 4 case
        Turkey PROPN NNP 5 nsubj
        capture VERB VBP 0 root
        Azaz PROPN NNP 5 obj
    """)
    assert {"nsubj(capture, Rebels)", "obl:agent(backed, Turkey)", "acl(Rebels, backed)", "obj(capture, Azaz)"} <= found


def test_a_capture_is_no_coalition_s_where_the_forces_have_no_other_verb() -> None:
    found = mended("""
        forces NOUN NNS 0 root
        backed VERB VBN 1 acl
        by ADP IN 6 case
        the DET DT 6 det
        coalition NOUN NN 6 compound
        capture NOUN NN 2 obl:agent
        Marib PROPN NNP 6 appos
    """)
    assert {"root(capture)", "nsubj(capture, forces)", "obj(capture, Marib)", "obl:agent(backed, coalition)"} <= found
    assert {"case(coalition, by)", "det(coalition, the)"} <= found


def test_what_was_confirmed_is_no_adverb() -> None:
    found = mended("""
        Ten NUM CD 3 nsubj:pass
        were AUX VBD 3 aux:pass
        confirmed VERB VBN 0 root
        killed VERB VBN 3 advcl
    """)
    assert "xcomp(confirmed, killed)" in found


def test_what_is_planned_hangs_on_the_plan() -> None:
    found = mended("""
        Russia PROPN NNP 2 nsubj
        announces VERB VBZ 0 root
        plan NOUN NN 2 obj
        to PART TO 5 mark
        send VERB VB 2 xcomp
        aid NOUN NN 5 obj
    """)
    assert "acl(plan, send)" in found


def test_a_list_hangs_on_the_whole_name() -> None:
    found = mended("""
        Strikes NOUN NNS 2 nsubj
        hit VERB VBD 0 root
        Kafr PROPN NNP 2 obj
        Nabl PROPN NNP 3 flat
        and CCONJ CC 6 cc
        Idlib PROPN NNP 4 conj
    """)
    assert "conj(Kafr, Idlib)" in found
