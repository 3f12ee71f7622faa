"""Coding many shards: what is done is left alone, what was lost is tried again, what cannot be read is named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from khabar.documents.publication import publication_of
from khabar.errors import BadInput, KhabarError
from khabar.packs import load_theatre
from khabar.packs.theatre import Theatre
from khabar.reader import Reader, coder_name
from khabar.readers import PATIENCE
from khabar.shards.addresses import made
from khabar.shards.coding import Coder, Task, code_shard, unread
from khabar.shards.engine import Engine
from khabar.shards.folder import file_of, held_in, told_in, write_listing
from khabar.shards.listing import shards_in
from khabar.shards.reading import USUAL_TERMS, Terms
from khabar.shards.shard import Done, Shard

# How often a shard is tried: as usual, and with care; then whatever ends its workers is outside of it.
_TRIES = 3


def code(
    inputs: Iterable[str],
    output: str,
    *,
    engine: Engine,
    theatre: str | None = None,
    gazetteers: Sequence[Path] = (),
    haste: int = 0,
    patience: float = PATIENCE,
    published: date | None = None,
    only_theatre: bool = False,
) -> Iterator[Done]:
    """Codes the shards that paths, folders, patterns or URLs name into a folder; yields what came of each as it comes.

    Safe to stop, to kill and to repeat: a coded shard is there whole or not at all, one that is there is left alone,
    and one whose content, theatre or coder changed is coded anew. When all are done the folder's listing says which
    hold. `haste` as in `Reader.load`. A report that takes longer than `patience` seconds is set aside. `published` is
    when all of them were, and wins over their own dates; `only_theatre` leaves unread what names no place, actor or
    country of the theatre.
    Raises BadInput, NothingToRead, MissingPart, UnknownTheatre, BadPack.
    """
    pack = load_theatre(theatre) if theatre else None
    name = coder_name(pack, gazetteers, haste=haste)
    # A theatre that somebody is writing keeps its name while its places change.
    edition = f"{name}, {hashlib.sha256(repr(pack).encode()).hexdigest()}"
    terms = Terms(publication_of(published), _only(pack) if only_theatre else None)
    if terms != USUAL_TERMS:
        edition = f"{edition}, {published}, {only_theatre}"
    coder = Coder(name, partial(Reader.load, theatre=pack, gazetteers=tuple(gazetteers), haste=haste))
    return code_with(coder, shards_in(inputs), output, engine=engine, edition=edition, patience=patience, terms=terms)


def _only(pack: Theatre | None) -> Theatre:
    if pack is None:
        raise BadInput("No theatre is named.", next_step="Name one with --theatre; `khabar theatre list` lists them.")
    return pack


def code_with(
    coder: Coder,
    shards: Iterable[Shard],
    output: str,
    *,
    engine: Engine,
    edition: str = "",
    patience: float = PATIENCE,
    terms: Terms = USUAL_TERMS,
) -> Iterator[Done]:
    """Codes shards as `code` does, by any coder. `edition` is what else than its name its coding depends on."""
    files = {file_of(shard, edition=edition or coder.name): shard for shard in shards}
    there = made(output)
    listed = held_in(output)
    finished: list[Done] = []
    for file in sorted(files.keys() & there):
        finished.append(listed.get(file) or told_in(output, file))
        yield finished[-1]
    tasks = [
        Task(shard, output, file, coder, patience=patience, terms=terms)
        for file, shard in files.items()
        if file not in there
    ]
    for done in _done(tasks, engine):
        finished.append(done)
        yield done
    write_listing(output, finished)


def _done(tasks: list[Task], engine: Engine) -> Iterator[Done]:
    """What came of each task. What was lost is tried again when all others are done, and with care."""
    for attempt in range(_TRIES):
        lost: list[Task] = []
        for task, outcome in engine.run(tasks, code_shard):
            if isinstance(outcome, KhabarError):
                raise outcome
            if isinstance(outcome, Done):
                yield outcome
            elif attempt == _TRIES - 1:
                yield unread(task.shard, f"{task.shard.name} was lost {_TRIES} times: {outcome.why}.", "lost")
            else:
                lost.append(replace(task, with_care=True))
        tasks = lost
        if not tasks:
            return
