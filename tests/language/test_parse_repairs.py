"""Known faults of the parser, mended by rule; each case is a tree as the parser gives it and as it should be."""

from __future__ import annotations

import pytest
from language_builders import a_sentence, arcs

from khabar.errors import BadPack
from khabar.language.repairs import repaired
from khabar.language.repairs.words import RepairWords, words_from
from khabar.records.parse import BlockKind


def mended(rows: str, block: BlockKind = "paragraph") -> set[str]:
    return arcs(repaired(a_sentence(rows, block=block)))


def test_a_final_attribution_read_as_a_relative_clause_governs_the_report() -> None:
    found = mended("""
        Thirty NUM CD 3 nsubj:pass
        were AUX VBD 3 aux:pass
        killed VERB VBN 0 root
        in ADP IN 6 case
        the DET DT 6 det
        attack NOUN NN 3 obl
        the DET DT 8 det
        agency NOUN NN 9 nsubj
        reported VERB VBD 6 acl:relcl
        . PUNCT . 3 punct
    """)
    assert {"root(reported)", "ccomp(reported, killed)", "nsubj(reported, agency)", "obl(killed, attack)"} <= found


def test_a_final_attribution_after_a_comma_governs_the_report() -> None:
    found = mended("""
        Rebels NOUN NNS 2 nsubj
        left VERB VBD 0 root
        , PUNCT , 2 punct
        the DET DT 5 det
        ministry NOUN NN 6 nsubj
        announced VERB VBD 2 parataxis
        on ADP IN 8 case
        Monday PROPN NNP 6 obl
        . PUNCT . 2 punct
    """)
    assert {"root(announced)", "ccomp(announced, left)", "obl(announced, Monday)"} <= found


def test_a_true_relative_clause_of_speech_is_left_alone() -> None:
    rows = """
        Rebels NOUN NNS 2 nsubj
        denied VERB VBD 0 root
        what PRON WP 2 obj
        the DET DT 5 det
        army NOUN NN 6 nsubj
        said VERB VBD 3 acl:relcl
        . PUNCT . 2 punct
    """
    assert mended(rows) == arcs(a_sentence(rows))


def test_a_when_clause_goes_to_the_act_and_not_to_the_saying() -> None:
    found = mended("""
        Jets NOUN NNS 2 nsubj
        killed VERB VBD 9 ccomp
        ten NUM CD 2 obj
        when ADV WRB 6 advmod
        they PRON PRP 6 nsubj
        bombed VERB VBD 9 advcl
        a DET DT 8 det
        monitor NOUN NN 9 nsubj
        said VERB VBD 0 root
    """)
    assert {"advcl(killed, bombed)", "ccomp(said, killed)"} <= found


def test_the_noun_before_a_final_said_is_who_said_it() -> None:
    found = mended("""
        Bombs NOUN NNS 2 nsubj
        fell VERB VBD 7 ccomp
        wounding VERB VBG 2 advcl
        dozens NOUN NNS 3 obj
        the DET DT 6 det
        Observatory PROPN NNP 3 obj
        said VERB VBD 0 root
    """)
    assert {"nsubj(said, Observatory)", "obj(wounding, dozens)"} <= found


def test_what_a_ministry_says_in_a_statement_is_what_it_says() -> None:
    found = mended("""
        Officials NOUN NNS 2 nsubj
        said VERB VBD 0 root
        in ADP IN 5 case
        a DET DT 5 det
        statement NOUN NN 2 obl
        that SCONJ IN 8 mark
        Herat PROPN NNP 8 nsubj
        fell VERB VBD 5 acl
    """)
    assert "ccomp(said, fell)" in found


def test_a_participle_with_an_object_is_a_past_tense() -> None:
    sentence = repaired(
        a_sentence("""
            aircraft NOUN NN 2 nsubj:pass
            killed VERB VBN 0 root
            people NOUN NNS 2 obj
        """)
    )
    assert "nsubj(killed, aircraft)" in arcs(sentence)
    assert sentence.tokens[1].tag == "VBD"


def test_from_whom_a_town_was_taken_belongs_to_the_taking() -> None:
    found = mended("""
        Rebels NOUN NNS 2 nsubj
        captured VERB VBD 0 root
        the DET DT 4 det
        city NOUN NN 2 obj
        of ADP IN 6 case
        Homs PROPN NNP 4 nmod
        from ADP IN 9 case
        government NOUN NN 9 compound
        troops NOUN NNS 6 nmod
        on ADP IN 11 case
        Monday PROPN NNP 9 nmod
    """)
    assert "obl(captured, troops)" in found


def test_the_day_belongs_to_the_verb() -> None:
    found = mended("""
        Rebels NOUN NNS 2 nsubj
        captured VERB VBD 0 root
        Homs PROPN NNP 2 obj
        on ADP IN 5 case
        Monday PROPN NNP 3 nmod
    """)
    assert "obl(captured, Monday)" in found


def test_what_a_town_is_of_stays_with_the_town() -> None:
    found = mended("""
        Rebels NOUN NNS 2 nsubj
        captured VERB VBD 0 root
        towns NOUN NNS 2 obj
        in ADP IN 5 case
        Syria PROPN NNP 3 nmod
    """)
    assert "nmod(towns, Syria)" in found


def test_two_subjects_with_and_between_are_one() -> None:
    found = mended("""
        Rebels NOUN NNS 4 nsubj
        and CCONJ CC 4 cc
        troops NOUN NNS 4 nsubj
        clashed VERB VBD 0 root
    """)
    assert found == {"nsubj(clashed, Rebels)", "cc(troops, and)", "conj(Rebels, troops)", "root(clashed)"}


