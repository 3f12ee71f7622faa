"""The gate on ratios lets through what holds and names what does not."""

from __future__ import annotations

import json

import pytest

from benchmarks.speed import __main__ as speed
from benchmarks.speed.timing import Haste, Timing


def timing(**seconds: float) -> Timing:
    stages = {"documents": 0.1, "language": 1.0, "places": 0.2, "actors": 0.1, "coding": 0.3, "store": 0.1} | seconds
    baselines = {"the pipeline alone": 2.0, "a search for words": 0.01}
    return Timing(10, 4000, 90, stages, baselines, (Haste(1.2, 0.05, 2, 0), Haste(0.8, 0.05, 9, 4)))


def test_a_ratio_as_it_was_holds_and_one_far_above_is_named() -> None:
    pinned = {"World news": timing().ratios}
    assert speed.worse({"World news": timing()}, pinned) == []
    assert speed.worse({"World news": timing(coding=0.4)}, pinned) == []
    (line,) = speed.worse({"World news": timing(coding=0.7)}, pinned)
    assert line.startswith("World news, places, actors and coding / language: 1.00, pinned at 0.60")


def test_what_is_pinned_is_what_is_measured() -> None:
    pinned = json.loads(speed.PINNED.read_text(encoding="utf-8"))
    assert set(pinned) == set(speed.SETS)
    assert all(set(row) == set(timing().ratios) for row in pinned.values())


def test_the_page_tells_each_stage_and_what_haste_loses() -> None:
    names = ("World news", "Ordinary news")
    page = "\n".join(speed.lines(dict.fromkeys(names, timing()), dict.fromkeys(names, 512.0)))
    assert "| coding | 13,333 |" in page
    assert "| 1 | 7.4 | 7.7 | 0.75 of the time | 2 (2.2%) | 0 (0.0%) |" in page
    assert "| 2 | 10.5 | 11.1 | 0.50 of the time | 9 (10.0%) | 4 (4.4%) |" in page
    assert "5.6 (5.9) articles of 400 words a second, 7.4 (7.7) with `--haste 1` and 10.5 (11.1) with" in page
    assert "A million of them are 50.0 hours of one core, 37.5 or 26.4 with haste." in page
    assert "512 MB" in page


def test_the_gate_fails_only_where_a_second_look_fails_too(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, fast = {name: timing(language=9.0) for name in speed.SETS}, {name: timing() for name in speed.SETS}
    monkeypatch.setattr(speed.json, "loads", lambda _: {name: timing().ratios for name in speed.SETS})

    def looks(*results: dict[str, Timing]) -> int:
        row = iter(results)
        monkeypatch.setattr(speed, "measured", lambda _: next(row))
        with pytest.raises(SystemExit) as end:
            speed.gate()
        return int(end.value.code or 0)

    assert looks(fast) == 0
    assert looks(slow, fast) == 0
    assert looks(slow, slow) == 1
