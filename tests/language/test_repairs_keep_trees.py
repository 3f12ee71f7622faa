"""Whatever a parser makes of a sentence, mending it leaves a tree: one root, and everything under it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.language.repairs import repaired
from khabar.records import Sentence, Token

WORDS = [
    ("army", "army", "NOUN", "NN"), ("rebels", "rebel", "NOUN", "NNS"), ("wounds", "wound", "NOUN", "NNS"),
    ("comments", "comment", "NOUN", "NNS"), ("Karsin", "Karsin", "PROPN", "NNP"), ("Monday", "Monday", "PROPN", "NNP"),
    ("said", "say", "VERB", "VBD"), ("killed", "kill", "VERB", "VBN"), ("seized", "seize", "VERB", "VBD"),
    ("kills", "kill", "VERB", "VBZ"), ("fled", "flee", "VERB", "VBD"), ("accused", "accuse", "VERB", "VBD"),
    ("taking", "take", "VERB", "VBG"), ("was", "be", "AUX", "VBD"), ("has", "have", "AUX", "VBZ"),
    ("and", "and", "CCONJ", "CC"), ("of", "of", "ADP", "IN"), ("on", "on", "ADP", "IN"), ("from", "from", "ADP", "IN"),
    ("the", "the", "DET", "DT"), ("four", "four", "NUM", "CD"), (",", ",", "PUNCT", ","),
    ("wounded", "wounded", "ADJ", "JJ"),
]  # fmt: skip
RELATIONS = [
    "nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "cc", "acl", "amod", "compound", "case", "ccomp", "xcomp",
    "advcl", "parataxis", "punct", "det", "aux", "aux:pass", "vocative", "appos", "nummod", "advmod", "obl:agent",
]  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """A tree over random words: every word but the root hangs on one that was hung before it."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=9))
    order = draw(st.permutations(range(len(words))))
    heads = {order[0]: order[0]}
    for n, i in enumerate(order[1:], 1):
        heads[i] = order[draw(st.integers(0, n - 1))]
    tokens, at = [], 0
    for i, (text, lemma, pos, tag) in enumerate(words):
        dep = "root" if heads[i] == i else draw(st.sampled_from(RELATIONS))
        tokens.append(Token(i, at, at + len(text), text, lemma, pos, tag, "", heads[i], dep))
        at += len(text) + 1
    block = draw(st.sampled_from(["paragraph", "headline"]))
    return Sentence(0, at - 1, " ".join(w[0] for w in words), block, tuple(tokens))


@settings(max_examples=600, deadline=None)
@given(sentences())
def test_a_mended_sentence_is_a_tree(sentence: Sentence) -> None:
    mended = repaired(sentence)
    assert [t.text for t in mended.tokens] == [t.text for t in sentence.tokens]
    assert len(mended.roots) == 1
    for token in mended.tokens:
        assert mended.roots[0] in (token, *mended.ancestors(token))
