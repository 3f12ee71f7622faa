"""What finding copies among shards costs, in parts and by an index of all: made-up reports, every fourth a reprint."""

from __future__ import annotations

import hashlib
import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.linking.synthetic import SEED
from benchmarks.linking.timed import Timed
from benchmarks.memory import memory_mb
from khabar.documents.copies import Copies
from khabar.records import Coded, Document
from khabar.shards import coded_in, results_of
from khabar.shards.coded_file import CodedFile
from khabar.shards.folder import write_listing
from khabar.shards.link.known import known_of
from khabar.shards.shard import Done

PORTION = 5_000
_A_SHARD = 2_000
_WORDS_A_REPORT = 300
_A_DAY = 400
_WORDS = tuple(f"{a}{b}" for a in "bdfghklmnprstvz" for b in ("an", "er", "il", "on", "ush", "eth", "ord", "amp"))


def in_parts(reports: int) -> dict[str, Any]:
    """As `khabar link` finds them."""
    engine = Timed()
    with tempfile.TemporaryDirectory() as home:
        coded = _shards(reports, Path(home, "coded"))
        start = process_time()
        known = known_of(coded, coded_in(coded), engine=engine, work=Path(home), portion=PORTION, memory_mb=300)
        seconds = process_time() - start
    copies = sum(len(one.copies) for one in known)
    mb = int(max(engine.most, memory_mb()))
    return {"copies": copies, "reports": reports, "copies_parts": round(seconds, 2), "task_mb": engine.mb, "mb": mb}


def at_once(reports: int) -> dict[str, Any]:
    """By the index that a store has, which holds a fingerprint of each."""
    with tempfile.TemporaryDirectory() as home:
        coded = _shards(reports, Path(home, "coded"))
        start = process_time()
        index, ids = Copies(), []
        for done in coded_in(coded):
            for found in results_of(coded, done):
                if isinstance(found, Coded):
                    index.add(found.document)
                    ids.append(found.document.id)
        copies = sum(index.copy_of(id) is not None for id in ids)
        seconds = process_time() - start
    return {"copies": copies, "copies_whole": round(seconds, 2), "whole_mb": int(memory_mb())}


def _shards(reports: int, folder: Path) -> str:
    folder.mkdir()
    dones: list[Done] = []
    coming = _reports(reports)
    for number in range(-(-reports // _A_SHARD)):
        name = f"shard-{number:06}.parquet"
        with CodedFile(folder / name, shard=name, file=name, coder="synthetic") as file:
            for _, document in zip(range(_A_SHARD), coming, strict=False):
                file.add(Coded(document))
        dones.append(file.done)
    write_listing(str(folder), dones)
    return str(folder)


def _reports(number: int) -> Iterator[Document]:
    draw = random.Random(SEED)
    words: list[str] = []
    for n in range(number):
        if words and n % 4 == 0:
            words = list(words)
            words[draw.randrange(len(words))] = f"word{n}"
        else:
            words = draw.choices(_WORDS, k=_WORDS_A_REPORT)
        text = " ".join(words)
        day = date(2012, 1, 1) + timedelta(days=n // _A_DAY)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        yield Document(f"report-{n}", text, sha256, published=day, publisher=f"Paper {draw.randrange(40)}")
