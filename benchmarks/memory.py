"""What this process holds in memory, as the kernel counts it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def memory_mb(which: Literal["now", "at most"] = "at most") -> float:
    """MB this process holds now, or has held at most. (`getrusage` would count what its parent held before it.)"""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    field = {"now": "VmRSS:", "at most": "VmHWM:"}[which]
    return int(status.partition(field)[2].split()[0]) / 1024
