"""How often work is killed, and what a store holds after it.

KHABAR_KILLS is how often each kind of work is killed; hundreds are for a long run.
"""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from khabar.store import open_store, tables
from khabar.store.check import check_store

KILLS = int(os.environ.get("KHABAR_KILLS", "8"))
EVERY_TIME = pytest.mark.parametrize("seed", range(KILLS))


def chance_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  when to kill is no secret


def begun(path: Path) -> bool:
    """Whether there is a store: a program killed while it made one leaves none, or an empty file."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None


def copied(path: Path, to: Path) -> Path:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
    return to


def content(path: Path | str) -> Any:
    """What a store answers, whichever way it came to hold it."""
    with open_store(path, create=False) as store:
        assert store.verify().sound
        return tuple(store.documents()), store.claims(), store.set_asides(), store.judgements(), store.counts()


def rows(path: Path) -> list[list[tuple[Any, ...]]]:
    """Every row of a store, its ledger with it."""
    with closing(sqlite3.connect(path)) as connection:
        found = (connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2") for name in sorted(tables.metadata.tables))  # noqa: S608
        return [table.fetchall() for table in found]


def sound(path: Path | str) -> bool:
    return all(part.ok for part in check_store(path))
