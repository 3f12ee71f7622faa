"""Trees and names as the moves are scored for reading: those that spaCy's own steps give, whatever the weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.language.annotator import BATCH_WORDS, Annotator
from khabar.language.name_moves import NameMoves
from khabar.language.sentence_ends import mark_sentence_ends
from khabar.language.spacy_loading import import_spacy, load_pipeline
from khabar.language.transitions import PORTION, Transitions

LABELS = ("nsubj", "obj", "det||obj", "punct", "acl||nsubj")  # the decorated ones are of arcs that crossed others
NAMES = ("PERSON", "ORG", "LOC")
WRITTEN = ("HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE", "TAG", "MORPH")
REPORTS = (
    "Troops entered the valley on Sunday, the governor of Karsin said.",
    "",
    "Retreat",
    "  \n Gunmen  shot\t two teachers . \n\n They fled ; police , late again , gave chase . ",
    "The mayor of Orvel, who had sworn, in 2012, that the bridge (built by the Marrow Company) would hold, resigned.",
    "KARSIN — Col. Ilan Dorr of the Fifth Brigade met Ms. Tessa Vane, U.N. envoy. “We won't leave,” she said.",
    "! ? . , ;",
    "the the the the",
)
LONG = " ".join(REPORTS * 9)
"""A block of many sentences and a thousand words."""


def docs_of(nlp: Any, texts: Sequence[str], *, marked: bool) -> list[Any]:
    docs = [nlp.make_doc(text) for text in texts]
    for doc in docs:
        if marked:
            mark_sentence_ends(doc, [token.text for token in doc])
            for token in list(doc)[5::7]:
                token.is_sent_start = True
    return docs


def written(docs: Sequence[Any]) -> list[list[list[int]]]:
    return [doc.to_array(list(WRITTEN)).tolist() for doc in docs]


@pytest.fixture(scope="module")
def pipeline() -> Any:
    return load_pipeline()


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize("texts", [REPORTS, REPORTS[:1], ("",), (), (LONG, *REPORTS, LONG), REPORTS * 90])
def test_a_report_gets_the_tree_and_the_names_that_spacy_gives_it(
    pipeline: Any, texts: tuple[str, ...], marked: bool
) -> None:
    docs, again = (docs_of(pipeline, texts, marked=marked) for _ in range(2))
    Annotator(pipeline)(docs)
    assert written(docs) == written(list(pipeline.pipe(again)))


def test_the_last_of_those_are_more_words_than_are_taken_together() -> None:
    assert PORTION < BATCH_WORDS < len(" ".join(REPORTS * 90).split())


def test_what_the_encoders_found_is_not_kept(pipeline: Any) -> None:
    docs = docs_of(pipeline, REPORTS, marked=False)
    Annotator(pipeline)(docs)
    assert [doc.tensor.size for doc in docs] == [0] * len(docs)


def with_small_layers(name: str, labels: Sequence[str]) -> Any:
    """A component whose layers are small, for weights to be put into."""
    nlp = import_spacy().blank("en")
    tok2vec = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 4, "depth": 1}
    tok2vec |= {"embed_size": 50, "window_size": 1, "maxout_pieces": 2, "subword_features": False}
    model = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": name}
    model |= {"extra_state_tokens": name == "ner"}  # as the embedded pipeline has them
    model |= {"hidden_width": 3, "maxout_pieces": 2, "use_upper": True, "tok2vec": tok2vec}
    component: Any = nlp.add_pipe(name, config={"model": model})
    for label in labels:
        component.add_label(label)
    nlp.initialize()
    return component


def put_weights(component: Any, numbers: np.random.Generator) -> None:
    """Small whole numbers everywhere: sums are exact, and many moves are worth the same."""
    from thinc.api import Model

    model = component.model
    for layer in (model.get_ref("lower"), model.get_ref("upper")):
        for name in layer.param_names:
            shape = layer.get_param(name).shape
            layer.set_param(name, numbers.integers(-2, 3, shape).astype("float32"))
    words = numbers.integers(-2, 3, (64, model.get_ref("lower").get_dim("nI"))).astype("float32")

    def forward(_: object, docs: Sequence[Any], is_train: bool) -> Any:  # noqa: ARG001 - thinc names it
        return words[np.concatenate([doc.to_array("ORTH") for doc in docs]) % 64], None

    model.replace_node(model.get_ref("tok2vec"), Model("words", forward))


def made_up(component: Any, blocks: Sequence[Sequence[tuple[str, bool | None]]]) -> list[Any]:
    """Documents of the words, each with whether a sentence starts there."""
    from spacy.tokens import Doc

    docs = [Doc(component.vocab, words=[word for word, _ in block]) for block in blocks]
    for doc, block in zip(docs, blocks, strict=True):
        for token, (_, starts) in list(zip(doc, block, strict=True))[1:]:
            if starts is not None:
                token.is_sent_start = starts
    return docs


@pytest.fixture(scope="module")
def small_parser() -> Any:
    return with_small_layers("parser", LABELS)


@pytest.fixture(scope="module")
def small_names() -> Any:
    return with_small_layers("ner", NAMES)


word = st.tuples(st.sampled_from("abcdefgh\n "), st.sampled_from([None, None, None, None, False, True]))
blocks = st.lists(st.lists(word, max_size=25), max_size=5)


def assert_same_steps(component: Any, of: type[Transitions | NameMoves], words: Any, seed: int) -> None:
    put_weights(component, np.random.default_rng(seed))
    docs, again = made_up(component, words), made_up(component, words)
    own = of.of(component)
    own.set_annotations(docs, own.predict(docs))
    component.set_annotations(again, component.predict(again))
    assert written(docs) == written(again)


@given(blocks=blocks, seed=st.integers(0, 10**6))
@settings(max_examples=300, deadline=None)
def test_any_weights_lead_to_the_trees_that_spacys_steps_lead_to(
    small_parser: Any, blocks: list[list[tuple[str, bool | None]]], seed: int
) -> None:
    assert_same_steps(small_parser, Transitions, blocks, seed)


@given(blocks=blocks, seed=st.integers(0, 10**6))
@settings(max_examples=300, deadline=None)
def test_any_weights_lead_to_the_names_that_spacys_moves_lead_to(
    small_names: Any, blocks: list[list[tuple[str, bool | None]]], seed: int
) -> None:
    assert_same_steps(small_names, NameMoves, blocks, seed)
