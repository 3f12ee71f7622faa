"""Small shards, and a coder that does what a report tells it to: that harms it, or that it is killed at it."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khabar.errors import UnreadableDocument
from khabar.records import Argument, Attribution, Coded, Count, Document, Mention, Place, Span
from khabar.shards import Coder
from khabar.times import Occurred

TOWN = Place("test:daran", "Daran", "settlement", lat=1.5, lon=2.5, country="XX", admin1="01")


@dataclass(frozen=True)
class FakeReader:
    """Codes the first word. A text beginning with `kill`, `kill once FILE`, `hang`, `fault` ... does so to it."""

    def read(self, document: Document) -> Coded:
        words = document.text.split()
        if words[0] == "kill" and words[1] != "once":
            os.kill(os.getpid(), signal.SIGKILL)
        if words[0] == "kill" and not Path(words[2]).exists():
            Path(words[2]).write_text(str(os.getpid()), encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)
        if words[0] == "wait" and not Path(words[1]).exists():
            Path(words[1]).write_text(str(os.getpid()), encoding="utf-8")
            time.sleep(60)
        if words[0] == "hang":
            re.match("(a+)+$", "a" * 60 + "b")  # for ever, and nothing else of its process gets a turn
        if words[0] == "refuse":
            raise UnreadableDocument("It is refused.", reason="unreadable")
        if words[0] == "fault":
            raise ZeroDivisionError(document.id)
        return a_coding(document)

    def read_all(self, documents: Iterable[Document]) -> Iterator[Coded]:
        return map(self.read, documents)


FAKE = Coder("fake 1", FakeReader)


class HereEngine:
    """Runs tasks in this very process: the memory of a made-up store is seen from nowhere else."""

    def run(self, tasks: Any, work: Any) -> Iterator[tuple[Any, Any]]:
        for task in tasks:
            yield task, work(task)

    def close(self) -> None:
        """Nothing is held."""


def a_coding(document: Document) -> Coded:
    """One capture, with every kind of value that a mention can hold."""
    word = document.text.split()[0]
    trigger = Span(0, len(word), word)
    whole = Span(0, len(document.text), document.text)
    mention = Mention(
        id=f"{document.id}/0",
        type="territory.capture",
        codebook="1",
        trigger=trigger,
        sentence=whole,
        roles=(("place", (Argument(trigger, TOWN),)),),
        counts=(Count("killed", "12", low=12),),
        occurred=Occurred.on(document.published, basis="document") if document.published else None,
        attribution=Attribution("witness", trigger),
        why=("it is told so",),
    )
    return Coded(document, (mention,))


def a_row(number: int, text: str = "", **more: Any) -> dict[str, Any]:
    """A report as an object of JSON lines."""
    row = {
        "id": f"r{number}",
        "text": text or f"Report {number} tells of Daran.",
        "date": "2021-08-12",
        "source": "Herald",
    }
    return row | more


def rows(count: int, **texts: str) -> list[dict[str, Any]]:
    """So many reports; `texts` are those of some, by id."""
    return [a_row(number, texts.get(f"r{number}", "")) for number in range(count)]


def json_lines(path: Path, reports: Iterable[dict[str, Any]]) -> Path:
    """A shard of JSON lines, packed where its name says so."""
    raw = "".join(json.dumps(row) + "\n" for row in reports).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(raw, mtime=0) if path.suffix.lower() == ".gz" else raw)
    return path


def a_page(address: str, words: str, *, status: int = 200, kind: str = "text/html") -> bytes:
    """A record of a web archive: what a server answered."""
    body = f"<html><head><title>News</title></head><body><article><p>{words}</p></article></body></html>".encode()
    answer = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n".encode() + body
    head = {
        "WARC-Type": "response",
        "WARC-Target-URI": address,
        "WARC-Date": "2021-09-01T00:00:00Z",
        "WARC-Record-ID": f"<urn:uuid:{hashlib.sha256(address.encode()).hexdigest()[:32]}>",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(answer)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + answer + b"\r\n\r\n"
