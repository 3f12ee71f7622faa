"""The encoders as they run for reading give the numbers that spaCy's own layers give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from khabar.language.encoder import PORTION, Encoder, put_in
from khabar.language.spacy_loading import embedded_folder, import_spacy, load_pipeline, set_precision

SENTENCES = (
    "Troops entered the valley on Sunday.",
    "",
    "The governor of Karsin, who had fled, said the garrison's 40 men laid down their arms!",
    "the the the",
    "Zyxxq-7 — “Wvvk” ran.",
)


@pytest.fixture(scope="module")
def as_trained() -> Any:
    nlp = import_spacy().load(embedded_folder())
    set_precision(nlp, "float32")
    return nlp


def encoders(nlp: Any) -> list[Any]:
    return [nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model.layers[0].layers[0]]


def assert_same(some: Sequence[Any], others: Sequence[Any]) -> None:
    assert [rows.shape for rows in some] == [rows.shape for rows in others]
    for one, other in zip(some, others, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-4)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("texts", [SENTENCES, SENTENCES[2:3], (" ".join(SENTENCES * PORTION)[: 9 * PORTION],)])
def test_each_word_gets_the_numbers_of_the_layers_it_was_trained_with(
    as_trained: Any, which: int, texts: tuple[str, ...]
) -> None:
    docs = [as_trained.make_doc(text) for text in texts]
    model = encoders(as_trained)[which]
    assert_same(Encoder.of(model)(docs), model.predict(docs))


def test_a_report_is_read_the_same_alone_and_among_others(as_trained: Any) -> None:
    encoder = Encoder.of(encoders(as_trained)[0])
    docs = [as_trained.make_doc(text) for text in SENTENCES * 60]  # more than one portion
    together = encoder(docs)
    assert_same(together[-5:], encoder(docs[:5]))
    assert_same(together[7:8], encoder(docs[7:8]))


def test_no_report_gives_no_rows(as_trained: Any) -> None:
    encoder = Encoder.of(encoders(as_trained)[0])
    assert encoder([]) == []
    assert [rows.shape for rows in encoder([as_trained.make_doc("")])] == [(0, encoder.width)]


def test_the_tags_trees_and_names_are_those_of_the_pipeline_as_trained(as_trained: Any) -> None:
    def read(nlp: Any) -> list[tuple[str, str, int, str]]:
        docs = nlp.pipe(SENTENCES)
        return [(t.tag_, t.dep_, t.head.i, t.ent_type_) for doc in docs for t in doc]

    assert read(load_pipeline()) == read(as_trained)


def test_what_is_put_in_for_reading_cannot_be_trained() -> None:
    nlp = import_spacy().load(embedded_folder())
    put_in(nlp)
    _, train = nlp.get_pipe("tok2vec").model.begin_update([nlp.make_doc("Troops left.")])
    with pytest.raises(NotImplementedError):
        train([])
