"""The command line as a user runs it: a program of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Run:
    """What a command left behind."""

    code: int
    out: str
    err: str


def environment() -> dict[str, str]:
    """The environment without what would change the command's behaviour, a user's own gazetteers among it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    return kept | {"XDG_DATA_HOME": str(ROOT / "no-such-folder")}


def khabar(*arguments: object, given: str | bytes = "", cwd: Path = ROOT, **settings: str) -> Run:
    """Runs `khabar` with these arguments, this standard input and these environment variables beside the usual."""
    done = subprocess.run(
        [sys.executable, "-m", "khabar", *map(str, arguments)],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        cwd=cwd,
        env=environment() | settings,
        timeout=300,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def started(*arguments: object, cwd: Path = ROOT, **settings: str) -> subprocess.Popen[Any]:
    """Starts `khabar` and does not wait. It listens to Ctrl-C, though tests run in the background may not."""
    command = [sys.executable, "-m", "khabar", *map(str, arguments)]
    env = environment() | settings
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd, env=env)
    finally:
        signal.signal(signal.SIGINT, before)
