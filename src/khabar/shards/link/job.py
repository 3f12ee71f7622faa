"""Linking coded shards: seen shard by shard, judged part by part, made into events lot by lot."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from khabar.errors import BadInput
from khabar.export.writing import replacing
from khabar.packs import load_theatre
from khabar.shards.engine import Engine
from khabar.shards.folder import coded_in
from khabar.shards.link.events_file import FORMAT, LISTING
from khabar.shards.link.known import Known, known_of
from khabar.shards.link.shuffle import likely_found, shuffling, to_be_judged, to_be_made
from khabar.shards.link.steps import Judging, Making, Seeing
from khabar.shards.link.work import all_done, homes_of

# About so many mentions are judged, or made into events, at a time.
PORTION = 50_000
_MEMORY_MB = 2_000
_WORK = ".linking-"


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking came to, and in how many parts and lots."""

    claims: int
    events: int
    parts: int
    lots: int


def link_shards(
    folder: str,
    output: str | Path,
    *,
    engine: Engine,
    recorded_at: datetime,
    theatre: str | None = None,
    portion: int = PORTION,
    memory_mb: int = _MEMORY_MB,
    known: Sequence[Known] | None = None,
) -> Linked:
    """Links the coded shards of a folder into the events that linking all their claims at once would give.

    `recorded_at` is when reports without a date count as known. `portion` bounds what one worker holds, `memory_mb`
    what DuckDB does. `known` None = which reports repeat others is found here. The events are put in `output`, a folder
    that all workers reach, by month and cell; what was there of an earlier linking goes when they are complete.
    Raises BadInput, MissingPart, UnknownTheatre.
    """
    pack = load_theatre(theatre) if theatre else None
    shards = coded_in(folder)
    if not shards:
        raise BadInput(f"{folder} holds no coded shards.", next_step="Run `khabar code` with this folder.")
    target = Path(output)
    target.mkdir(parents=True, exist_ok=True)
    for left in target.glob(f"{_WORK}*"):
        shutil.rmtree(left)  # of one that was killed
    with tempfile.TemporaryDirectory(dir=target, prefix=_WORK) as name:
        work = Path(name)
        if known is None:
            known = known_of(folder, shards, engine=engine, work=work, portion=portion, memory_mb=memory_mb)
        seeing = [
            Seeing(n, folder, done, what, work, pack, recorded_at)
            for n, (done, what) in enumerate(zip(shards, known, strict=True))
        ]
        claims = all_done(seeing, engine)
        with shuffling(work, memory_mb=memory_mb) as connection:
            judging = [Judging(part, work, pack) for part in to_be_judged(connection, work, most=portion)]
            all_done(judging, engine)
            homes = homes_of(*likely_found(connection, work)) if judging else {}
            lots = to_be_made(connection, work, homes, most=portion)
        events = all_done([Making(lot, work, pack) for lot in lots], engine)
        _put_in_place(work, target)
    return Linked(claims, events, len(judging), len(lots))


def _put_in_place(work: Path, target: Path) -> None:
    """Moves finished events into their folder; the listing says which count, and those of before go last."""
    before = set(target.glob("events-*.parquet"))
    # Another linking has other names: nobody reads half of one and half of the other.
    run = work.name.removeprefix(_WORK)
    made = sorted(work.glob("events-*.parquet"))
    now = [file.rename(target / f"{file.stem}.{run}.parquet") for file in made]
    listing = {"format": FORMAT, "files": [file.name for file in now]}
    with replacing(target / LISTING) as draft:
        draft.write_text(json.dumps(listing, indent=1), encoding="utf-8")
    for file in before - set(now):
        file.unlink()
