"""The made-up record of `synthetic.py` as coded shards, as `khabar code` would have left them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from khabar.records import Claim, Coded, Document
from khabar.shards.coded_file import CodedFile
from khabar.shards.folder import write_listing
from khabar.shards.link.known import Known
from khabar.shards.shard import Done


def write_shards(reports: Iterable[tuple[Claim, ...]], folder: Path, *, reports_a_shard: int) -> list[Known]:
    """Writes reports, each given by its claims, as coded shards; which of them repeat others, shard by shard."""
    folder.mkdir(parents=True, exist_ok=True)
    dones: list[Done] = []
    known: list[Known] = []
    waiting: list[tuple[Claim, ...]] = []
    for report in chain(reports, [()]):
        waiting += [report] if report else []
        if waiting and (not report or len(waiting) == reports_a_shard):
            dones.append(_written(waiting, folder, len(dones)))
            copies = {claims[0].document_id: claims[0].copy_of for claims in waiting if claims[0].copy_of}
            known.append(Known(copies={id: original for id, original in copies.items() if original}))
            waiting = []
    write_listing(str(folder), dones)
    return known


def coded_of(claims: tuple[Claim, ...]) -> Coded:
    """The report that claims were made of; it has one sentence."""
    first = claims[0]
    document = Document(
        first.document_id,
        first.sentence_text,
        hashlib.sha256(first.sentence_text.encode()).hexdigest(),
        published=first.published,
        title=first.title,
        publisher=first.outlet,
    )
    return Coded(document, tuple(claim.mention for claim in claims))


def _written(reports: list[tuple[Claim, ...]], folder: Path, number: int) -> Done:
    name = f"shard-{number:06}.parquet"
    with CodedFile(folder / name, shard=f"shard-{number:06}.jsonl", file=name, coder="synthetic") as file:
        for claims in reports:
            file.add(coded_of(claims))
    return file.done
