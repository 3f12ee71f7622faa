"""Events as Parquet: a row an event, the whole of it as `khabar.event/1` and its claims, beside what it is asked by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from khabar.errors import BadInput
from khabar.export.parquet_out import load_pyarrow
from khabar.records import Event
from khabar.records.event_wire import event_from_json, event_to_json
from khabar.shards.link.claim_rows import claim_schema, claims_from
from khabar.shards.rows import month_of, place_columns

FORMAT = "khabar.linked-shards/1"
LISTING = "events.json"


def write_events(events: Sequence[Event], path: Path, *, told: Any, at: Mapping[str, int]) -> int:
    """Writes events in their order; how many. `told` is a table of claims, `at` has the row of each by its id."""
    arrow, parquet = load_pyarrow()
    schema = events_schema(arrow)
    place = schema.get_field_index("claims")
    table = arrow.Table.from_pylist([_row(event) for event in events], schema=schema.remove(place))
    table = table.add_column(place, schema.field(place), _claims_column(events, told, at))
    nested = ("actors", "targets", "countries", "reports", "claims")
    asked = [name for name in table.column_names if name not in ("data", *nested)]
    parquet.write_table(table, path, compression="zstd", use_dictionary=asked, write_statistics=asked)
    return len(events)


def _claims_column(events: Sequence[Event], told: Any, at: Mapping[str, int]) -> Any:
    """The claims of each event, as they stand in the table: nothing of them is written anew."""
    arrow, _ = load_pyarrow()
    ends = [0, *accumulate(len(event.claims) for event in events)]
    rows = told.take(arrow.array([at[claim.id] for event in events for claim in event.claims], arrow.int64()))
    structs = rows.select(claim_schema(arrow).names).combine_chunks().to_struct_array()
    return arrow.ListArray.from_arrays(arrow.array(ends, arrow.int32()), structs.combine_chunks())


def events_in(folder: str | Path) -> Iterator[dict[str, Any]]:
    """The events of a finished linking as `khabar.event/1`, part by part. Raises BadInput where there is none."""
    _, parquet = load_pyarrow()
    for file in files_in(folder):
        for portion in parquet.ParquetFile(file).iter_batches(batch_size=512, columns=["data"]):
            yield from (json.loads(row["data"]) for row in portion.to_pylist())


def files_in(folder: str | Path) -> list[Path]:
    """The files of a finished linking. Raises BadInput where there is none."""
    try:
        listing = json.loads(Path(folder, LISTING).read_text(encoding="utf-8"))
    except OSError:
        raise BadInput(
            f"{folder} holds no finished linking: it has no {LISTING}.", next_step="Run `khabar link` with this folder."
        ) from None
    return [Path(folder, name) for name in listing["files"]]


def events_from(rows: Iterable[Mapping[str, Any]]) -> Iterator[Event]:
    """The events of rows, by their columns `claims` and `data`."""
    for row in rows:
        yield event_from_json(json.loads(row["data"]), claims_from(row["claims"]))


def events_schema(arrow: Any) -> Any:
    """The columns of events."""
    words, day = arrow.string(), arrow.date32()
    return arrow.schema(
        [
            ("event", words),
            ("type", words),
            ("standing", words),
            ("known_at", arrow.timestamp("us", tz="UTC")),
            ("first_day", day),
            ("last_day", day),
            ("month", words),
            ("place", words),
            ("place_name", words),
            ("country", words),
            ("lat", arrow.float64()),
            ("lon", arrow.float64()),
            ("cell", words),
            ("actors", arrow.list_(words)),
            ("targets", arrow.list_(words)),
            ("countries", arrow.list_(words)),
            ("reports", arrow.list_(words)),
            ("claims", arrow.list_(arrow.struct(claim_schema(arrow)))),
            ("data", words),
        ]
    )


def _row(event: Event) -> dict[str, Any]:
    occurred = event.occurred
    return {
        "event": event.id,
        "type": event.type,
        "standing": event.standing,
        "known_at": event.claims[0].known_at,
        "first_day": occurred.first_day if occurred else None,
        "last_day": occurred.last_day if occurred else None,
        "month": month_of(occurred.first_day) if occurred else None,
        **place_columns(next(iter(event.places), None)),
        "actors": [actor.id for actor in event.actors],
        "targets": [actor.id for actor in event.targets],
        "countries": sorted({place.country for place in event.places if place.country}),
        "reports": sorted({claim.document_id for claim in event.claims}),
        "data": json.dumps(event_to_json(event), ensure_ascii=False),
    }
