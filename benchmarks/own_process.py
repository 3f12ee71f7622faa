"""Measuring in a process of its own: what this one holds, or has loaded, counts for nothing there."""

from __future__ import annotations

import subprocess
import sys


def printed(*arguments: str, python: str | None = None) -> str:
    """What Python prints when it is run with these arguments: `"-m", "benchmarks.scale"` and so on.

    `python` is another one than this. Raises CalledProcessError where it fails.
    """
    command = [python or sys.executable, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own modules
