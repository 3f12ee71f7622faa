"""The figures in words: a table for the screen and the page docs/evaluation/linking.md."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.development_sets import fingerprint
from benchmarks.linking.gold import GOLD, Labelled
from benchmarks.linking.score import Agreement, Groups, Item, b_cubed, number_of, pairwise
from benchmarks.linking.storm import Storm

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evaluation" / "linking.md"
RESULT = Path(__file__).with_name("result.json")
FRAME = Path(__file__).with_name("page.md")
F1_AIM, COUNT_AIM = 0.85, 0.1


@dataclass(frozen=True, slots=True)
class Measured:
    """How one set of events compares with the labels. `acts` are those labelled, `events` those found."""

    mentions: int
    acts: int
    events: int
    pairs: Agreement
    b_cubed: Agreement

    @classmethod
    def of(cls, gold: Groups[Item], found: Groups[Item]) -> Measured:
        """The figures of a grouping of the labelled mentions."""
        return cls(len(gold), number_of(gold), number_of(found), pairwise(gold, found), b_cubed(gold, found))

    @property
    def ratio(self) -> float:
        """Events found for each act there is: 1 = as many, above = acts split."""
        return self.events / self.acts


def as_table(figures: Mapping[str, Measured]) -> str:
    """A row for each part: sizes, pairwise and B-cubed precision, recall and F1, events for each act."""
    head = [
        "| | mentions | acts | events | events an act | pairs: P R F1 | B-cubed: P R F1 |",
        "|---|---|---|---|---|---|---|",
    ]
    return "\n".join(head + [_row(part, f) for part, f in figures.items()])


def verdict(f: Measured) -> str:
    """Whether the aims are met, in words."""
    pairs = "is met" if f.pairs.f1 >= F1_AIM else "is missed"
    count = "is met" if abs(f.ratio - 1) <= COUNT_AIM else "is missed"
    return f"the first {pairs} ({f.pairs.f1:.2f}) and the second {count} ({f.ratio - 1:+.1%})"


def _row(part: str, f: Measured) -> str:
    sizes = f"{f.mentions} | {f.acts} | {f.events} | {f.ratio:.3f}"
    return f"| {part} | {sizes} | {_cell(f.pairs)} (of {f.pairs.of}) | {_cell(f.b_cubed)} |"


def _cell(a: Agreement) -> str:
    return f"{a.precision:.3f} {a.recall:.3f} **{a.f1:.3f}**"


def classes_table(merged: Counter[str], split: Counter[str]) -> str:
    """The classes of wrong pairs, the largest first."""
    rows = [
        f"| {title} | {kind} | {n} |"
        for title, c in (("merged", merged), ("split", split))
        for kind, n in c.most_common()
    ]
    return "\n".join(["| wrongly | why | pairs |", "|---|---|---|", *rows])


def write_page(
    gold: Sequence[Labelled],
    figures: Mapping[str, Measured],
    alone: Mapping[str, Measured],
    *,
    classes: tuple[Counter[str], Counter[str]],
    storm: Storm,
    lost: int,
    news: Path,
) -> None:
    """Writes the page and, for programs, the figures."""
    corpus = fingerprint(GOLD, news)
    left_out = Counter(row.left_out for row in gold if not row.events)
    page = FRAME.read_text(encoding="utf-8").format(
        table=as_table(figures),
        verdict=verdict(figures["together"]),
        alone=as_table({"each its own event": alone["together"]}),
        classes=classes_table(*classes),
        storm=storm.in_words,
        corpus=corpus,
        lost=lost,
        left_out=", ".join(f"{n} {why}" for why, n in left_out.most_common()),
    )
    PAGE.write_text(page, encoding="utf-8")
    kept = {
        "corpus": corpus,
        "figures": {part: {**_rounded(f), "ratio": round(f.ratio, 4)} for part, f in figures.items()},
        "merged": dict(classes[0]),
        "split": dict(classes[1]),
        "storm": asdict(storm),
    }
    RESULT.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _rounded(f: Measured) -> dict[str, object]:
    sizes = {"mentions": f.mentions, "acts": f.acts, "events": f.events}
    agreements = {"pairs": f.pairs, "b_cubed": f.b_cubed}
    rounded = {
        name: {"p": round(a.precision, 4), "r": round(a.recall, 4), "f1": round(a.f1, 4), "of": a.of}
        for name, a in agreements.items()
    }
    return {**sizes, **rounded}
