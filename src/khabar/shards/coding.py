"""Coding one shard: the whole of what a worker does, on whatever machine.

Usually reports are read in the worker itself, several at a time. A shard that ended its worker, or kept it too long, is
read with care: in a process of its own that says what it is at, so that what harms it is known and passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from khabar.errors import KhabarError, UnreadableDocument
from khabar.language.portions import in_portions
from khabar.readers import PATIENCE, Reads, together
from khabar.records import Coded, SetAside
from khabar.shards.addresses import in_folder, on_disk, put
from khabar.shards.careful import read_with_care
from khabar.shards.coded_file import CodedFile
from khabar.shards.patience import no_longer_than
from khabar.shards.reading import USUAL_TERMS, Make, Terms, reports_in
from khabar.shards.shard import Culprit, Done, Shard


@dataclass(frozen=True, slots=True)
class Coder:
    """What codes reports. `name` is what stores know it by; `load` gives it, and is called once in each process."""

    name: str
    load: Callable[[], Reads] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to be coded into `file` of `folder`. `with_care` = it may end the process that reads it.

    `patience` are the seconds one report may take.
    """

    shard: Shard
    folder: str
    file: str
    coder: Coder
    with_care: bool = False
    patience: float = PATIENCE
    terms: Terms = USUAL_TERMS


def code_shard(task: Task) -> Done | KhabarError:
    """Codes a shard and puts the coded shard in its place; what came of it, or why no shard can be coded.

    The same bytes for the same shard and coder, whoever else works at the time.
    """
    shard, coder = task.shard, task.coder
    try:
        with (
            on_disk(shard) as path,
            put(in_folder(task.folder, task.file)) as draft,
            CodedFile(draft, shard=shard.name, file=task.file, coder=coder.name) as file,
        ):
            for result in _results(path, task):
                file.add(result)
        return file.done
    except UnreadableDocument:
        raise  # one report: read with care it is set aside
    except KhabarError as error:
        return error
    except OSError as error:
        return unread(shard, f"{shard.address} was not coded: {error.strerror or error}.")


def unread(shard: Shard, message: str, reason: str = "unreadable") -> Done:
    """A shard that nothing was written for: the next run tries it again."""
    return Done(shard.name, "", culprits=(Culprit(shard.name, reason, message),))


def _results(path: Path, task: Task) -> Iterator[Coded | SetAside]:
    if task.with_care:
        return read_with_care(
            path, name=task.shard.name, load=task.coder.load, patience=task.patience, terms=task.terms
        )
    return _in_portions(reports_in(path, name=task.shard.name, terms=task.terms), _loaded(task.coder), task.patience)


def _in_portions(makes: Iterable[Make], reader: Reads, patience: float) -> Iterator[Coded | SetAside]:
    """What is made of reports. Where a portion of them takes longer than one may, this ends: each may be the one."""
    portions = in_portions(make() for make in makes)
    while True:
        with no_longer_than(patience):
            portion = next(portions, [])
            read = list(together(portion, reader))
        if not portion:
            return
        for found, coded in read:
            if coded is not None:
                yield coded
            elif isinstance(found, SetAside):
                yield found


@lru_cache(maxsize=1)
def _loaded(coder: Coder) -> Reads:
    """The reader of this process, kept for its next shard."""
    return coder.load()
