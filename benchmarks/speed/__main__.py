"""Where the time goes from a report's text to its claims in a store, stage by stage, on one core.

    uv run python -m benchmarks.speed [--articles 150] [--write]
    uv run python -m benchmarks.speed --beside PYTHON   # and the stages in the Python that has a compiled wheel
    uv run python -m benchmarks.speed --gate      # fails where a ratio is much worse than it was pinned
    uv run python -m benchmarks.speed --pin       # pins today's ratios, in a commit that says why

Four lots of text: reports of conflict (the development set); short items of world news, much of it of conflict (the
training texts), put together to articles of the usual length, and each by itself; and whole articles of ordinary news
(a treebank). Each stage is timed by its use of the processor, and stands against two baselines of the same run: the
pipeline as spaCy itself runs it on the same text, and a search for some dozens of words by one regular expression, the
least a coder could do. --write keeps the figures in docs/evaluation/speed.md and, with the machine and the versions, in
benchmarks/speed/result.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from benchmarks.own_process import printed
from benchmarks.speed.articles import CONFLICT, ORDINARY, SETS, WORDS_AN_ARTICLE, WORLD
from benchmarks.speed.timing import PLAIN, Timing, memory, on_the_clock, read_and_tell_memory, timed
from khabar.health import is_compiled, products_by

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evaluation" / "speed.md"
RESULT = Path(__file__).with_name("result.json")
PINNED = Path(__file__).with_name("pinned.json")
WIDE = 1.5
"""A machine at work on other things moves a ratio by a tenth or two; half as much again is a change in the code."""
GATE_ARTICLES = 25


def lines(found: dict[str, Timing], megabytes: dict[str, float]) -> Iterator[str]:
    """The tables."""
    for name, timing in found.items():
        rate, to_coding = (a_second(timing.words, seconds) for seconds in (timing.whole, timing.coded))
        plain = timing.baselines[PLAIN]
        yield f"## {name}\n"
        yield (
            f"{timing.articles:,} texts, {timing.words:,} words, {timing.mentions:,} mentions: {rate:.1f} articles of "
            f"{WORDS_AN_ARTICLE} words a second, {to_coding:.1f} before they are stored and linked; "
            f"{timing.whole / plain:.2f} times the time of the pipeline alone. "
            f"Memory at most: {megabytes[name]:,.0f} MB.\n"
        )
        yield "| stage | words a second | share | times the pipeline alone |"
        yield "|---|---|---|---|"
        for stage, seconds in timing.stages.items():
            share, against = seconds / timing.whole, seconds / plain
            yield f"| {stage} | {timing.words / max(seconds, 1e-6):,.0f} | {share:.1%} | {against:.2f} |"
        for stage, seconds in timing.baselines.items():
            yield f"| *{stage}* | {timing.words / max(seconds, 1e-6):,.0f} | | {seconds / plain:.3f} |"
        yield from in_haste(timing)
    yield mixed([found[WORLD], found[ORDINARY]])


def a_second(words: int, seconds: float) -> float:
    """Articles of the usual length."""
    return words / seconds / WORDS_AN_ARTICLE


def mixed(lots: Sequence[Timing]) -> str:
    """World news as a feed brings it, of all kinds."""
    words = sum(lot.words for lot in lots)
    whole = [sum(each) for each in zip(*([lot.whole, *lot.in_haste] for lot in lots), strict=True)]
    coded = [sum(each) for each in zip(*([lot.coded, *lot.coded_in_haste] for lot in lots), strict=True)]
    rates = [
        f"{a_second(words, one):.1f} ({a_second(words, other):.1f})" for one, other in zip(whole, coded, strict=True)
    ]
    hours = [1_000_000 / a_second(words, seconds) / 3600 for seconds in whole]
    return (
        f"World and ordinary news together: {rates[0]} articles of {WORDS_AN_ARTICLE} words a second, {rates[1]} with "
        f"`--haste 1` and {rates[2]} with `--haste 2`; in brackets before they are stored and linked. A million "
        f"of them are {hours[0]:.1f} hours of one core, {hours[1]:.1f} or {hours[2]:.1f} with haste.\n"
    )


def in_haste(timing: Timing) -> Iterator[str]:
    """What reading with haste saves, and what it does otherwise."""
    rate = f"articles of {WORDS_AN_ARTICLE} words a second"
    yield f"\n| `--haste` | {rate} | before store and linking | language to coding | mentions lost | new |"
    yield "|---|---|---|---|---|---|"
    read = zip(timing.hasty, timing.in_haste, timing.coded_in_haste, strict=True)
    for level, (haste, *seconds) in enumerate(read, start=1):
        rates = (a_second(timing.words, each) for each in seconds)
        lost, new = (f"{count:,} ({count / max(timing.mentions, 1):.1%})" for count in (haste.lost, haste.new))
        told = " | ".join([*(f"{rate:.1f}" for rate in rates), f"{haste.reading / timing.reading:.2f} of the time"])
        yield f"| {level} | {told} | {lost} | {new} |"
    yield ""


def spread(count: int) -> Iterator[str]:
    """What more processes bring, on the clock."""
    cores = os.cpu_count() or 1
    alone, together = (on_the_clock(CONFLICT, count, jobs=jobs) for jobs in (1, cores))
    yield "## On all cores\n"
    yield (
        f"{count} reports of conflict, on the clock and once all is loaded: {cores} processes (`-j {cores}`) take "
        f"{together / alone:.2f} of the time of one; {1 / cores:.2f} would be linear."
    )


def beside(python: str, count: int, found: dict[str, Timing]) -> Iterator[str]:
    """The stages once more in another Python, which has a compiled wheel."""
    yield "\n\n## Compiled\n"
    yield "Microseconds of the processor for a word, each in its own run: *the pipeline alone* is the same in both.\n"
    yield "| | stage | plain | compiled |"
    yield "|---|---|---|---|"
    for name, plain in found.items():
        asked = ["--stages-of", name, "--articles", str(count)]
        told = json.loads(printed("-E", "-m", "benchmarks.speed", *asked, python=python))
        if not told["compiled"]:
            sys.exit(f"The Khabar of {python} is not compiled.")
        for stage, seconds in costs(plain).items():
            yield f"| {name} | {stage} | {seconds / plain.words * 1e6:.1f} | {told[stage] / plain.words * 1e6:.1f} |"


def tell_stages(name: str, count: int) -> None:
    """Prints the seconds of each stage, and whether they are of compiled modules."""
    timing = timed(name, count)
    print(json.dumps({**costs(timing), "compiled": is_compiled()}))


def costs(timing: Timing) -> dict[str, float]:
    """Seconds of each stage, of all together, with haste and without, and of the pipeline alone."""
    together = {"all": timing.whole}
    together |= {f"all, with `--haste {n}`": seconds for n, seconds in enumerate(timing.in_haste, start=1)}
    return {**timing.stages, **together, f"*{PLAIN}*": timing.baselines[PLAIN]}


def measured(count: int) -> dict[str, Timing]:
    """Every lot."""
    return {name: timed(name, count) for name in SETS}


def worse(found: dict[str, Timing], pinned: dict[str, dict[str, float]]) -> list[str]:
    """A line for each ratio that is much worse than it was pinned."""
    return [
        f"{name}, {what}: {found[name].ratios[what]:.2f}, pinned at {was:.2f}"
        for name, row in pinned.items()
        for what, was in row.items()
        if found[name].ratios[what] > WIDE * was
    ]


def gate() -> None:
    """Fails where a ratio is much worse than it was pinned, twice: once the machine may have been busy."""
    pinned = json.loads(PINNED.read_text(encoding="utf-8"))
    low = worse(measured(GATE_ARTICLES), pinned)
    if low:
        low = worse(measured(2 * GATE_ARTICLES), pinned)
    print("\n".join(low) or "The ratios of speed hold.")
    sys.exit(1 if low else 0)


def as_json(found: dict[str, Timing], megabytes: dict[str, float]) -> str:
    """The figures with the machine and the versions they are of."""
    libraries = {name: version(name) for name in ("khabar", "spacy", "thinc", "numpy")}
    machine = {"python": platform.python_version(), "processor": platform.machine(), "cores": os.cpu_count()}
    machine |= {"compiled": is_compiled(), "products": products_by()}
    sets = {name: {**asdict(t), "ratios": t.ratios, "megabytes": megabytes[name]} for name, t in found.items()}
    return json.dumps({"machine": machine, "versions": libraries, "sets": sets}, indent=2) + "\n"


def main() -> None:
    """Prints the tables, and keeps them where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--beside", metavar="PYTHON")
    parser.add_argument("--stages-of", choices=tuple(SETS), help=argparse.SUPPRESS)
    parser.add_argument("--memory-of", choices=tuple(SETS), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.memory_of:
        read_and_tell_memory(given.memory_of, given.articles)
        return
    if given.stages_of:
        tell_stages(given.stages_of, given.articles)
        return
    if given.gate:
        gate()
    if given.pin:
        ratios = {
            name: {k: round(v, 3) for k, v in t.ratios.items()} for name, t in measured(2 * GATE_ARTICLES).items()
        }
        PINNED.write_text(json.dumps(ratios, indent=2) + "\n", encoding="utf-8")
        return
    found = measured(given.articles)
    megabytes = {name: memory(name, given.articles) for name in SETS}
    others = beside(given.beside, given.articles, found) if given.beside else ()
    table = "\n".join([*lines(found, megabytes), *spread(given.articles), *others])
    print(f"Khabar's own modules: {_build()}\n\n{table}")
    if given.write:
        PAGE.write_text(page(table), encoding="utf-8")
        RESULT.write_text(as_json(found, megabytes), encoding="utf-8")


def _build() -> str:
    return "compiled" if is_compiled() else "plain Python"


def page(table: str) -> str:
    """The page with the tables."""
    return _FRAME.format(python=platform.python_version(), build=_build(), products=products_by(), table=table)


_FRAME = """# Where the time goes

Printed by `uv run python -m benchmarks.speed --write`: from a report's text to its claims in a store, on one core, by
use of the processor. Python {python}; the machine was shared, so compare the ratios and not the seconds. *The pipeline
alone* is the embedded pipeline as spaCy itself loads and runs it, on the same texts in the same run; *a search for
words* one regular expression. What is found with haste and what without differs in both directions; how right each is,
[coding](coding.md) tells. Khabar's own modules are {build} ([the other](../how-to/compile.md)), and matrices are
multiplied by {products}: a wide processor that is taken for a narrow one reads slower. `.ci/run` fails where a ratio is
half as much again as it was pinned (`benchmarks/speed/pinned.json`).

{table}
"""


if __name__ == "__main__":
    main()
