"""The words a report uses for figures."""

from __future__ import annotations

import pytest

from khabar.report.wording import chance


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "<1%"), (0.009, "<1%"), (0.01, "1%"), (0.5, "50%"), (0.99, "99%"), (0.995, ">99%"), (1.0, ">99%")],
)
def test_a_probability_is_never_certain(share: float, words: str) -> None:
    assert chance(share) == words
