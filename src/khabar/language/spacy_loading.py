"""Bringing in spaCy, and a pipeline: ours by default, or any installed one by its name."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from threadpoolctl import ThreadpoolController

from khabar.errors import MissingPart
from khabar.language.encoder import put_in
from khabar.language.small_encoder import SmallEncoder

if TYPE_CHECKING:
    from spacy.language import Language

EMBEDDED = "khabar_en"


def import_spacy() -> Any:
    """spaCy, without its command line.

    `import spacy` also imports `spacy.cli`, whose downloaders and project tools take a third of the import's time
    and are never used here.  The stand-ins are gone afterwards, so `import spacy.cli` still works for who wants it.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    package, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    info.info = _spacy_info  # type: ignore[attr-defined]
    stand_ins = {"spacy.cli": package, "spacy.cli.info": info}
    sys.modules.update(stand_ins)
    try:
        import spacy
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)
    return spacy


def _spacy_info(*args: Any, **kwargs: Any) -> Any:
    from spacy.cli.info import info

    return info(*args, **kwargs)


def embedded_folder() -> Path:
    """Where the embedded English pipeline lies inside the package."""
    return Path(str(resources.files("khabar"))) / "data" / "languages" / "en" / "pipeline"


def load_pipeline(name: str | None = None, *, names: bool = True, small: bool = False) -> Language:
    """The embedded pipeline, or the installed spaCy pipeline called `name` (a package or a folder).

    `names=False` leaves out the search for proper names. `small` has the embedded one see words through a smaller
    encoder: faster, and a little less right. Raises MissingPart.
    """
    spacy = import_spacy()
    folder = embedded_folder()
    wanted: str | Path = folder if name in (None, EMBEDDED) else str(name)
    if wanted is folder and not folder.exists():
        raise MissingPart(
            "The embedded English pipeline is not in the package.",
            next_step="Install Khabar again, or train it: see training/README.md.",
        )
    try:
        with _products_by_numpy():
            nlp: Language = spacy.load(wanted, exclude=[] if names else ["ner"])
    except OSError as error:
        raise MissingPart(
            f"There is no spaCy pipeline called {name!r}.",
            next_step=f"Install it (python -m spacy download {name}) or leave the name out to use the embedded one.",
        ) from error
    if not any("parser" in component for component in nlp.pipe_names):
        raise MissingPart(
            f"The spaCy pipeline {name!r} has no parser, and events are read from grammar.",
            next_step="Name a pipeline with a parser, such as en_core_web_sm, or leave the name out.",
        )
    if is_ours(nlp):
        set_precision(nlp, "float32")
        if small:
            SmallEncoder.load().put_in(nlp)
        else:
            put_in(nlp)
    return nlp


@contextmanager
def _products_by_numpy() -> Iterator[None]:
    """Has what is loaded meanwhile multiply matrices by numpy's library: half as fast again as the one thinc brings."""
    from thinc.api import NumpyOps, get_current_ops, set_current_ops

    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))
    try:
        yield
    finally:
        set_current_ops(before)


def one_thread() -> AbstractContextManager[object]:
    """Numbers come out the same on any number of cores, and processes do not crowd each other, while this holds."""
    limit: AbstractContextManager[object] = _thread_pools().limit(limits=1, user_api="blas")
    return limit


@lru_cache(maxsize=1)
def _thread_pools() -> ThreadpoolController:
    return ThreadpoolController()


def is_ours(nlp: Language) -> bool:
    """Whether this is the embedded pipeline, by name or by folder."""
    return nlp.meta.get("author") == "Khabar"


def set_precision(nlp: Language, precision: str) -> None:
    """Turn every weight and vector into `float16` or `float32`.

    Ours are kept in half precision, which takes half the room; numbers are multiplied in single.
    """
    for _, component in nlp.pipeline:
        for layer in component.model.walk():  # type: ignore[attr-defined]
            for name in layer.param_names:
                if layer.has_param(name):
                    layer.set_param(name, layer.get_param(name).astype(precision))
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(precision)
