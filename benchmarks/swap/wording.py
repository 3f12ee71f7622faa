"""A report's text with loaded words for neutral ones, or the other way about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.swap.edits import Edit, Rewriting, cased_like
from khabar.records import Coded

PAIRS = Path(__file__).with_name("wording.yaml")


@dataclass(frozen=True, slots=True)
class Pair:
    """A loaded word, a neutral one, and where the loaded one may stand for it: yes, no, or one type's trigger."""

    loaded: str
    neutral: str
    back: str


def pairs() -> tuple[Pair, ...]:
    """The pairs of wording.yaml, in its order."""
    return tuple(Pair(**row) for row in yaml.safe_load(PAIRS.read_text(encoding="utf-8"))["pairs"])


def neutral(coded: Coded) -> Rewriting:
    """The text with the first neutral word for each loaded one."""
    edits: list[Edit] = []
    done: set[str] = set()
    for pair in pairs():
        if pair.loaded not in done:
            done.add(pair.loaded)
            edits += _replaced(coded, pair.loaded, pair.neutral)
    return Rewriting.of(coded.document.text, edits)


def loaded(coded: Coded) -> Rewriting:
    """The text with a loaded word for each neutral one that has one."""
    edits: list[Edit] = []
    for pair in pairs():
        if pair.back != "no":
            only = "" if pair.back == "yes" else pair.back
            edits += _replaced(coded, pair.neutral, pair.loaded, trigger_of=only)
    return Rewriting.of(coded.document.text, edits)


def _replaced(coded: Coded, old: str, new: str, *, trigger_of: str = "") -> Iterator[Edit]:
    """Edits for every use of a word that is no part of a longer name in capitals ("Government of National Accord").

    `trigger_of` "" = every use, else only those that name an act of this type.
    """
    text = coded.document.text
    acts = [m.trigger for m in coded.mentions if m.type == trigger_of]
    behind = r"\s+" if not new else r"(?!\w)(?!\s+of\b)"
    for match in re.finditer(rf"(?<![\w-]){re.escape(old)}{behind}", text, re.IGNORECASE):
        inside_name = match[0][:1].isupper() and text[: match.start()].rstrip()[-1:].isalpha() and match.start() > 0
        if inside_name or (trigger_of and not any(t.start <= match.start() < t.end for t in acts)):
            continue
        yield Edit(match.start(), match.end(), cased_like(match[0], new) if new else "")
