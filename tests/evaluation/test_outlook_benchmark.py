"""The benchmark of the outlook: what a fit finds, and what its skill is worth."""

from __future__ import annotations

import numpy as np

from benchmarks.control.outlook import Cases, fitted, held_out, skill, told

DRAW = np.random.default_rng(5)


def some_cases(*, telling: bool) -> Cases:
    """Four wars in which the first sign tells of a change, or in which none does."""
    signs = DRAW.normal(size=(4000, 4))
    odds = -3.0 + (1.5 * signs[:, 0] if telling else 0.0)
    changed = (DRAW.random(4000) < 1 / (1 + np.exp(-odds))).astype(float)
    return Cases(signs, changed, np.repeat(["a", "b", "c", "d"], 1000))


def test_a_fit_finds_the_numbers_that_made_the_cases() -> None:
    base, first, *others = fitted(some_cases(telling=True))
    assert abs(base + 3.0) < 0.4
    assert abs(first - 1.5) < 0.4
    assert max(map(abs, others)) < 0.3


def test_signs_that_tell_have_skill_on_wars_not_fitted_on_and_others_have_none() -> None:
    for telling in (True, False):
        cases = some_cases(telling=telling)
        said, ever = held_out(cases)
        assert (skill(said, ever, cases.changed) > 0.02) == telling


def test_a_scrambled_answer_has_no_skill() -> None:
    cases = some_cases(telling=True)
    wrong = Cases(cases.signs, DRAW.permutation(cases.changed), cases.war)
    said, ever = held_out(wrong)
    assert skill(said, ever, wrong.changed) < 0.02


def test_as_often_as_ever_is_what_a_fit_without_signs_says() -> None:
    cases = some_cases(telling=False)
    bare = Cases(np.zeros_like(cases.signs), cases.changed, cases.war)
    assert np.allclose(told(fitted(bare), bare.signs), cases.changed.mean(), atol=1e-6)
