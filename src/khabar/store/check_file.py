"""Is a store in a file whole? Its pages and references too, and whether there is room to go on."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from khabar.errors import StoreCorrupt
from khabar.store.parts import RESTORE, Looking, Part
from khabar.store.sqlite_file import APPLICATION_ID, NEW_PATH, check_path, engine_of, serving_errors
from khabar.store.version import no_store

_SHOWN = 3


def check_file(path: Path, *, alone: bool = False) -> tuple[Part, ...]:
    """Every part of the store in a file; see `khabar.store.check.check_store`. `alone` = it is not in use."""
    check_path(path, create=False)
    engine = engine_of(str(path), read_only=True, alone=alone)
    looking = Looking(engine, partial(serving_errors, str(path)), str(path))
    try:
        with looking.serving(), engine.begin() as connection:
            if not connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first():
                raise no_store(path)
            if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
                raise StoreCorrupt(f"{path} is a database, but no Khabar store.", next_step=NEW_PATH)
        return (*looking.at_all(pages=_pages, references=_references), _space(path))
    finally:
        engine.dispose()


def check_copy(path: Path) -> None:
    """Raises StoreCorrupt where a copy of a store is not whole; an older schema version is no fault of a copy."""
    for part in check_file(path, alone=True):
        if not part.ok and part.part not in ("schema", "space"):
            raise StoreCorrupt(f"{path} is not whole: {part.part}: {part.found}", next_step="Take another copy.")


def _pages(connection: Connection) -> str:
    said = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA integrity_check({_SHOWN})")]
    if said != ["ok"]:
        raise StoreCorrupt(f"Damaged: {'; '.join(said)}.", next_step=RESTORE)
    return f"{connection.exec_driver_sql('PRAGMA page_count').scalar():,} pages, all sound"


def _references(connection: Connection) -> str:
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_SHOWN)
    if lost:
        named = "; ".join(f"row {row[1]} of {row[0]} rests on {row[2]} that is gone" for row in lost)
        raise StoreCorrupt(f"{named}.", next_step=RESTORE)
    return "every row rests on one that is there"


def _space(path: Path) -> Part:
    """Room for a copy of the store: one is made before it is brought up to a newer schema."""
    free, size = shutil.disk_usage(path.absolute().parent).free, path.stat().st_size
    found = f"{free / 1e6:,.0f} MB free, the store takes {size / 1e6:,.1f} MB"
    step = "" if free > size else "Make room: a copy of the store does not fit on its disk."
    return Part("space", ok=not step, found=found, next_step=step)
