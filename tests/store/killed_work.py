"""Work on a store that is done in a process of its own, so that it can be killed, or run out of room."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from store_builders import a_coded, a_document, at

from khabar.errors import KhabarError
from khabar.exporting import Wanted, export
from khabar.importing import import_data
from khabar.picture import open_picture
from khabar.records import Coded, Document, Judgement, Mention, Release, Span
from khabar.store import open_store
from khabar.store.copying import backup, migrate, move, restore

CODER = "khabar 1, no theatre"
BATCH = 5
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    [
        *("sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.postgresql.psycopg", "psycopg", "alembic.command"),
        *("khabar.importing", "khabar.exporting", "pyarrow.parquet", "py3langid"),
    ]
)


class FirstWordReader:
    """Codes a clash from the first word of every report: what is coded does not matter here, that it is kept does."""

    def read(self, document: Document) -> Coded:
        end = document.text.index(" ")
        words, sentence = Span.of(document.text, 0, end), Span.of(document.text, 0, len(document.text))
        return Coded(document, (Mention(f"{document.id}:0", "violence.clash", "1", words, sentence),))

    def read_all(self, documents: Iterable[Document]) -> Iterator[Coded]:
        return map(self.read, documents)


def ingest(path: Path | str, folder: Path, said: Path) -> None:
    """Takes in a folder's reports; says the id of each once it is held."""
    with open_picture(path, clock=lambda: at(9)) as picture:
        for one in picture.ingest(folder, reader=FirstWordReader()):  # type: ignore[arg-type]
            if one.added:
                _say(said, one.added.document_id)


def import_rows(path: Path, rows: Path, said: Path) -> None:
    """Takes in ACLED's rows; says the id of each once it is held."""
    with open_picture(path, clock=lambda: at(9)) as picture:
        for one in import_data(picture, "acled", rows):
            if one.added:
                _say(said, one.added.document_id)


def judge(path: Path, batches: int, said: Path) -> None:
    """Keeps judgements, some at a time; says the number of each batch once it is kept."""
    with open_picture(path, clock=lambda: at(10)) as picture:
        for batch in range(batches):
            pairs = [Judgement(f"{batch}", f"{batch}, {n}", "same", 1.0, (), "Ana") for n in range(BATCH)]
            picture.judge(pairs)
            _say(said, str(batch))


def release(path: Path, batches: int, said: Path) -> None:
    """Keeps words on what may be published, some at a time; says the number of each batch once it is kept."""
    with open_picture(path, clock=lambda: at(10)) as picture:
        for batch in range(batches):
            picture.release([Release(f"{batch}", f"place {n}", True, "Ana") for n in range(BATCH)])
            _say(said, str(batch))


def exported(path: Path, format: str, out: Path, said: Path) -> None:
    """Exports all of a store."""
    with open_picture(path, create=False, clock=lambda: at(10)) as picture:
        export(picture, format, out, wanted=Wanted(everything=True))
    _say(said, "done")


def write(path: Path, name: str, count: int, said: Path) -> None:
    """Takes in reports of one outlet; says the id of each."""
    with open_store(path, wait_seconds=60) as store:
        for number in range(count):
            document = a_document(id=f"{name}{number}", publisher=name, title=str(number), url=f"x:{name}{number}")
            store.add(a_coded(document), recorded_at=at(9), coder=CODER)
            _say(said, document.id)


def read(path: Path, until: int, said: Path) -> None:
    """Reads until there are so many reports; says "half" where a report is there without its claim."""
    seen = 0
    while seen < until:
        with open_store(path, read_only=True) as store:
            found = store.counts()
        if found.claims != found.documents or found.documents < seen:
            _say(said, "half")
        seen = found.documents
    _say(said, "done")


def migrated(path: Path, said: Path) -> None:
    """Brings a store up to date."""
    migrate(path)
    _say(said, "done")


def moved(source: Path | str, target: Path | str, said: Path) -> None:
    """Moves a store."""
    for _ in move(source, target):
        pass
    _say(said, "done")


def backed_up(path: Path, to: Path, said: Path) -> None:
    """Backs a store up."""
    backup(path, to, force=True)
    _say(said, "done")


def restored(copy: Path, path: Path, said: Path) -> None:
    """Restores a store."""
    restore(copy, path, force=True)
    _say(said, "done")


def in_little_room(limit: int, work: Callable[..., None], *arguments: Any) -> None:
    """Does work where no file may grow past a size in bytes; says the code of the failure, and its next step."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
    try:
        work(*arguments)
    except KhabarError as error:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        _say(arguments[-1], json.dumps([error.code, error.next_step]))


def _say(said: Path, words: str) -> None:
    handle = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(handle, f"{words}\n".encode())
    os.close(handle)


def lines(said: Path) -> list[str]:
    """What was said so far."""
    return said.read_text(encoding="utf-8").splitlines() if said.exists() else []


def started(work: Callable[..., None], *arguments: Any) -> BaseProcess:
    """Starts work in a process of its own."""
    process = PROCESSES.Process(target=work, args=arguments)
    process.start()
    return process


def done(work: Callable[..., None], *arguments: Any) -> float:
    """Does work in a process of its own, to its end; the seconds it took."""
    begun = time.monotonic()
    process = started(work, *arguments)
    process.join(120)
    assert process.exitcode == 0
    process.close()
    return time.monotonic() - begun


@contextmanager
def killed(work: Callable[..., None], *arguments: Any) -> Iterator[BaseProcess]:
    """Starts work and kills it, unless it ended, when the block ends."""
    process = started(work, *arguments)
    try:
        yield process
    finally:
        if process.pid is not None and process.is_alive():
            with suppress(ProcessLookupError):  # it ended by itself meanwhile
                os.kill(process.pid, signal.SIGKILL)
        process.join(60)
        process.close()
