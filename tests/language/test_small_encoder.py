"""What reading with haste goes by stands for the pipeline's encoders, nearly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from thinc.api import Linear

from khabar.documents import from_text
from khabar.errors import BadPack
from khabar.language.encoder import Encoder
from khabar.language.pipeline import Parser
from khabar.language.small_encoder import SmallEncoder, View
from khabar.language.spacy_loading import embedded_folder, import_spacy, load_pipeline, set_precision

SENTENCES = (
    "Rebels seized the town of Karsin on Monday.",
    "The governor, who had fled, said that 12 soldiers were killed in the attack.",
    "Government troops withdrew to the north after a night of fighting.",
)


@pytest.fixture(scope="module")
def as_trained() -> Any:
    nlp = import_spacy().load(embedded_folder())
    set_precision(nlp, "float32")
    return nlp


@pytest.mark.parametrize("of", ["syntax", "names"])
def test_its_rows_are_near_those_it_stands_for_and_a_word_is_nearest_to_itself(as_trained: Any, of: str) -> None:
    layers = {
        "syntax": as_trained.get_pipe("tok2vec").model,
        "names": as_trained.get_pipe("ner").model.layers[0].layers[0],
    }
    small = SmallEncoder.load()
    docs = [as_trained.make_doc(text) for text in SENTENCES]
    wanted = np.vstack(Encoder.of(layers[of])(docs))
    view = getattr(small, of)
    found = np.vstack(small.encoder(docs)) @ view.weights + view.bias
    assert found.dtype == np.float32
    assert np.square(found - wanted).mean() < 0.4 * wanted.var(axis=0).mean()
    nearest = np.square(found[:, None] - wanted[None]).sum(axis=2).argmin(axis=1)
    assert (nearest == np.arange(len(wanted))).mean() > 0.9


def test_a_layer_before_which_a_view_is_put_gives_for_its_rows_what_it_gave_for_those_seen_through_it() -> None:
    rng = np.random.default_rng(3)
    weights, bias, rows = (rng.normal(size=size).astype(np.float32) for size in ((5, 4), (4,), (7, 5)))
    layer = Linear(3, 4)
    layer.initialize()
    layer.set_param("b", rng.normal(size=3).astype(np.float32))
    wanted = layer.predict(rows @ weights + bias)
    View(weights, bias).put_before(layer)
    assert layer.predict(rows) == pytest.approx(wanted, abs=1e-5)


def test_most_words_are_tagged_and_hung_as_with_the_large_one() -> None:
    def read(nlp: Any) -> list[tuple[str, str, int]]:
        return [(t.pos_, t.dep_, t.head.i) for doc in nlp.pipe(SENTENCES) for t in doc]

    large, small = read(load_pipeline()), read(load_pipeline(small=True))
    assert np.mean([one == other for one, other in zip(large, small, strict=True)]) > 0.85


def test_a_report_of_nothing_but_white_space_between_blocks_is_read_with_haste() -> None:
    parser = Parser.load(haste=2)
    assert parser.parse(from_text(f"{SENTENCES[0]}\n\n \n\n{SENTENCES[1]}", id="a")).sentences


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    small = SmallEncoder.load()
    small.write(tmp_path / "kept.npz")
    again = SmallEncoder.read(tmp_path / "kept.npz")
    assert (again.names.weights == small.names.weights).all()
    assert len(again.encoder.convolutions) == len(small.encoder.convolutions)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_none_is_refused_by_its_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "small.npz"
    file.write_bytes(content)
    with pytest.raises(BadPack, match=r"small\.npz"):
        SmallEncoder.read(file)
