"""The untrained pipeline: one shared encoder for tags, features and the parser."""

from __future__ import annotations

from typing import Any

from english_tokens import blank_english
from spacy.language import Language

WIDTH, DEPTH = 192, 6


def encoder(width: int, depth: int, rows: list[int]) -> dict[str, Any]:
    """Hashed word shapes and static vectors, read by a stack of convolutions."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": rows,
            "include_static_vectors": True,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _listener() -> dict[str, Any]:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}


def syntax_pipeline() -> Language:
    """Tags, features, trees and sentence ends; no weights yet."""
    nlp = blank_english()
    nlp.add_pipe("tok2vec", config={"model": encoder(WIDTH, DEPTH, [5000, 1000, 2500, 1500])})
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": _listener()}
    nlp.add_pipe("tagger", config={"model": tagger, "label_smoothing": 0.03})
    nlp.add_pipe("morphologizer", config={"model": tagger, "label_smoothing": 0.03})
    nlp.add_pipe(
        "parser",
        config={
            "min_action_freq": 20,
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "parser",
                "extra_state_tokens": False,
                "hidden_width": 128,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": _listener(),
            },
        },
    )
    return nlp
