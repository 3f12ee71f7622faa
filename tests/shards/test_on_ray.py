"""On a Ray cluster of two machines the same is done as by one process, whatever is killed there."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from shards.shard_builders import FAKE, json_lines, rows

from khabar.shards import Done, code_with, coded_in, engine_named, shards_in
from khabar.shards.engine import Engine
from khabar.shards.local import LocalEngine

pytest.importorskip("ray", reason="Ray is not installed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A cluster of two nodes on this machine, with room for one task each."""
    from ray.cluster_utils import Cluster

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # what the readers of these tests are found by
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
        made.add_node(num_cpus=1)
        yield made
        made.shutdown()


@pytest.fixture(scope="module")
def engine(cluster: Any) -> Iterator[Engine]:
    with closing(engine_named("ray", address=cluster.address)) as engine:
        yield engine


def coded(news: Path, out: Path, engine: Engine, *, patience: float = 60) -> dict[str, Done]:
    job = code_with(FAKE, shards_in([str(news)]), str(out), engine=engine, patience=patience)
    return {done.shard: done for done in job}


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_cluster_writes_the_same_bytes_as_one_process(tmp_path: Path, engine: Engine) -> None:
    for name in "abcd":
        json_lines(tmp_path / "news" / f"{name}.jsonl.gz", rows(30))
    coded(tmp_path / "news", tmp_path / "cluster", engine)
    coded(tmp_path / "news", tmp_path / "one", LocalEngine())
    assert bytes_in(tmp_path / "cluster") == bytes_in(tmp_path / "one")
    assert all(done.held for done in coded(tmp_path / "news", tmp_path / "cluster", engine).values())


def test_a_worker_killed_mid_shard_costs_nothing(tmp_path: Path, engine: Engine) -> None:
    marker = tmp_path / "killed"
    json_lines(tmp_path / "news" / "a.jsonl", rows(20, r9=f"kill once {marker}"))
    json_lines(tmp_path / "news" / "b.jsonl", rows(20))
    dones = coded(tmp_path / "news", tmp_path / "cluster", engine)
    assert marker.exists()
    assert {name: (done.reports, done.culprits) for name, done in dones.items()} == {
        "a.jsonl": (20, ()),
        "b.jsonl": (20, ()),
    }
    coded(tmp_path / "news", tmp_path / "one", LocalEngine())
    assert bytes_in(tmp_path / "cluster") == bytes_in(tmp_path / "one")


def test_a_report_that_kills_whoever_reads_it_is_named_and_the_job_ends(tmp_path: Path, engine: Engine) -> None:
    json_lines(tmp_path / "news" / "a.jsonl", rows(20, r3="kill it", r19="fault in the coder"))
    json_lines(tmp_path / "news" / "b.jsonl", rows(20))
    dones = coded(tmp_path / "news", tmp_path / "cluster", engine)
    assert (dones["a.jsonl"].reports, dones["a.jsonl"].set_aside) == (18, (("crashed", 2),))
    assert [culprit.reason for culprit in dones["a.jsonl"].culprits] == ["crashed", "crashed"]
    assert [done.reports for done in coded_in(str(tmp_path / "cluster"))] == [18, 20]


def test_a_report_that_takes_for_ever_is_named_and_the_job_ends(tmp_path: Path, engine: Engine) -> None:
    json_lines(tmp_path / "news" / "a.jsonl", rows(20, r3="hang"))
    json_lines(tmp_path / "news" / "b.jsonl", rows(20))
    dones = coded(tmp_path / "news", tmp_path / "cluster", engine, patience=2)
    assert (dones["a.jsonl"].reports, dones["a.jsonl"].set_aside) == (19, (("too-slow", 1),))
    assert dones["b.jsonl"].reports == 20


def test_a_machine_that_is_lost_mid_shard_costs_nothing(tmp_path: Path, cluster: Any, engine: Engine) -> None:
    lost = cluster.add_node(num_cpus=2)
    markers = [tmp_path / f"at-{n}" for n in range(4)]
    for n, marker in enumerate(markers):
        json_lines(tmp_path / "news" / f"{n}.jsonl", rows(20, r9=f"wait {marker}"))
    job = code_with(FAKE, shards_in([str(tmp_path / "news")]), str(tmp_path / "cluster"), engine=engine)

    def lose_it_when_all_are_at_work() -> None:
        while not all(marker.exists() for marker in markers):
            time.sleep(0.1)
        cluster.remove_node(lost, allow_graceful=False)
        for marker in markers:  # whoever still waits on another machine is killed there
            pid = int(marker.read_text(encoding="utf-8"))
            if Path(f"/proc/{pid}").exists():
                os.kill(pid, 9)

    watcher = Thread(target=lose_it_when_all_are_at_work)
    watcher.start()
    dones = list(job)
    watcher.join()
    assert sorted((done.shard, done.reports, done.culprits) for done in dones) == [
        (f"{n}.jsonl", 20, ()) for n in range(4)
    ]
