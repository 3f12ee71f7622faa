"""The repository speaks of Khabar alone: no machine it was made on, no unfinished business."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Put together here, so that this file does not hold what it looks for.
WORKPLACE = [
    "/" + "work/(main|shared|steering)",
    "/" + "farm/",
    "/" + "tmp/studio",
    r"\bsub" + r"agents?\b",
    r"\bC" + r"EO\b",
    "DEVELOPERS" + r"\.md",
    r"\bcl" + r"aude\b",
]
UNFINISHED = [r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", r"\bX" + r"XX\b"]
OWN_WORDS = (".py", ".md", ".yaml", ".toml", ".sh", "")


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("This is no git checkout, so there is no list of tracked files.")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = [name for name in listed.stdout.split("\0") if name and not name.endswith(".lock")]
    return [ROOT / name for name in names if (ROOT / name).is_file() and Path(name).suffix in OWN_WORDS]


@pytest.mark.parametrize("pattern", WORKPLACE + UNFINISHED)
def test_no_tracked_text_says(pattern: str) -> None:
    found = []
    for file in tracked():
        written = file.read_bytes()
        if len(written) > 2_000_000 or b"\0" in written:
            continue  # weights, not words
        text = written.decode("utf-8", "replace")
        found += [f"{file.relative_to(ROOT)}: {hit.group()}" for hit in re.finditer(pattern, text, re.IGNORECASE)]
    assert found == []
