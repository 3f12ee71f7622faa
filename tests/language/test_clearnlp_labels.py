"""A pipeline with ClearNLP labels (spaCy's own English ones) is read as Universal Dependencies."""

from __future__ import annotations

import pytest
import spacy
from language_builders import arcs
from spacy.tokens import Doc

from khabar.language.clearnlp import speaks_clearnlp, to_universal
from khabar.language.joined_names import unjoined
from khabar.language.lemmas import Lemmas
from khabar.language.tree import Placed, Reading, sentences_of
from khabar.records.parse import Sentence


def read(rows: str) -> Sentence:
    """The sentence that a ClearNLP pipeline gave as `word POS TAG head dep`, as later rooms see it."""
    cells = [line.split() for line in rows.strip().splitlines()]
    doc = Doc(
        spacy.blank("en").vocab,
        words=[c[0] for c in cells],
        pos=[c[1] for c in cells],
        tags=[c[2] for c in cells],
        heads=[i if c[3] == "0" else int(c[3]) - 1 for i, c in enumerate(cells)],
        deps=[c[4] for c in cells],
        sent_starts=[i == 0 for i in range(len(cells))],
    )
    reading = Reading(Lemmas.english(), to_universal)
    return next(sentences_of(Placed(unjoined(doc), doc.text, 0, "paragraph"), reading))


CASES = {
    "a preposition goes under its noun": (
        """
        Rebels NOUN NNS 2 nsubj
        attacked VERB VBD 0 ROOT
        Homs PROPN NNP 2 dobj
        from ADP IN 2 prep
        the DET DT 6 det
        north NOUN NN 4 pobj
        """,
        {
            "nsubj(attacked, Rebels)",
            "root(attacked)",
            "obj(attacked, Homs)",
            "case(north, from)",
            "det(north, the)",
            "obl(attacked, north)",
        },
    ),
    "a phrase of a noun is nmod and phrases nest": (
        """
        governor NOUN NN 0 ROOT
        of ADP IN 1 prep
        a DET DT 4 det
        province NOUN NN 2 pobj
        in ADP IN 4 prep
        Syria PROPN NNP 5 pobj
        """,
        {
            "root(governor)",
            "case(province, of)",
            "det(province, a)",
            "nmod(governor, province)",
            "case(Syria, in)",
            "nmod(province, Syria)",
        },
    ),
    "a passive has its agent": (
        """
        Ten NUM CD 3 nsubjpass
        were AUX VBD 3 auxpass
        killed VERB VBN 0 ROOT
        by ADP IN 3 agent
        gunmen NOUN NNS 4 pobj
        """,
        {
            "nsubj:pass(killed, Ten)",
            "aux:pass(killed, were)",
            "root(killed)",
            "case(gunmen, by)",
            "obl:agent(killed, gunmen)",
        },
    ),
    "a predicate stands over be": (
        """
        Omar PROPN NNP 2 nsubj
        is AUX VBZ 0 ROOT
        the DET DT 4 det
        commander NOUN NN 2 attr
        """,
        {"nsubj(commander, Omar)", "cop(commander, is)", "det(commander, the)", "root(commander)"},
    ),
    "a place stands over be": (
        """
        Troops NOUN NNS 2 nsubj
        are AUX VBP 0 ROOT
        in ADP IN 2 prep
        Kabul PROPN NNP 3 pobj
        """,
        {"nsubj(Kabul, Troops)", "cop(Kabul, are)", "case(Kabul, in)", "root(Kabul)"},
    ),
    "there is keeps its verb": (
        """
        There PRON EX 2 expl
        were VERB VBD 0 ROOT
        clashes NOUN NNS 2 attr
        """,
        {"expl(were, There)", "root(were)", "nsubj(were, clashes)"},
    ),
    "joined words hang from the first, and `and` from the next": (
        """
        Homs PROPN NNP 0 ROOT
        , PUNCT , 1 punct
        Hama PROPN NNP 1 conj
        and CCONJ CC 3 cc
        Idlib PROPN NNP 3 conj
        """,
        {"root(Homs)", "conj(Homs, Hama)", "cc(Idlib, and)", "conj(Homs, Idlib)"},
    ),
    "possessors, relative clauses and particles": (
        """
        Assad PROPN NNP 3 poss
        's PART POS 1 case
        army NOUN NN 0 ROOT
        that PRON WDT 5 nsubj
        blew VERB VBD 3 relcl
        up ADP RP 5 prt
        bridges NOUN NNS 5 dobj
        """,
        {
            "nmod:poss(army, Assad)",
            "case(Assad, 's)",
            "root(army)",
            "nsubj(blew, that)",
            "acl:relcl(army, blew)",
            "compound:prt(blew, up)",
            "obj(blew, bridges)",
        },
    ),
    "a clause under a preposition": (
        """
        accused VERB VBN 0 ROOT
        of ADP IN 1 prep
        shelling VERB VBG 2 pcomp
        homes NOUN NNS 3 dobj
        """,
        {"root(accused)", "mark(shelling, of)", "advcl(accused, shelling)", "obj(shelling, homes)"},
    ),
    "a preposition of two words": (
        """
        pulled VERB VBD 0 ROOT
        out ADP IN 1 prep
        of ADP IN 2 prep
        Kherson PROPN NNP 3 pobj
        """,
        {"root(pulled)", "case(Kherson, out)", "case(Kherson, of)", "obl(pulled, Kherson)"},
    ),
    "the infinitive's to, and not": (
        """
        refused VERB VBD 0 ROOT
        not PART RB 4 neg
        to PART TO 4 aux
        leave VERB VB 1 xcomp
        """,
        {"root(refused)", "advmod(leave, not)", "mark(leave, to)", "xcomp(refused, leave)"},
    ),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_clearnlp_becomes_universal(case: str) -> None:
    rows, expected = CASES[case]
    assert arcs(read(rows)) == expected


def test_a_pipeline_is_known_by_its_labels() -> None:
    nlp = spacy.blank("en")
    assert not speaks_clearnlp(nlp)
    parser = nlp.add_pipe("parser")
    parser.add_label("obj")  # type: ignore[attr-defined]
    assert not speaks_clearnlp(nlp)
    parser.add_label("dobj")  # type: ignore[attr-defined]
    assert speaks_clearnlp(nlp)