def test_the_accused_of_doing_did_it() -> None:
    found = mended("""
        Police NOUN NNS 2 nsubj
        accused VERB VBD 0 root
        them PRON PRP 2 obj
        of ADP IN 6 case
        plotting NOUN NN 6 compound
        attacks NOUN NNS 2 obl
        . PUNCT . 2 punct
    """)
    assert {"advcl(accused, plotting)", "obj(plotting, attacks)", "mark(plotting, of)"} <= found


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            """
            Army NOUN NN 3 compound
            shells NOUN NNS 3 compound
            town NOUN NN 0 root
            """,
            {"nsubj(shells, Army)", "root(shells)", "obj(shells, town)"},
        ),
        (
            """
            Car NOUN NN 2 compound
            bomb NOUN NN 3 compound
            wounds NOUN NNS 4 compound
            dozens NOUN NNS 0 root
            in ADP IN 6 case
            Homs PROPN NNP 4 nmod
            """,
            {
                "compound(bomb, Car)",
                "nsubj(wounds, bomb)",
                "root(wounds)",
                "obj(wounds, dozens)",
                "case(Homs, in)",
                "nmod(dozens, Homs)",
            },
        ),
        (
            """
            Army NOUN NN 2 compound
            advances NOUN NNS 0 root
            on ADP IN 4 case
            Aleppo PROPN NNP 2 nmod
            """,
            {"nsubj(advances, Army)", "root(advances)", "case(Aleppo, on)", "obl(advances, Aleppo)"},
        ),
    ],
    ids=["shells-town", "wounds-dozens", "advances-on"],
)
def test_a_headline_verb_read_as_a_noun_is_a_verb(rows: str, expected: set[str]) -> None:
    assert mended(rows, "headline") == expected


def test_the_subject_of_a_found_verb_may_stand_before_its_phrases() -> None:
    found = mended("""
        Attack NOUN NN 0 root
        on ADP IN 3 case
        village NOUN NN 1 nmod
        results NOUN NNS 1 nmod
        in ADP IN 6 case
        deaths NOUN NNS 4 nmod
        . PUNCT . 1 punct
    """)
    assert {"root(results)", "nsubj(results, Attack)", "obl(results, deaths)", "nmod(Attack, village)"} <= found


def test_a_sentence_with_its_verb_gets_no_other() -> None:
    rows = """
        Omar PROPN NNP 4 nsubj
        is AUX VBZ 4 cop
        army NOUN NN 4 compound
        head NOUN NN 0 root
        of ADP IN 6 case
        staff NOUN NN 4 nmod
        . PUNCT . 4 punct
    """
    assert mended(rows) == arcs(a_sentence(rows))


def test_air_strikes_without_a_verb_stay_a_noun() -> None:
    rows = """
        US PROPN NNP 3 compound
        air NOUN NN 3 compound
        strikes NOUN NNS 0 root
        in ADP IN 5 case
        Syria PROPN NNP 3 nmod
    """
    assert mended(rows, "headline") == arcs(a_sentence(rows))


def test_those_killed_in_a_headline_undergo_it() -> None:
    found = mended(
        """
        Ten NUM CD 2 nsubj
        killed VERB VBN 0 root
        in ADP IN 4 case
        blast NOUN NN 2 obl
        """,
        "headline",
    )
    assert "nsubj:pass(killed, Ten)" in found


def test_killed_in_a_headline_is_done_to_its_subject_even_if_read_as_past() -> None:
    found = mended(
        """
        Dozens NOUN NNS 2 nsubj
        killed VERB VBD 0 root
        in ADP IN 4 case
        airstrikes NOUN NNS 2 obl
        """,
        "headline",
    )
    assert "nsubj:pass(killed, Dozens)" in found


def test_a_plane_that_crashed_in_a_sentence_is_not_crashed_by_someone() -> None:
    found = mended("""
        planes NOUN NNS 2 nsubj:pass
        crashed VERB VBN 0 root
        in ADP IN 4 case
        Homs PROPN NNP 2 obl
        . PUNCT . 2 punct
    """)
    assert "nsubj(crashed, planes)" in found


def test_a_bare_number_before_a_second_participle_was_wounded() -> None:
    found = mended("""
        Ten NUM CD 3 nsubj:pass
        were AUX VBD 3 aux:pass
        killed VERB VBN 0 root
        and CCONJ CC 6 cc
        50 NUM CD 6 nummod
        wounded VERB VBN 3 conj
        . PUNCT . 3 punct
    """)
    assert "nsubj:pass(wounded, 50)" in found


def test_an_opening_participle_hangs_from_the_verb_that_follows() -> None:
    found = mended("""
        Citing VERB VBG 0 root
        sources NOUN NNS 1 obj
        the DET DT 4 det
        group NOUN NN 5 nsubj
        said VERB VBD 2 acl:relcl
        Herat PROPN NNP 7 nsubj
        fell VERB VBD 5 ccomp
        . PUNCT . 1 punct
    """)
    assert {"root(said)", "advcl(said, Citing)", "ccomp(said, fell)"} <= found


def test_a_sound_tree_comes_back_as_it_was() -> None:
    sentence = a_sentence("""
        Rebels NOUN NNS 2 nsubj
        captured VERB VBD 0 root
        Homs PROPN NNP 2 obj
    """)
    assert repaired(sentence) is sentence


def test_a_word_list_with_an_unknown_or_empty_entry_is_refused() -> None:
    lists = dict.fromkeys(RepairWords.__dataclass_fields__, "say") | {"schema": "1"}
    with pytest.raises(BadPack, match="unknown list"):
        words_from(lists | {"speech_words": "say"})
    with pytest.raises(BadPack, match="empty list"):
        words_from(lists | {"speech_verbs": ""})
