"""Claims as the rows that are passed between the steps of linking: made of those of coded shards without reading what a
mention says, and read where it counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from khabar.export.parquet_out import load_pyarrow
from khabar.records import Claim
from khabar.records.issue import CORRECTS
from khabar.records.wire import mention_from_json
from khabar.shards.folder import batches_of
from khabar.shards.link.known import Known
from khabar.shards.rows import MENTION, REPORT
from khabar.shards.shard import Done

_PORTION = 1024
# From the columns of a coded shard to those of claims.
_SAME = {
    "report": "report",
    "publisher": "outlet",
    "title": "title",
    "url": "url",
    "text": "sentence",
    "data": "data",
    "published": "published",
    "known_at": "known_at",
}


def claim_schema(arrow: Any) -> Any:
    """The columns of claims."""
    words, moment = arrow.string(), arrow.timestamp("us", tz="UTC")
    names = ("report", "outlet", "title", "url", "sentence", "data")
    known = [("published", arrow.date32()), ("known_at", moment), ("recorded_at", moment)]
    return arrow.schema([*((name, words) for name in names), *known, ("copy_of", words), ("corrects", arrow.bool_())])


def claims_table(folder: str, done: Done, *, known: Known, recorded_at: datetime) -> Any:
    """The claims of a coded shard, as a store that took it in at a moment would hold them, as an Arrow table."""
    arrow, _ = load_pyarrow()
    schema = claim_schema(arrow)
    counted, found, corrections = 0, [schema.empty_table()], set[str]()
    for batch in batches_of(folder, done, columns=["kind", *_SAME]):
        kinds, reports = batch.column("kind").to_pylist(), batch.column("report").to_pylist()
        kept: list[int] = []
        for at, (kind, report) in enumerate(zip(kinds, reports, strict=True)):
            counted += kind != MENTION
            if kind == REPORT and report in known.copies and _corrects(batch.column("data")[at].as_py()):
                corrections.add(report)
            if kind == MENTION and counted - 1 not in known.twice:
                kept.append(at)
        rows = batch.take(arrow.array(kept, arrow.int64()))
        found.append(_claims(rows, [reports[at] for at in kept], known, corrections, recorded_at, schema))
    return arrow.concat_tables(found)


def _claims(
    rows: Any, reports: list[str], known: Known, corrections: set[str], recorded_at: datetime, schema: Any
) -> Any:
    arrow, _ = load_pyarrow()
    columns = {name: rows.column(column) for column, name in _SAME.items()}
    now = arrow.scalar(recorded_at, schema.field("recorded_at").type)
    columns["known_at"] = columns["known_at"].fill_null(now)
    columns["recorded_at"] = arrow.repeat(now, len(reports))
    columns["copy_of"] = [known.copies.get(report) for report in reports]
    columns["corrects"] = [report in corrections for report in reports]
    return arrow.table(columns, schema=schema)


def _corrects(data: str) -> bool:
    """Whether a report says that it corrects another."""
    return any(issue["code"] == CORRECTS for issue in json.loads(data)["document"]["issues"])


def claims_of(table: Any) -> list[Claim]:
    """The claims of a table's rows, in their order."""
    return [claim for portion in table.to_batches(max_chunksize=_PORTION) for claim in claims_from(portion.to_pylist())]


def claims_from(rows: Iterable[Mapping[str, Any]]) -> list[Claim]:
    """The claims of rows, in their order."""
    return [_claim(row) for row in rows]


def _claim(row: Mapping[str, Any]) -> Claim:
    data = json.loads(row["data"])
    # The sentence stands where it stood: what comes before it in its report is not asked for.
    text = " " * data["sentence"]["start"] + row["sentence"]
    return Claim(
        mention_from_json(data, text),
        row["report"],
        row["outlet"],
        row["published"],
        row["known_at"],
        row["recorded_at"],
        row["sentence"],
        title=row["title"],
        url=row["url"],
        copy_of=row["copy_of"],
        corrects=row["corrects"],
    )
