"""Put the trained weights into the package: syntax and names in one pipeline, without what reading does not need.

uv run --group train python training/publish.py --syntax training/work/en --names training/work/names --version 1.0.0
"""

from __future__ import annotations

import argparse
import json
import shutil
import warnings
from pathlib import Path

import spacy
from english_tokens import cut_as_treebanks_do
from spacy.attrs import LOWER
from spacy.language import Language

from khabar.language.spacy_loading import set_precision

OUT = Path(__file__).parents[1] / "src/khabar/data/languages/en/pipeline"
_LABEL_STRINGS = ("tagger", "morphologizer", "parser", "ner")


def publish(syntax: Path, names: Path | None, version: str) -> None:
    """Write the pipeline folder that the package ships."""
    nlp = spacy.load(syntax)
    cut_as_treebanks_do(nlp)
    if names:
        with warnings.catch_warnings():
            # spaCy compares vector tables by name and warns; both were trained over the same file.
            warnings.simplefilter("ignore")
            nlp.add_pipe("ner", source=spacy.load(names))
    nlp.meta.update(
        name="khabar",
        version=version,
        author="Khabar",
        license="CC BY-SA 4.0",
        description="English tags, UD trees and names for news of armed conflict. See ATTRIBUTION.md.",
    )
    set_precision(nlp, "float16")
    fresh = OUT.with_name("pipeline.new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    _lighten(nlp, fresh)
    shutil.rmtree(OUT, ignore_errors=True)
    fresh.rename(OUT)


def _lighten(nlp: Language, folder: Path) -> None:
    """Take away what only training needs, and mend what spaCy does not write."""
    _keep_only_label_strings(nlp, folder)
    write_vector_key(folder)
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    meta.pop("performance", None)
    (folder / "meta.json").write_text(json.dumps(meta, indent=1, sort_keys=True), encoding="utf-8")


def write_vector_key(folder: Path) -> None:
    """Say that the vectors are looked up by the lower-cased word: spaCy 3.8 reads this back but does not write it."""
    (folder / "vocab/vectors.cfg").write_text(json.dumps({"mode": "default", "attr": LOWER}), encoding="utf-8")


def _keep_only_label_strings(nlp: Language, folder: Path) -> None:
    """The words seen in training are looked up by hash; only labels must be written out again."""
    kept = {"en"}
    for name in nlp.pipe_names:
        if name in _LABEL_STRINGS:
            kept.update(nlp.get_pipe(name).labels)
    for label in list(kept):
        kept.update(label.split("|"))
    (folder / "vocab/strings.json").write_text(json.dumps(sorted(kept)), encoding="utf-8")


def main() -> None:
    """Read the command line and publish."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--syntax", type=Path, required=True)
    reader.add_argument("--names", type=Path)
    reader.add_argument("--version", required=True)
    asked = reader.parse_args()
    publish(asked.syntax, asked.names, asked.version)
    print(sum(f.stat().st_size for f in OUT.rglob("*") if f.is_file()) / 1e6, "MB")


if __name__ == "__main__":
    main()
