"""How often a watch errs about its sources, and how soon it tells, on simulated sources with a seed.

    uv run python -m benchmarks.watch [--runs 30] [--write]

--write keeps the figures in docs/evaluation/watch.md.
"""

from __future__ import annotations

import argparse
import platform
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median

from benchmarks.watch.simulated import HOUR, START, WORKDAYS, Made, Story, as_ever, looks
from khabar.records import Heartbeat
from khabar.records.heartbeat import Pulse
from khabar.watching import TextSeen, Watched, source_states
from khabar.watching.source_state import State
from khabar.watching.texts import what_changed

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evaluation" / "watch.md"
HEAD = (Path(__file__).parent / "page.md").read_text(encoding="utf-8")
SOURCES = (
    Made("50 a day, Poisson", 50),
    Made("20 a day, variance 3 times the mean", 20, scatter=3),
    Made("30 on workdays, 8 at weekends", 30, week=WORKDAYS),
    Made("10 a day, 10 % of looks fail", 10, fails=0.1),
    Made("5 a day, Poisson", 5),
    Made("1 a day, Poisson", 1),
)
DAYS, BEGINS = 120, 70
TOLD: tuple[State, ...] = ("silent", "unreadable", "below", "quiet", "above")


def watched(sources: Sequence[Made]) -> list[Watched]:
    """The sources as they are judged, looked at every hour."""
    return [Watched(source.name, HOUR) for source in sources]


def false_alarms(runs: int) -> dict[str, Counter[State]]:
    """By source, how often each state was told of it, asked once a day while nothing happened."""
    found: dict[str, Counter[State]] = {source.name: Counter() for source in SOURCES}
    for seed in range(runs):
        kept = [look for source in SOURCES for look in looks(source, DAYS, seed=seed)]
        for day in range(36, DAYS):
            now = START + timedelta(days=day, hours=7)
            for state in source_states(watched(SOURCES), until(kept, now), now=now):
                found[state.source][state.state] += 1
    return found


def hourly(runs: int) -> tuple[int, int]:
    """Of the days of all sources, on how many a state was told at some hour, asked every hour."""
    days = told = 0
    for seed in range(runs):
        kept = [look for source in SOURCES for look in looks(source, 50, seed=seed)]
        for day in range(36, 50):
            seen: set[str] = set()
            for hour in range(24):
                now = START + timedelta(days=day, hours=hour)
                states = source_states(watched(SOURCES), until(kept, now), now=now)
                seen |= {state.source for state in states if state.state in TOLD}
            days += len(SOURCES)
            told += len(seen)
    return told, days


def until(kept: Sequence[Heartbeat], now: object) -> list[Heartbeat]:
    """The looks up to a moment."""
    return [look for look in kept if look.at <= now]  # type: ignore[operator]


def from_then(share: float, pulse: Pulse = "read") -> Story:
    """From the beginning of what happens on, a share of the reports, or no answer."""
    return lambda hour: (share, pulse) if hour >= 24 * BEGINS else (1.0, "read")


HAPPENINGS: tuple[tuple[str, Story, Story, tuple[State, ...]], ...] = (
    ("no answer", from_then(0, "unreachable"), as_ever, ("silent",)),
    ("feed stands still", from_then(0), as_ever, ("below",)),
    ("a third of the reports", from_then(0.33), as_ever, ("below",)),
    ("all sources fall to a fifth", from_then(0.2), from_then(0.2), ("quiet",)),
)


def detections(runs: int) -> Iterator[tuple[str, str, list[float | None]]]:
    """What happened, to which source, and after how many hours it was told each time; None = not in a week."""
    for what, story, others, right in HAPPENINGS:
        for source in SOURCES:
            yield what, source.name, [_hours_until_told(source, story, others, right, seed) for seed in range(runs)]


def _hours_until_told(source: Made, story: Story, others: Story, right: tuple[State, ...], seed: int) -> float | None:
    beside = [replace(other, name=f"beside: {other.name}") for other in SOURCES if other.name != source.name]
    days = BEGINS + 8
    kept = [*looks(source, days, seed=seed, story=story)]
    for other in beside:
        kept += looks(other, days, seed=seed, story=others)
    for hours in range(3, 7 * 24 + 1, 3):
        now = START + timedelta(days=BEGINS, hours=hours)
        state = source_states(watched([source, *beside]), until(kept, now), now=now)[0]
        if state.state in right:
            return hours
    return None


def texts_of(draw: random.Random, count: int, typical: float, spread: float, *, author: bool = True) -> list[TextSeen]:
    """Texts whose lengths scatter around a typical one by a log-normal law."""
    has = frozenset({"title", "date", *(["author"] if author else [])})
    return [TextSeen(round(draw.lognormvariate(0, spread) * typical), has) for _ in range(count)]


def templates(series: int) -> Iterator[tuple[str, str]]:
    """What happened to a source's texts, and after how many of the new ones it was told."""
    kinds = {
        "nothing": (2500, 0.5, True),
        "teasers of 300 characters": (300, 0.3, True),
        "half as long": (1250, 0.5, True),
        "no author any more": (2500, 0.5, False),
    }
    for what, (typical, spread, author) in kinds.items():
        found = []
        for seed in range(series):
            draw = random.Random(f"{what} {seed}")
            before = texts_of(draw, 200, 2500, 0.5)
            new = texts_of(draw, 40, typical, spread, author=author)
            found.append(next((n for n in range(1, 41) if what_changed([*before, *new[:n]])), None))
        told = [n for n in found if n is not None]
        words = f"told in {len(told)} of {series:,} series of 40 new texts"
        yield what, f"{words}, after {median(told):.0f} (median)" if told else words


def lines(runs: int) -> Iterator[str]:
    """The page's tables."""
    alarms = false_alarms(runs)
    asked = sum(alarms[SOURCES[0].name].values())
    yield f"## When nothing happens\n\nStates told, as a share of {asked:,} days a source, asked once a day.\n"
    yield "| source | silent | below | quiet | above | any |\n|---|---|---|---|---|---|"
    for name, counted in alarms.items():
        total = sum(counted.values())
        shares = [counted[s] / total for s in ("silent", "below", "quiet", "above")]
        yield f"| {name} | {' | '.join(f'{share:.2%}' for share in (*shares, sum(shares)))} |"
    told, days = hourly(max(2, runs // 5))
    yield f"\nAsked every hour, a state was told at some hour of {told / days:.2%} of {days:,} days of a source."
    yield "\n## When something happens\n"
    yield "Told rightly within a day, three days, a week; and the median of hours until then.\n"
    yield "| what | to a source of | a day | three days | a week | hours |\n|---|---|---|---|---|---|"
    for what, name, hours in detections(runs):
        known = [h for h in hours if h is not None]
        within = (sum(h <= 24 * d for h in known) / len(hours) for d in (1, 3, 7))
        middle = f"{median(known):.0f}" if known else "–"
        yield f"| {what} | {name} | {' | '.join(f'{share:.0%}' for share in within)} | {middle} |"
    yield "\n## When the form of the texts changes\n\n| what | |\n|---|---|"
    yield from (f"| {what} | {words} |" for what, words in templates(20 * runs))


def main() -> None:
    """Measures, prints, and keeps."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    page = HEAD.format(python=platform.python_version(), runs=given.runs) + "\n" + "\n".join(lines(given.runs)) + "\n"
    print(page)
    if given.write:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
