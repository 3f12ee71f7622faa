"""The figures in words: tables for the screen and the page docs/evaluation/access.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from benchmarks.access.derived import FIRST, LAST
from benchmarks.access.facts import FILES, FOLDER
from benchmarks.access.known_ways import KnownWay
from benchmarks.access.score import Agreement, Cut
from benchmarks.development_sets import fingerprint

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evaluation" / "access.md"
RESULT = Path(__file__).with_name("result.json")
FRAME = Path(__file__).with_name("page.md")


@dataclass(frozen=True)
class Measured:
    """The figures of one material. `reliability` are rows of lower and upper bound, share with a way, and number."""

    agreement: Agreement
    reliability: Sequence[tuple[float, float, float, int]]
    roads: Sequence[Cut]
    places: Sequence[Cut]
    ways: Sequence[KnownWay]


def printed(figures: Mapping[str, Measured]) -> str:
    """All tables, for the screen."""
    parts = [agreements(figures)]
    for name, found in figures.items():
        parts += [f"== {name}", cuts(found.roads), cuts(found.places), bands(found)]
    parts.append(ways(next(iter(figures.values())).ways))
    return "\n\n".join(parts)


def agreements(figures: Mapping[str, Measured]) -> str:
    """A row for each material."""
    head = [
        "| | place-days | cut by facts | derived cut | P R | in doubt | same way | Brier | of the word | all open |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join(head + [_row(name, found.agreement) for name, found in figures.items()])


def _row(name: str, a: Agreement) -> str:
    sizes = f"{a.place_days:,} | {a.cut} | {a.said} | {a.precision:.3f} {a.recall:.3f} | {a.doubted}"
    brier = f"{a.brier:.4f} | {a.brier_word:.4f} | {a.brier_open:.4f}"
    return f"| {name} | {sizes} | {a.same_way:,} of {a.ways:,} | {brier} |"


def cuts(found: Iterable[Cut]) -> str:
    """A row for each cut: its first day by the facts and as derived."""
    rows = [f"| {c.name} | {_day(c.fact)} | {_day(c.derived)} | {_late(c)} |" for c in found]
    return "\n".join(["| | cut by the facts | derived | days later |", "|---|---|---|---|", *rows])


def _day(day: date | None) -> str:
    return day.isoformat() if day else "-"


def _late(cut: Cut) -> str:
    return "" if cut.days_late is None else str(cut.days_late)


def bands(found: Measured) -> str:
    """How often there was a way, by the probability given to it."""
    rows = [f"| {low:.1f}-{high:.1f} | {share:.2f} | {n:,} |" for low, high, share, n in found.reliability]
    return "\n".join(["| P(way left) | had one | place-days |", "|---|---|---|", *rows])


def ways(found: Iterable[KnownWay]) -> str:
    """The ways known by their length."""
    rows = [f"| {w.what} | {_km(w.given)} | {_km(w.derived)} | {'yes' if w.agrees else 'NO'} |" for w in found]
    return "\n".join(["| | by the facts | derived | agrees |", "|---|---|---|---|", *rows])


def _km(length: float | None) -> str:
    return "no way" if length is None else f"{length:,.0f} km"


def write_page(true: Mapping[str, Measured], broken: Mapping[str, Measured], told: Measured) -> None:
    """Writes the page and, for programs, the figures."""
    corpus = fingerprint(*(FOLDER / file for file in FILES))
    cut = [c for c in told.roads if c.fact]
    page = FRAME.read_text(encoding="utf-8").format(
        table=agreements(true),
        broken=agreements(broken),
        roads=cuts(told.roads),
        places=cuts(told.places),
        bands=bands(told),
        ways=ways(told.ways),
        verdict="better" if told.agreement.brier < told.agreement.brier_open else "no better",
        brier=f"{told.agreement.brier:.3f} against {told.agreement.brier_open:.3f}",
        right_ways=f"{sum(w.agrees for w in told.ways)} of {len(told.ways)}",
        right_days=f"{sum(c.days_late == 0 for c in cut)} of the {len(cut)}",
        first=FIRST,
        last=LAST,
        corpus=corpus,
    )
    PAGE.write_text(page, encoding="utf-8")
    kept = {
        "corpus": corpus,
        "figures": {name: _rounded(found.agreement) for name, found in (true | broken).items()},
        "roads": {c.name: [_day(c.fact), _day(c.derived)] for c in told.roads},
        "places": {c.name: [_day(c.fact), _day(c.derived)] for c in told.places},
        "ways": {w.what: w.derived for w in told.ways},
    }
    RESULT.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _rounded(agreement: Agreement) -> dict[str, float]:
    values = {**asdict(agreement), "precision": agreement.precision, "recall": agreement.recall}
    return {name: round(value, 4) for name, value in values.items()}
