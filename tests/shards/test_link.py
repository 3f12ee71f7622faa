"""Coded shards linked part by part give the events of linking all their claims at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pytest
from shards.shard_builders import FAKE, HereEngine, json_lines, rows

from benchmarks.linking.coded_shards import write_shards
from benchmarks.linking.synthetic import documents
from khabar.errors import BadInput
from khabar.linking import link
from khabar.records import Claim
from khabar.records.event_wire import event_to_json
from khabar.shards import code_with, shards_in
from khabar.shards.engine import Lost
from khabar.shards.link import Linked, events_in, link_shards
from khabar.shards.link.work import homes_of
from khabar.shards.local import LocalEngine

NOW = datetime(2021, 9, 1, tzinfo=UTC)


def in_order(events: Any) -> list[dict[str, Any]]:
    return sorted(events, key=lambda event: event["id"])


@pytest.fixture(scope="module")
def war() -> list[tuple[Claim, ...]]:
    return list(documents(1500, per_day=60))


def linked(war: Sequence[tuple[Claim, ...]], home: Path, engine: Any = None, *, portion: int = 200) -> Linked:
    coded = home / f"coded-{len(war)}"
    known = write_shards(war, coded, reports_a_shard=70)
    engine = engine or HereEngine()
    return link_shards(str(coded), home / "events", engine=engine, recorded_at=NOW, portion=portion, known=known)


@pytest.mark.parametrize("portion", [150, 100_000])
def test_a_war_linked_in_parts_is_the_war_linked_whole(
    war: list[tuple[Claim, ...]], tmp_path: Path, portion: int
) -> None:
    found = linked(war, tmp_path, portion=portion)
    claims = list(chain.from_iterable(war))
    assert (found.claims, found.parts > 2, found.lots > 5) == (len(claims), portion == 150, portion == 150)
    whole = [event_to_json(event) for event in link(claims, theatre=None)]
    assert in_order(events_in(tmp_path / "events")) == in_order(whole)
    assert found.events == len(whole)


def test_two_processes_give_the_same_events(war: list[tuple[Claim, ...]], tmp_path: Path) -> None:
    linked(war[:300], tmp_path / "here")
    linked(war[:300], tmp_path / "two", LocalEngine(2))
    assert list(events_in(tmp_path / "two" / "events")) == list(events_in(tmp_path / "here" / "events"))


class LosingOnce(HereEngine):
    """Loses the first task of every run once."""

    def run(self, tasks: Any, work: Any) -> Iterator[tuple[Any, Any]]:
        listed = list(tasks)
        for n, task in enumerate(listed):
            yield task, Lost("killed") if n == 0 and len(listed) > 1 else work(task)


def test_a_worker_that_is_lost_costs_nothing(war: list[tuple[Claim, ...]], tmp_path: Path) -> None:
    linked(war[:300], tmp_path / "here")
    linked(war[:300], tmp_path / "lost", LosingOnce())
    assert list(events_in(tmp_path / "lost" / "events")) == list(events_in(tmp_path / "here" / "events"))


def test_linking_again_takes_the_place_of_what_was_there(war: list[tuple[Claim, ...]], tmp_path: Path) -> None:
    linked(war[:300], tmp_path)
    (tmp_path / "events" / ".linking-killed").mkdir()
    found = linked(war[:200], tmp_path)
    assert len(list(events_in(tmp_path / "events"))) == found.events
    listed = json.loads((tmp_path / "events" / "events.json").read_text(encoding="utf-8"))["files"]
    assert sorted(path.name for path in (tmp_path / "events").iterdir()) == sorted([*listed, "events.json"])


def test_events_can_be_asked_where_they_are(war: list[tuple[Claim, ...]], tmp_path: Path) -> None:
    found = linked(war[:300], tmp_path)
    table = duckdb.read_parquet(f"{tmp_path}/events/*.parquet")
    assert table.aggregate("count(*), count(DISTINCT event), min(month)").fetchall() == [
        (found.events, found.events, "2012-01")
    ]


def test_a_report_that_two_shards_hold_counts_once_and_copies_are_one_voice(tmp_path: Path) -> None:
    words = "took the town of Daran on Monday, two witnesses said, after a night of heavy fighting around its bridges."
    json_lines(tmp_path / "news" / "a.jsonl", [*rows(2, r0=words, r1=words), rows(1, r0=words)[0] | {"id": "twin"}])
    json_lines(tmp_path / "news" / "b.jsonl", [rows(1, r0=words)[0] | {"id": "late", "source": "Gazette"}])
    json_lines(tmp_path / "news" / "c.jsonl", rows(1, r0=words))
    list(code_with(FAKE, shards_in([str(tmp_path / "news")]), str(tmp_path / "coded"), engine=HereEngine()))
    link_shards(str(tmp_path / "coded"), tmp_path / "events", engine=HereEngine(), recorded_at=NOW)
    (event,) = events_in(tmp_path / "events")
    assert [(claim["document"], claim["copy_of"]) for claim in event["claims"]] == [("late", None), ("r0", "late")]


def test_what_is_tied_through_others_has_one_home() -> None:
    ties = homes_of([2, 8, 4, 1], [3, 9, 3, 4])
    assert ties == dict.fromkeys((1, 2, 3, 4), 1) | dict.fromkeys((8, 9), 8)


def test_a_folder_without_coding_or_linking_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no finished coding"):
        link_shards(str(tmp_path), tmp_path / "events", engine=HereEngine(), recorded_at=NOW)
    with pytest.raises(BadInput, match="no finished linking"):
        list(events_in(tmp_path))
