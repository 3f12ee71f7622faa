"""A folder of coded shards: what each is called, which hold, and what could not be read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from khabar.errors import BadInput
from khabar.records import Coded, SetAside
from khabar.shards.addresses import in_folder, made, opened, put
from khabar.shards.coded_file import FORMAT, batches_in, results_in, told_of
from khabar.shards.shard import Done, Shard

# Written last: which coded shards hold. What else lies in the folder is of an earlier content or coder, or unfinished.
LISTING = "shards.json"
CULPRITS = "culprits.jsonl"
LISTING_FORMAT = "khabar.coded-shards/1"
_NO_LETTER = re.compile(r"[^A-Za-z0-9.-]+")


def file_of(shard: Shard, *, edition: str) -> str:
    """What a shard's coded shard is called: by its name, its content and `edition`, all that its coding depends on.

    So what is there needs no coding, and a shard or coder that changed has another name.
    """
    whole = "\n".join((FORMAT, shard.name, shard.content, edition))
    return f"{_NO_LETTER.sub('-', shard.name)[-80:]}.{hashlib.sha256(whole.encode()).hexdigest()[:20]}.parquet"


def held_in(folder: str) -> dict[str, Done]:
    """The coded shards that the folder's listing names, by file; empty where it has none yet."""
    if LISTING not in made(folder):
        return {}
    return {done.file: done for done in _listed(folder)}


def told_in(folder: str, file: str) -> Done:
    """What a coded shard of a folder says of itself. Raises BadInput where it is none."""
    with opened(in_folder(folder, file)) as stream:
        return told_of(stream, name=file)


def coded_in(folder: str) -> tuple[Done, ...]:
    """The coded shards of a finished job, by shard. Raises BadInput where there are none, or of several coders."""
    try:
        dones = tuple(_listed(folder))
    except OSError:
        raise BadInput(
            f"{folder} holds no finished coding: it has no {LISTING}.",
            next_step="Run `khabar code` with this folder; if it was stopped, run it again.",
        ) from None
    if len({done.coder for done in dones}) > 1:
        raise BadInput(
            f"{folder} was coded by several coders: {'; '.join(sorted({done.coder for done in dones}))}.",
            next_step="Run `khabar code` again over all its shards, or keep each coding in a folder of its own.",
        )
    return dones


def results_of(folder: str, done: Done) -> Iterator[Coded | SetAside]:
    """What is in a coded shard, in its order."""
    with opened(in_folder(folder, done.file)) as stream:
        yield from results_in(stream, name=done.file)


def batches_of(folder: str, done: Done, *, columns: Sequence[str]) -> Iterator[Any]:
    """The rows of a coded shard as Arrow's batches of some columns, in its order."""
    with opened(in_folder(folder, done.file)) as stream:
        yield from batches_in(stream, name=done.file, columns=columns)


def write_listing(folder: str, dones: Iterable[Done]) -> None:
    """Says which coded shards hold from now on, beside those listed of shards that this run did not name."""
    finished = list(dones)
    now = {done.shard for done in finished}
    kept = [done for done in held_in(folder).values() if done.shard not in now] + [d for d in finished if d.file]
    shards = [done.as_json() for done in sorted(kept, key=lambda done: (done.shard, done.file))]
    _write(folder, LISTING, json.dumps({"format": LISTING_FORMAT, "shards": shards}, ensure_ascii=False, indent=1))
    unread = [done for done in finished if not done.file]
    culprits = (culprit for done in [*sorted(kept, key=lambda d: d.shard), *unread] for culprit in done.culprits)
    _write(folder, CULPRITS, "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in culprits))


def _listed(folder: str) -> Iterator[Done]:
    with opened(in_folder(folder, LISTING)) as file:
        data: dict[str, Any] = json.load(file)
    if data.get("format") != LISTING_FORMAT:
        raise BadInput(f"{folder}/{LISTING} is no {LISTING_FORMAT}.", next_step="Give another folder.")
    yield from map(Done.of_json, data["shards"])


def _write(folder: str, name: str, text: str) -> None:
    with put(in_folder(folder, name)) as draft:
        draft.write_text(text, encoding="utf-8")
