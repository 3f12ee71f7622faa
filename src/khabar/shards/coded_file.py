"""A coded shard as a Parquet file: the same bytes whoever writes it, by how many processes or on what machine.

For that the groups of rows are cut by the number of reports and not by size or time, and nothing of the run is in it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from khabar.errors import BadInput
from khabar.export.parquet_out import load_pyarrow
from khabar.records import Coded, SetAside
from khabar.shards.rows import Row, results_from, rows_of
from khabar.shards.shard import MOST_NAMED, USUAL, Culprit, Done

FORMAT = "khabar.coded-shard/1"
# So many reports, or set aside, with their mentions are a group of rows.
_GROUP = 256
_PORTION = 512
_ABOUT = b"khabar"
_LEVEL = 3


def schema(arrow: Any) -> Any:
    """The columns. Only `kind`, `report` and `data` are filled in every row."""
    words, day = arrow.string(), arrow.date32()
    columns = {
        "kind": words,
        "report": words,
        "published": day,
        "known_at": arrow.timestamp("us", tz="UTC"),
        "publisher": words,
        "title": words,
        "url": words,
        "reason": words,
        "mention": words,
        "type": words,
        "first_day": day,
        "last_day": day,
        "month": words,
        "place": words,
        "place_name": words,
        "country": words,
        "admin1": words,
        "precision": words,
        "lat": arrow.float64(),
        "lon": arrow.float64(),
        "cell": words,
        "actors": arrow.list_(words),
        "targets": arrow.list_(words),
        "polarity": words,
        "modality": words,
        "aspect": words,
        "text": words,
        "data": words,
    }
    return arrow.schema(list(columns.items()))


class CodedFile:
    """A coded shard that is being written. What it says of itself is written last, when it is left without a fault."""

    def __init__(self, path: Path, *, shard: str, file: str, coder: str) -> None:
        self._arrow, parquet = load_pyarrow()
        self._schema = schema(self._arrow)
        asked = [name for name in self._schema.names if name not in ("text", "data", "actors", "targets")]
        self._writer = parquet.ParquetWriter(
            path,
            self._schema,
            compression="zstd",
            compression_level=_LEVEL,
            use_dictionary=asked,
            write_statistics=asked,  # those of whole texts would be whole texts
        )
        self._shard, self._file, self._coder = shard, file, coder
        self._rows: list[Row] = []
        self._waiting = self._reports = self._mentions = 0
        self._aside: Counter[str] = Counter()
        self._culprits: list[Culprit] = []

    def __enter__(self) -> CodedFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._flush()
            about = {"format": FORMAT, **self.done.as_json()}
            self._writer.add_key_value_metadata({_ABOUT: json.dumps(about, ensure_ascii=False)})
        self._writer.close()

    @property
    def done(self) -> Done:
        """What was written so far."""
        aside = tuple(sorted(self._aside.items()))
        named = tuple(self._culprits)
        return Done(self._shard, self._file, self._coder, self._reports, self._mentions, aside, named)

    def add(self, result: Coded | SetAside) -> None:
        """Writes what came of one report."""
        self._rows += rows_of(result)
        if isinstance(result, Coded):
            self._reports += 1
            self._mentions += len(result.mentions)
        else:
            self._aside[result.reason] += 1
            if result.reason not in USUAL and len(self._culprits) < MOST_NAMED:
                self._culprits.append(Culprit(result.source or result.id, result.reason, result.message))
        self._waiting += 1
        if self._waiting == _GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            table = self._arrow.Table.from_pylist(self._rows, schema=self._schema)
            self._writer.write_table(table, row_group_size=len(self._rows))
        self._rows, self._waiting = [], 0


def told_of(file: BinaryIO, *, name: str) -> Done:
    """What a coded shard says of itself. Raises BadInput for another file."""
    return _told(_opened(file, name), name)


def results_in(file: BinaryIO, *, name: str) -> Iterator[Coded | SetAside]:
    """What is in a coded shard, in its order. Raises BadInput for another file, or a damaged one."""
    table = _opened(file, name)
    _told(table, name)
    rows = (row for portion in table.iter_batches(batch_size=_PORTION) for row in portion.to_pylist())
    arrow, _ = load_pyarrow()
    try:
        yield from results_from(rows)
    except (arrow.ArrowException, OSError) as error:
        raise _no_coded_shard(name, str(error)) from None


def batches_in(file: BinaryIO, *, name: str, columns: Sequence[str]) -> Iterator[Any]:
    """The rows of a coded shard as Arrow's batches of some columns. Raises BadInput as `results_in`."""
    arrow, _ = load_pyarrow()
    try:
        yield from _opened(file, name).iter_batches(batch_size=_PORTION, columns=list(columns))
    except (arrow.ArrowException, OSError) as error:
        raise _no_coded_shard(name, str(error)) from None


def _opened(file: BinaryIO, name: str) -> Any:
    arrow, parquet = load_pyarrow()
    try:
        return parquet.ParquetFile(file)
    except arrow.ArrowException as error:
        raise _no_coded_shard(name, str(error)) from None


def _told(table: Any, name: str) -> Done:
    told = json.loads((table.metadata.metadata or {}).get(_ABOUT, b"{}"))
    if told.pop("format", "") != FORMAT:
        raise _no_coded_shard(name, f"it is no {FORMAT}")
    return Done.of_json(told)


def _no_coded_shard(name: str, fault: str) -> BadInput:
    words = fault.partition("\n")[0].rstrip(".")
    step = "Delete it and run `khabar code` again."
    return BadInput(f"{name} cannot be read as a coded shard: {words}.", next_step=step)
