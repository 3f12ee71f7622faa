"""The benchmark of control: a conflict made from a task alone, the numbers it fits, the filter it is timed against."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.control.afghan import Fall
from benchmarks.control.fit import GRIDS, numbers_now, rules_with, value_of
from benchmarks.control.speed import one_by_one, some_news
from benchmarks.control.tasks import Task, tasks_in
from khabar.situation.filter import forward, start_of
from khabar.situation.sides import state_side
from khabar.situation.weights import packaged_rules

PARTIES = {"state": ["Daranian army", "Government of Daran", "Kenya"], "front": ["Karsin Front", "rebels"]}


def a_task(tmp_path: Path, **more: Any) -> Task:
    """One conflict of two towns."""
    row = {
        "conflict": "daran2031",
        "country": "Kenya",
        "lat": 0.5,
        "lon": 35.0,
        "aliases": [],
        "covered_from": "2031-01-01",
        "covered_to": "2031-12-31",
        "initial_holder": "state",
        "holders": ["state", "front"],
        "parties": PARTIES,
    }
    later = {**row, "place": "Tolva", "covered_from": "2031-02-01"}
    file = tmp_path / "tasks.jsonl"
    file.write_text("\n".join(json.dumps({**r, **more}) for r in ({**row, "place": "Sunat"}, later)), encoding="utf-8")
    (task,) = tasks_in(file, names=None)
    return task


def test_a_task_becomes_a_theatre_with_its_towns_and_parties(tmp_path: Path) -> None:
    theatre = a_task(tmp_path).theatre
    assert [p.names[0] for p in theatre.places] == ["Sunat", "Tolva"]
    assert [s.id for s in theatre.sides] == ["state", "front"]
    assert state_side(theatre) == "state"


def test_those_who_fight_for_a_state_are_forces_and_its_government_is_one(tmp_path: Path) -> None:
    actors = {a.actor.kind: a for a in a_task(tmp_path).theatre.actors}
    assert "Daranian army" in actors["state force"].aliases
    assert actors["government"].aliases[:1] == ("Government of Daran",)
    assert actors["armed group"].weak_aliases == ("rebels",)


def test_a_country_among_the_parties_also_goes_by_its_people(tmp_path: Path) -> None:
    spelled = {name for a in a_task(tmp_path).theatre.actors for name in a.aliases}
    assert "Kenyan" in spelled


def test_each_place_begins_on_the_day_its_holder_is_given_for(tmp_path: Path) -> None:
    days = a_task(tmp_path).first_days
    assert [day.isoformat() for day in days.values()] == ["2031-01-01", "2031-02-01"]


def test_the_numbers_that_stand_are_among_those_that_can_be_tried() -> None:
    now = numbers_now()
    assert set(now) == set(GRIDS)
    assert rules_with(now) == packaged_rules()
    assert all(now[path] in grid for path, grid in GRIDS.items())


def test_a_factor_on_violence_leaves_fighting_alone() -> None:
    effects = rules_with({"violence": 0.0}).control.effects
    assert effects["violence.airstrike"]["done"].actor == 0.0
    assert effects["violence.clash"] == packaged_rules().control.effects["violence.clash"]


@pytest.mark.parametrize(("worse", "by"), [("ra3", -0.1), ("acc_post", -0.1), ("brier", 0.1), ("false_pm", 0.1)])
def test_what_is_worse_is_worth_less(worse: str, by: float) -> None:
    figures = {"ra3": 0.7, "r3": 0.4, "acc_post": 0.6, "brier": 0.2, "false_pm": 0.1}
    assert value_of({**figures, worse: figures[worse] + by}) < value_of(figures)


def test_all_places_at_once_come_out_as_each_alone() -> None:
    rates = packaged_rules().control.rates
    start = np.tile(start_of(0, states=5, rates=rates), (6, 1))
    news = some_news(6, 40, states=5)
    single = {(n.row, n.day): n for n in news}  # the loop takes one item a place and day
    together = forward(start, single.values(), days=40, rates=rates)
    alone = np.array(one_by_one(start, list(single.values()), days=40, rates=rates))
    assert np.allclose(alone.transpose(1, 0, 2), together)


def test_on_the_days_a_capital_may_have_fallen_nobody_is_asked_who_held_it() -> None:
    fall = Fall(date(2031, 8, 8), date(2031, 8, 9))
    assert [fall.holder(date(2031, 8, d)) for d in (7, 8, 9, 10)] == ["government", "", "", "taliban"]
