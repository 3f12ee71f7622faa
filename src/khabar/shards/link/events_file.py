"""Events as Parquet: a row an event, the whole of it as `khabar.event/1` beside the columns it is asked by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from khabar.errors import BadInput
from khabar.export.parquet_out import load_pyarrow
from khabar.records import Event
from khabar.records.event_wire import event_to_json
from khabar.shards.rows import cell_of

FORMAT = "khabar.linked-shards/1"
LISTING = "events.json"


def write_events(events: Iterable[Event], path: Path) -> int:
    """Writes events in their order; how many."""
    arrow, parquet = load_pyarrow()
    rows = [_row(event) for event in events]
    table = arrow.Table.from_pylist(rows, schema=_schema(arrow))
    asked = [name for name in table.column_names if name not in ("data", "actors", "targets")]
    parquet.write_table(table, path, compression="zstd", use_dictionary=asked, write_statistics=asked)
    return len(rows)


def events_in(folder: str | Path) -> Iterator[dict[str, Any]]:
    """The events of a finished linking as `khabar.event/1`, part by part. Raises BadInput where there is none."""
    _, parquet = load_pyarrow()
    try:
        listing = json.loads(Path(folder, LISTING).read_text(encoding="utf-8"))
    except OSError:
        raise BadInput(
            f"{folder} holds no finished linking: it has no {LISTING}.", next_step="Run `khabar link` with this folder."
        ) from None
    for name in listing["files"]:
        for portion in parquet.ParquetFile(Path(folder, name)).iter_batches(batch_size=512, columns=["data"]):
            yield from (json.loads(row["data"]) for row in portion.to_pylist())


def _schema(arrow: Any) -> Any:
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
            ("claims", arrow.int32()),
            ("data", words),
        ]
    )


def _row(event: Event) -> dict[str, Any]:
    occurred, place = event.occurred, next(iter(event.places), None)
    is_point = place is not None and place.lat is not None and place.lon is not None
    return {
        "event": event.id,
        "type": event.type,
        "standing": event.standing,
        "known_at": event.claims[0].known_at,
        "first_day": occurred.first_day if occurred else None,
        "last_day": occurred.last_day if occurred else None,
        "month": f"{occurred.first_day:%Y-%m}" if occurred else None,
        "place": place.id if place else None,
        "place_name": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "cell": cell_of(lat=place.lat, lon=place.lon) if is_point else None,  # type: ignore[arg-type, union-attr]
        "actors": [actor.id for actor in event.actors],
        "targets": [actor.id for actor in event.targets],
        "claims": len(event.claims),
        "data": json.dumps(event_to_json(event), ensure_ascii=False),
    }
