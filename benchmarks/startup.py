"""How long the command line takes to start, and to read one report, from a cold process.

uv run python -m benchmarks.startup
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

REPORT = next((Path(__file__).parents[1] / "examples" / "fall-of-the-capitals").glob("*northern-wire-ghazni.txt"))
ROUNDS = 7
BOUNDS = {"khabar --help": 0.5, "khabar read FILE": 3.0}


def seconds(*arguments: str) -> tuple[float, float]:
    """The seconds by the clock and by the processor of one run; on a busy machine the clock's are more."""
    began, before = time.perf_counter(), os.times()
    command = [sys.executable, "-m", "khabar", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - began, busy


def main() -> None:
    """Prints the median and the range of several runs beside the bound; ends with 1 where a median is over it."""
    lines = {"khabar --help": ("--help",), "khabar read FILE": ("read", str(REPORT))}
    late = False
    for name, arguments in lines.items():
        seconds(*arguments)  # the first run may still be writing bytecode
        taken = sorted(seconds(*arguments) for _ in range(ROUNDS))
        clock, busy = (statistics.median(column) for column in zip(*taken, strict=True))
        late = late or clock > BOUNDS[name]
        extent = f"{taken[0][0]:.2f} to {taken[-1][0]:.2f} s"
        print(f"{name}: median {clock:.2f} s ({extent}), of processor {busy:.2f} s; bound {BOUNDS[name]:.1f} s")
    sys.exit(1 if late else 0)


if __name__ == "__main__":
    main()
