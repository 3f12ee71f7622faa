"""Treebank texts as spaCy examples, over the tokens the shipped tokeniser makes."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab
from treebanks import Tree


def gold_doc(vocab: Vocab, text: list[Tree]) -> Doc:
    """The text with the treebank's words and trees."""
    words, spaces, heads, starts = [], [], [], []
    for tree in text:
        offset = len(words)
        for i, word in enumerate(tree.words):
            words.append(word.text)
            spaces.append(word.space or i == len(tree.words) - 1)
            heads.append(offset + word.head)
            starts.append(i == 0)
    flat = [w for tree in text for w in tree.words]
    spaces[-1] = False
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        pos=[w.upos for w in flat],
        tags=[w.xpos for w in flat],
        morphs=[w.feats for w in flat],
        lemmas=[w.lemma for w in flat],
        deps=[w.dep for w in flat],
        heads=heads,
    )


def example_of(nlp: Language, text: list[Tree]) -> Example:
    """The text as the tokeniser cuts it beside the text as the treebank cuts it."""
    gold = gold_doc(nlp.vocab, text)
    return Example(nlp.make_doc(gold.text), gold)
