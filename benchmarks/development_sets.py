"""Where the development sets lie: text with gold labels that is not part of this repository."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

BESIDE = Path(__file__).resolve().parents[2] / "shared"


def development_set(name: str) -> Path:
    """The folder of a development set. Ends the program with status 0 and the reason where it is absent."""
    folder = BESIDE / "dev" / name
    if not folder.is_dir():
        print(f"Skipped: the development set {name!r} is not at {folder}.")
        sys.exit(0)
    return folder


def fingerprint(*files: Path) -> str:
    """A short hash of the files' contents, so that a figure is never compared with one on other gold."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
