"""What a parse answers of its sentences: names, dependents, phrases."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from khabar.records import Parse, Sentence, Span, Token


@dataclass(frozen=True)
class Name:
    """The least that can be asked for by sentence."""

    span: Span


def sentence(start: int, end: int, *heads: int) -> Sentence:
    """A sentence of as many one-letter words as heads are given."""
    tokens = tuple(
        Token(
            i, start + 2 * i, start + 2 * i + 1, "x", "x", "NOUN", "", "", head, "root" if i == head else "nsubj:pass"
        )
        for i, head in enumerate(heads)
    )
    return Sentence(start, end, "x" * (end - start), "paragraph", tokens)


@given(
    cuts=st.lists(st.integers(0, 60), min_size=2, max_size=8, unique=True).map(sorted),
    ends=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 6)), max_size=12),
)
def test_each_name_goes_to_the_sentence_that_holds_all_of_it(cuts: list[int], ends: list[tuple[int, int]]) -> None:
    sentences = tuple(sentence(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    names = [Name(Span(start, start + length, "y" * length)) for start, length in ends]
    holding = tuple(tuple(n for n in names if s.span.contains(n.span)) for s in sentences)
    assert Parse("test", (), sentences).names_by_sentence(names) == holding


def test_a_subtype_of_a_relation_is_also_the_relation() -> None:
    tree = sentence(0, 8, 1, 1, 1)
    first, verb, last = tree.tokens
    assert first.relation == "nsubj"
    for _ in range(2):  # asked again, the answer is the same
        assert tree.children(verb, "nsubj") == tree.children(verb, "nsubj:pass") == (first, last)
        assert tree.children(verb, "obj") == tree.children(first, "nsubj") == ()


def test_a_phrase_is_a_word_with_all_below_it() -> None:
    tree = sentence(0, 8, 1, 3, 1, 3)
    for _ in range(2):
        assert [t.i for t in tree.subtree(tree.tokens[1])] == [0, 1, 2]
        assert tree.subtree(tree.tokens[0]) == (tree.tokens[0],)
    assert [t.i for t in tree.between(2, 5)] == [1, 2]
    assert tree.between(3, 4) == ()
