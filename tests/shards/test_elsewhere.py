"""Shards and coded shards may lie in any place that fsspec reaches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from shards.shard_builders import FAKE, FakeReader, HereEngine, json_lines, rows

from khabar.errors import BadInput
from khabar.shards import Coder, Done, code_with, coded_in, results_of, shards_in
from khabar.shards.addresses import on_disk
from khabar.shards.coding import code_shard
from khabar.shards.engine import Lost


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Any]:
    memory = fsspec.filesystem("memory")
    for name in ("a.jsonl", "deep/b.jsonl.gz"):
        memory.pipe(f"/news/{name}", json_lines(tmp_path / "news" / name, rows(20)).read_bytes())
    yield memory
    memory.rm("/", recursive=True)


def coded(out: str) -> list[Done]:
    return list(code_with(FAKE, shards_in(["memory://news"]), out, engine=HereEngine()))


def test_shards_are_read_from_a_url_and_coded_shards_put_at_another(store: Any, tmp_path: Path) -> None:
    dones = coded("memory://coded")
    assert sorted((done.shard, done.reports, done.held) for done in dones) == [
        ("a.jsonl", 20, False),
        ("deep/b.jsonl.gz", 20, False),
    ]
    assert [done.held for done in coded("memory://coded")] == [True, True]
    listed = coded_in("memory://coded")
    assert [len(list(results_of("memory://coded", done))) for done in listed] == [20, 20]
    here = list(code_with(FAKE, shards_in([str(tmp_path / "news")]), str(tmp_path / "out"), engine=HereEngine()))
    first = min(here, key=lambda done: done.shard).file
    there = store.cat(f"/coded/{listed[0].file}")
    assert (tmp_path / "out" / first).read_bytes().replace(first.encode(), listed[0].file.encode()) == there


def test_a_remote_shard_that_changed_is_coded_anew(store: Any) -> None:
    coded("memory://coded")
    store.pipe("/news/a.jsonl", b'{"id": "new", "text": "A new report."}\n')
    assert [done.shard for done in coded("memory://coded") if not done.held] == ["a.jsonl"]


@pytest.mark.usefixtures("store")
def test_patterns_and_single_files_work_there_too() -> None:
    assert [shard.name for shard in shards_in(["memory://news/*.jsonl"])] == ["a.jsonl"]
    assert [shard.name for shard in shards_in(["memory://news/deep/b.jsonl.gz"])] == ["b.jsonl.gz"]
    with pytest.raises(BadInput, match="There is no"):
        shards_in(["memory://news/absent.jsonl"])
    with pytest.raises(BadInput, match="cannot be reached"):
        shards_in(["nonsense://news"])


def test_a_remote_shard_that_comes_in_part_is_no_damaged_shard(store: Any) -> None:
    shard = shards_in(["memory://news/a.jsonl"])[0]
    store.pipe("/news/a.jsonl", b'{"text": "Cut')
    with pytest.raises(OSError, match="bytes came"), on_disk(shard):
        pass


def test_where_files_are_moved_into_their_place_nobody_sees_half_of_one(
    store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khabar.shards.addresses._OBJECT_STORES", frozenset())
    coded("memory://coded")
    names = [name.rpartition("/")[2] for name in store.ls("/coded", detail=False)]
    assert not [name for name in names if name.endswith(".unfinished")]
    assert len(coded_in("memory://coded")) == 2


class LosingEngine(HereEngine):
    """Loses every task."""

    def run(self, tasks: Any, work: Any) -> Iterator[tuple[Any, Any]]:
        assert work is code_shard
        for task in tasks:
            yield task, Lost("the machine is gone")


@pytest.mark.usefixtures("store")
def test_a_shard_that_is_lost_again_and_again_is_named() -> None:
    dones = list(
        code_with(Coder("fake 1", FakeReader), shards_in(["memory://news"]), "memory://out", engine=LosingEngine())
    )
    assert [done.culprits[0].reason for done in dones] == ["lost", "lost"]
    assert coded_in("memory://out") == ()
