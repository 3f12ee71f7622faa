"""Reading a shard that ends its readers: a process of its own says what it is at, so that the culprit is known."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from khabar.documents.build import About, aside
from khabar.errors import KhabarError
from khabar.readers import Reads
from khabar.records import Coded, Document, SetAside
from khabar.shards.damage import damaged
from khabar.shards.orphans import end_with_parent
from khabar.shards.reading import reports_in

_PROCESSES = multiprocessing.get_context("spawn")
_STEP = "Please report it: this is a fault of Khabar's. The other reports were read."


@dataclass(frozen=True, slots=True)
class _At:
    """The process is at the report of that number; `found` None = it is still taking it out of what the shard holds."""

    number: int
    found: Document | None = None


def read_with_care(path: Path, *, name: str, load: Callable[[], Reads]) -> Iterator[Coded | SetAside]:
    """What is in a shard. A report that twice ends the process that reads it, or is refused by it, is set aside.

    Where taking the next report out of the shard ends it, the shard is damaged from there on.
    """
    begin, deaths = 0, 0
    while True:
        at = None
        for told in _told_by_a_process(path, name, load, begin):
            if isinstance(told, _At):
                at = told
            elif told is None:
                return
            else:
                yield told
                begin, deaths, at = begin + 1, 0, None
        deaths += 1
        if deaths < 2:
            continue
        if at is None:
            yield damaged(name, f"{name} was read up to report {begin}: what comes next ends whatever reads it.")
            return
        yield _crashed(at, name)
        begin, deaths = begin + 1, 0


def _told_by_a_process(
    path: Path, name: str, load: Callable[[], Reads], begin: int
) -> Iterator[Coded | SetAside | _At | None]:
    """What a new process tells from a report on, None last; it just ends where the process does."""
    ours, theirs = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=_read, args=(path, name, load, begin, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        while not isinstance(told := _next(ours), EOFError):
            if isinstance(told, BaseException):
                raise told
            yield told
    finally:
        process.kill()
        process.join()
        ours.close()


def _next(pipe: Connection) -> Coded | SetAside | _At | KhabarError | OSError | EOFError | None:
    """What a process tells next; EOFError where it has ended, be it in the middle of a word."""
    try:
        told: Coded | SetAside | _At | KhabarError | OSError | None = pipe.recv()
    except (EOFError, OSError):
        return EOFError()
    return told


def _read(path: Path, name: str, load: Callable[[], Reads], begin: int, pipe: Connection) -> None:
    """What the process does. Ctrl-C is for whoever began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    try:
        reader = load()
        for number, make in enumerate(reports_in(path, name=name)):
            if number >= begin:
                pipe.send(_At(number))
                found = make()
                if isinstance(found, Document):
                    pipe.send(_At(number, found))
                    pipe.send(_coded(found, reader, where=f"{name}, report {number + 1}"))
                else:
                    pipe.send(found)
    except (KhabarError, OSError) as error:
        pipe.send(error)
    else:
        pipe.send(None)


def _coded(found: Document, reader: Reads, *, where: str) -> Coded | SetAside:
    try:
        return reader.read(found)
    except Exception as error:  # noqa: BLE001  whatever it does to its reader, it is one report of many
        message = f"{where}: reading it fails: {type(error).__name__}: {error}"
        return SetAside(found.id, found.source, "crashed", message, _STEP, found.language, found.text)


def _crashed(at: _At, name: str) -> SetAside:
    where = f"{name}, report {at.number + 1}"
    message = f"{where}: reading it ends the program that reads it, by a crash or for want of memory."
    if at.found is None:
        return aside(About(source=where), "crashed", message, _STEP)
    return SetAside(at.found.id, at.found.source, "crashed", message, _STEP, at.found.language, at.found.text)
