"""The gate on the situation at size goes by what a fixed piece of work takes, and looks twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks import scale
from benchmarks.scale import Size, Spread

QUICK = Spread(5.0, 10.0, 20.0)
SOUND = Size(10_452, 1_000, 1_317, 2.0, 0.5, QUICK, QUICK, QUICK, QUICK, QUICK, QUICK, 80, 170)


def test_what_takes_far_more_of_the_yardstick_is_named() -> None:
    assert scale.far_off(SOUND) == []
    assert scale.far_off(replace(SOUND, seconds=4.0, yardstick=1.0)) == []
    (line,) = scale.far_off(replace(SOUND, seconds=9.0))
    assert line == "making the whole: 18.000 yardsticks, more than 12.0"
    (line,) = scale.far_off(replace(SOUND, one_more=Spread(90.0, 95.0, 99.0)))
    assert line.startswith("one more report: 0.180")


def test_a_busy_moment_fails_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = replace(SOUND, seconds=9.0)
    for looks, code in (((SOUND,), 0), ((slow, SOUND), 0), ((slow, slow), 1)):
        row = iter(looks)
        monkeypatch.setattr(scale, "apart", lambda *_, row=row: next(row))
        with pytest.raises(SystemExit) as end:
            scale.gate()
        assert end.value.code == code
