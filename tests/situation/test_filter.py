"""The filter over hidden holders: its laws on bare numbers, and its speed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.errors import BadPack
from khabar.situation.filter import News, forward, start_of
from khabar.situation.weights import Rates, packaged_rules, weights_of

RATES = Rates(silence=0.01, fighting=0.05, surprise=0.02, stays=0.6)
STATES = 4
A_ROW = st.lists(st.floats(0.01, 1.0), min_size=STATES, max_size=STATES).map(lambda r: np.array(r) / sum(r))
NATS = st.lists(st.floats(-20, 20), min_size=STATES - 1, max_size=STATES - 1).map(lambda v: np.array([*v, 0.0]))


def test_the_first_day_is_near_certain_of_a_given_holder_and_knows_nothing_of_others() -> None:
    assert start_of(1, states=STATES, rates=RATES)[1] > 0.98
    assert start_of(None, states=STATES, rates=RATES)[-1] > 0.98


@given(A_ROW, st.integers(1, 60))
def test_in_silence_every_state_but_unknown_only_loses(row: np.ndarray, days: int) -> None:
    history = forward(row[None, :], [], days=days, rates=RATES)[:, 0]
    assert (np.diff(history[:, :-1], axis=0) <= 1e-12).all()
    assert (np.diff(history[:, -1]) >= -1e-12).all()


@given(A_ROW, st.lists(st.tuples(st.integers(0, 9), NATS), max_size=5))
def test_every_day_sums_to_one_whatever_the_news(row: np.ndarray, news: list[tuple[int, np.ndarray]]) -> None:
    items = {day: News(day, 0, nats) for day, nats in news}
    history = forward(row[None, :], items.values(), days=10, rates=RATES)
    assert np.allclose(history.sum(axis=2), 1.0)
    assert (history >= 0).all()


@given(A_ROW, A_ROW, NATS)
def test_a_place_does_not_depend_on_the_places_filtered_with_it(
    one: np.ndarray, other: np.ndarray, nats: np.ndarray
) -> None:
    news = [News(3, 0, nats), News(5, 1, -nats)]
    together = forward(np.array([one, other]), news, days=8, rates=RATES)
    alone = forward(one[None, :], news[:1], days=8, rates=RATES)
    assert np.allclose(together[:, 0], alone[:, 0])


def test_news_moves_a_place_only_from_its_day_on() -> None:
    row = start_of(0, states=STATES, rates=RATES)[None, :]
    nats = np.array([0.0, 8.0, 0.0, 0.0])
    history = forward(row, [News(4, 0, nats)], days=6, rates=RATES)[:, 0]
    assert history[3, 0] > 0.9
    assert history[4, 1] > 0.9


def test_the_packaged_weights_are_read_and_every_effect_has_its_words() -> None:
    weights = packaged_rules().control
    assert set(weights.effects) == set(weights.words)


BROKEN = {
    "a rate above one": ("silence: 0.008", "silence: 1.5", "rates.silence"),
    "an unknown key": ("denial: 0.6", "denial: 0.6\nmood: 1", "mood"),
    "an unknown modality": ("{reported: 1.0, claimed", "{rumoured: 1.0, claimed", "modality"),
    "a missing weight": ("shared_control: 5.0", "", "shared_control"),
}


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_broken_weights_are_refused_with_the_field(case: str) -> None:
    from importlib.resources import files

    old, new, field = BROKEN[case]
    text = files("khabar").joinpath("data/situation/control.yaml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(BadPack, match=field):
        weights_of(text.replace(old, new), file="control.yaml")
