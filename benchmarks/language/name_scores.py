"""Names against held-out folds: found with the right kind (typed), and found at all (untyped)."""

from __future__ import annotations

import sys
from pathlib import Path

from khabar.language import Parser
from khabar.records.document import Document

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from alignment import Count
from names_corpora import NamedText, held_out_texts


def name_table(parser: Parser, shared: Path) -> dict[str, dict[str, float]]:
    """Typed and untyped F, in per cent, by fold."""
    return {fold: _scores(parser, texts) for fold, texts in held_out_texts(shared).items()}


def _scores(parser: Parser, texts: list[NamedText]) -> dict[str, float]:
    typed, untyped = Count(), Count()
    documents = [Document(id=str(i), text=t.text, sha256="") for i, t in enumerate(texts)]
    for text, parse in zip(texts, parser.pipe(documents), strict=True):
        gold = set(text.names)
        given = {(n.span.start, n.span.end, n.label) for s in parse.sentences for n in s.names}
        _add(typed, gold, given)
        _add(untyped, {g[:2] for g in gold}, {g[:2] for g in given})
    return {"typed": round(typed.f1, 2), "untyped": round(untyped.f1, 2)}


def _add(count: Count, gold: set[tuple[int, int, str]] | set[tuple[int, int]], given: set) -> None:  # type: ignore[type-arg]
    count.right += len(gold & given)
    count.gold += len(gold)
    count.given += len(given)
