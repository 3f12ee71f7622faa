"""The scoreboard's scorer: full marks for gold itself, none for a spoilt tree."""

from __future__ import annotations

from dataclasses import replace

from alignment import Annotated, Node, Score, add
from score import with_shuffled_heads


def a_text() -> Annotated:
    """`Rebels took towns . Troops left .`"""
    words = [
        ("Rebels", "NOUN", 1, "nsubj"),
        ("took", "VERB", None, "root"),
        ("towns", "NOUN", 1, "obj"),
        (".", "PUNCT", 1, "punct"),
        ("Troops", "NOUN", 5, "nsubj"),
        ("left", "VERB", None, "root"),
        (".", "PUNCT", 5, "punct"),
    ]
    spans = [(i * 10, i * 10 + 5) for i in range(len(words))]
    nodes = tuple(
        Node(*spans[i], pos, pos, word.lower(), None if head is None else spans[head], dep)
        for i, (word, pos, head, dep) in enumerate(words)
    )
    return Annotated(nodes, ((0, 35), (40, 65)))


def scored(given: Annotated) -> dict[str, float]:
    score = Score()
    add(score, a_text(), given)
    return score.table()


def test_gold_against_itself_has_full_marks() -> None:
    assert set(scored(a_text()).values()) == {100.0}


def test_shuffled_heads_lose_the_trees_and_nothing_else() -> None:
    table = scored(with_shuffled_heads(a_text()))
    assert table["tokens"] == table["UPOS"] == 100.0
    assert table["LAS"] < 60
    assert table["core arguments, nouns"] < 100


def test_a_wrong_label_costs_las_and_not_uas() -> None:
    gold = a_text()
    nodes = (replace(gold.nodes[0], dep="obl"), *gold.nodes[1:])
    table = scored(Annotated(nodes, gold.sentences))
    assert table["UAS"] == 100.0
    assert table["LAS"] < 100
    assert table["core arguments, nouns"] == 50.0


def test_a_subtype_costs_only_the_stricter_measure() -> None:
    gold = a_text()
    nodes = (replace(gold.nodes[0], dep="nsubj:pass"), *gold.nodes[1:])
    table = scored(Annotated(nodes, gold.sentences))
    assert table["LAS"] == 100.0
    assert table["LAS with subtypes"] < 100


def test_words_cut_otherwise_cost_everything_they_carry() -> None:
    gold = a_text()
    merged = replace(gold.nodes[0], end=gold.nodes[1].end)
    table = scored(Annotated((merged, *gold.nodes[2:]), gold.sentences))
    assert table["tokens"] < 100
    assert table["UPOS"] < 100
