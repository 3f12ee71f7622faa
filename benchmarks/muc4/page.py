"""The figures in words: a table for the screen and the page docs/evaluation/muc4.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evaluation" / "muc4.md"
RESULT = Path(__file__).with_name("result.json")
FRAME = Path(__file__).with_name("page.md")
_ROWS = (
    ("template, all slots", "template", "micro"),
    ("template: type of incident", "template", "incident_type"),
    ("template: who, a person or people", "template", "PerpInd"),
    ("template: who, an organisation", "template", "PerpOrg"),
    ("template: physical target", "template", "Target"),
    ("template: named victim", "template", "Victim"),
    ("template: weapon", "template", "Weapon"),
    ("CEAF-REE, all roles", "ree", "micro"),
    ("incident types of a document", "type", ""),
    ("any incident in the document", "relevance", ""),
)


def as_table(figures: Mapping[str, Any]) -> str:
    """Precision, recall and F1 in percent, a column for each part of the set."""
    lines = ["| | " + " | ".join(f"{name}: P R F1" for name in figures) + " |", "|---|" + "---|" * len(figures)]
    for label, measure, slot in _ROWS:
        cells = []
        for part in figures.values():
            value = part[measure][slot] if slot else part[measure]
            cells.append(f"{value['p']:.1f} {value['r']:.1f} **{value['f1']:.1f}** (of {value['n_gold']})")
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def write_page(figures: Mapping[str, Any], *, corpus: str, documents: int) -> None:
    """Writes the page and, for programs, the whole of what the scorer said."""
    frame = FRAME.read_text(encoding="utf-8")
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    page = frame.format(table=as_table(figures), corpus=corpus, documents=documents)
    PAGE.write_text(page, encoding="utf-8")
    kept = {"corpus": corpus, "documents": documents, "figures": figures}
    RESULT.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
