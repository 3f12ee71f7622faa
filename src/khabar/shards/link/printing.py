"""The steps of finding copies: taking the fingerprints of a shard's reports, and judging a part's pairs by them."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khabar.documents.copy_keys import are_one_text, keys_of
from khabar.documents.fingerprint import fingerprint_of
from khabar.export.parquet_out import load_pyarrow
from khabar.records import Document
from khabar.shards.folder import batches_of
from khabar.shards.link.work import columns, write
from khabar.shards.rows import BESIDE, MENTION, REPORT, report_from
from khabar.shards.shard import Done
from khabar.store.rows import identity_of


@dataclass(frozen=True, slots=True)
class Printing:
    """Takes the fingerprints of a coded shard's reports, into `prints` of its number."""

    shard: int
    folder: str
    done: Done
    work: Path

    def __call__(self) -> int:
        """How many reports there are."""
        arrow, _ = load_pyarrow()
        rows = [self._row(number, document) for number, document in _reports_of(self.folder, self.done)]
        write(arrow.Table.from_pylist(rows, schema=print_schema(arrow)), self.work / f"prints-{self.shard}.parquet")
        return len(rows)

    def _row(self, number: int, document: Document) -> dict[str, Any]:
        known = fingerprint_of(document)
        day, printed, instant, _ = known.rank
        found, looks = keys_of(known)
        return {
            "shard": self.shard,
            "number": number,
            "id": document.id,
            "text": identity_of(document),
            "day": day,
            "printed": printed,
            "instant": instant,
            "found": found,
            "looks": looks,
            "print": pickle.dumps(known, pickle.HIGHEST_PROTOCOL),
        }


@dataclass(frozen=True, slots=True)
class Matching:
    """Finds those pairs of a part that are one text, into `matched` of its number."""

    part: int
    work: Path

    def __call__(self) -> int:
        """How many pairs are."""
        numbers, prints = columns(self.work / "prints" / f"part={self.part}", "n", "print")
        at = {n: pickle.loads(known) for n, known in zip(numbers, prints, strict=True)}  # noqa: S301  we wrote it
        pairs = zip(*columns(self.work / "alike" / f"part={self.part}", "one", "other"), strict=True)
        found = [(one, other) for one, other in pairs if are_one_text(at[one], at[other])]
        arrow, _ = load_pyarrow()
        both = {"one": [one for one, _ in found], "other": [other for _, other in found]}
        schema = arrow.schema([(name, arrow.int64()) for name in both])
        write(arrow.table(both, schema=schema), self.work / f"matched-{self.part}.parquet")
        return len(found)


def print_schema(arrow: Any) -> Any:
    """The columns of fingerprints: the place of the report, its rank among copies, its keys, and the whole."""
    number, words = arrow.int64(), arrow.string()
    place = [("shard", number), ("number", number), ("id", words), ("text", words)]
    rank = [("day", arrow.date32()), ("printed", arrow.bool_()), ("instant", arrow.timestamp("us", tz="UTC"))]
    return arrow.schema(
        [*place, *rank, ("found", arrow.list_(number)), ("looks", arrow.list_(number)), ("print", arrow.binary())]
    )


def _reports_of(folder: str, done: Done) -> Iterator[tuple[int, Document]]:
    """The reports of a coded shard with their numbers among all that is in it; mentions are not looked at."""
    arrow, _ = load_pyarrow()
    counted = -1
    for batch in batches_of(folder, done, columns=["kind", "data", *BESIDE]):
        kinds = batch.column("kind").to_pylist()
        numbers = [counted := counted + (kind != MENTION) for kind in kinds]
        kept = [at for at, kind in enumerate(kinds) if kind == REPORT]
        rows = batch.take(arrow.array(kept, arrow.int64())).to_pylist()
        yield from ((numbers[at], report_from(row)) for at, row in zip(kept, rows, strict=True))
