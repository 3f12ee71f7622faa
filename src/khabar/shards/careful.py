"""Reading a shard that ends its readers: a process of its own says what it is at, so that the culprit is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from khabar.documents.build import About, aside
from khabar.errors import KhabarError
from khabar.readers import Reads
from khabar.records import Coded, Document, SetAside
from khabar.shards.damage import damaged
from khabar.shards.reading import USUAL_TERMS, Terms, reports_in
from khabar.unread import STEPS, Unread, unread, unread_words
from khabar.workers import Lost, Ready, Worker


@dataclass(frozen=True, slots=True)
class _At:
    """The process is at the report of that number; `found` None = it is still taking it out of what the shard holds."""

    number: int
    found: Document | None = None


@dataclass(frozen=True, slots=True)
class _End:
    """The process is through with the shard; `error` None = as it should be."""

    error: KhabarError | OSError | None = None


def read_with_care(
    path: Path, *, name: str, load: Callable[[], Reads], patience: float, terms: Terms = USUAL_TERMS
) -> Iterator[Coded | SetAside]:
    """What is in a shard. A report that twice ends the process that reads it, or is refused by it, is set aside.

    So is one that takes longer than `patience` seconds, at once. Where taking the next report out of the shard does so,
    the shard is damaged from there on.
    """
    begin, deaths = 0, 0
    while True:
        at: _At | None = None
        lost: Lost | None = None
        for told in _told_by_a_process(path, name, terms, load, begin, patience):
            if isinstance(told, _At):
                at = told
            elif isinstance(told, Lost):
                lost = told
            else:
                yield told
                begin, deaths, at = begin + 1, 0, None
        if lost is None:
            return
        deaths += 1
        if deaths < 2 and not lost.is_slow:
            continue
        if at is None or at.number < begin:
            yield damaged(name, f"{name} was read up to report {begin}: what comes next ends whatever reads it.")
            return
        yield _culprit(at, name, "too-slow" if lost.is_slow else "crashed", patience)
        begin, deaths = begin + 1, 0


def _told_by_a_process(
    path: Path, name: str, terms: Terms, load: Callable[[], Reads], begin: int, patience: float
) -> Iterator[Coded | SetAside | _At | Lost]:
    """What a new process tells from a report on; Lost last where it did not come to the end of the shard."""
    worker = Worker(_read, path, name, terms, load, begin)
    try:
        told = worker.hear()  # it may load for as long as it takes
        while not isinstance(told, _End | Lost):
            if not isinstance(told, Ready):
                yield told
            told = worker.hear(patience=patience)
        if isinstance(told, Lost):
            yield told
        elif told.error is not None:
            raise told.error
    finally:
        worker.end()


def _read(pipe: Connection, path: Path, name: str, terms: Terms, load: Callable[[], Reads], begin: int) -> None:
    """What the process does. It also tells of what it passes over: that it is silent says that it is stuck."""
    try:
        reader = load()
        pipe.send(Ready())
        for number, make in enumerate(reports_in(path, name=name, terms=terms)):
            pipe.send(_At(number))
            if number >= begin:
                found = make()
                if isinstance(found, Document):
                    pipe.send(_At(number, found))
                    pipe.send(_coded(found, reader, where=f"{name}, report {number + 1}"))
                else:
                    pipe.send(found)
    except (KhabarError, OSError) as error:
        pipe.send(_End(error))
    else:
        pipe.send(_End())


def _coded(found: Document, reader: Reads, *, where: str) -> Coded | SetAside:
    try:
        return reader.read(found)
    except Exception as error:  # noqa: BLE001  whatever it does to its reader, it is one report of many
        message = f"{where}: reading it fails: {type(error).__name__}: {error}"
        return SetAside(found.id, found.source, "crashed", message, STEPS["crashed"], found.language, found.text)


def _culprit(at: _At, name: str, why: Unread, patience: float) -> SetAside:
    where = f"{name}, report {at.number + 1}"
    if at.found is None:
        return aside(About(source=where), why, f"{where}: {unread_words(why, patience=patience)}", STEPS[why])
    return unread(at.found, why, patience=patience, where=where)
