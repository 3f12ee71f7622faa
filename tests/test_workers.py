"""Processes beside this one: what one was at when it died is told, and none outlives whoever began it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from khabar.workers import Lost, Pool


def double() -> Callable[[int], int]:
    return work


def work(number: int) -> int:
    """Twice a number; 7 kills, 8 takes for ever, 9 is a fault."""
    if number == 7:
        os._exit(7)
    if number == 8:
        time.sleep(3600)
    return 18 // (9 - number) if number == 9 else 2 * number


def told(numbers: list[int], *, jobs: int = 2) -> dict[int, int | Lost]:
    found: dict[int, int | Lost] = {}
    with Pool(double, jobs, patience=1.5) as pool:
        while numbers or not pool.is_idle:
            while numbers and pool.has_room:
                pool.give(numbers.pop())
            found |= dict(pool.collect())
    return found


@pytest.mark.parametrize("jobs", [1, 3])
def test_each_task_has_its_result_or_is_lost(jobs: int) -> None:
    expected: dict[int, int | Lost] = {number: 2 * number for number in range(20) if number not in (7, 8, 9)}
    lost = {7: Lost("its process ended with 7"), 8: Lost("it took longer than 1.5 seconds", is_slow=True)}
    assert told([n for n in range(20) if n != 9], jobs=jobs) == expected | lost


def test_a_fault_is_raised_where_the_result_is_waited_for() -> None:
    with pytest.raises(ZeroDivisionError):
        told([9])


STARTED = """
import sys
from test_workers import double
from khabar.workers import Pool
if __name__ == "__main__":
    pool = Pool(double, 2)
    pool.give(8)
    pool.give(8)
    pool.collect()
    print(*(hand.worker.pid for hand in pool._hands), flush=True)
    pool.collect()
"""


def has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no /proc to look processes up in")
def test_processes_end_with_whoever_began_them_even_by_kill_9(tmp_path: Path) -> None:
    script = tmp_path / "started.py"
    script.write_text(STARTED, encoding="utf-8")
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    with subprocess.Popen(
        [sys.executable, script], env=os.environ | {"PYTHONPATH": paths}, stdout=subprocess.PIPE, text=True
    ) as begun:
        assert begun.stdout is not None
        pids = list(map(int, begun.stdout.readline().split()))
        begun.kill()
    end = time.monotonic() + 30
    while not all(map(has_ended, pids)):
        assert time.monotonic() < end, "they live on"
        time.sleep(0.05)
    assert len(pids) == 2
