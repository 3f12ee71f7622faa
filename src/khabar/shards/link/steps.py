"""The steps of linking that many can do side by side: seeing a shard's claims, judging a part's pairs, making events.

Each reads files of the working folder and leaves one there, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from khabar.export.parquet_out import load_pyarrow
from khabar.export.writing import replacing
from khabar.linking.link import events_of
from khabar.linking.parting import likely_in, likeness_key, parts_of
from khabar.linking.sighting import Sighting, sightings_of
from khabar.linking.told_again import with_what_was_told
from khabar.linking.weights import Rules, load_rules
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Coded
from khabar.shards.folder import results_of
from khabar.shards.link.claim_rows import claim_schema, claims_from, claims_of, row_of
from khabar.shards.link.events_file import write_events
from khabar.shards.link.known import Known
from khabar.shards.rows import cell_of, month_of
from khabar.shards.shard import Done


@dataclass(frozen=True, slots=True)
class Seeing:
    """Makes the claims of a coded shard, and how linking sees each, into `claims` and `sightings` of that number."""

    number: int
    folder: str
    done: Done
    known: Known
    work: Path
    parts: int
    theatre: Theatre | None
    recorded_at: datetime

    def __call__(self) -> int:
        """How many claims there are."""
        claims: list[Claim] = []
        for at, result in enumerate(results_of(self.folder, self.done)):
            if isinstance(result, Coded) and at not in self.known.twice:
                copy_of = self.known.copies.get(result.document.id)
                claims += claims_of(result, copy_of=copy_of, recorded_at=self.recorded_at)
        arrow, _ = load_pyarrow()
        _write(self.work / f"claims-{self.number}.parquet", map(row_of, claims), claim_schema(arrow))
        rows = _sighting_rows(_seen(claims, self.theatre), self.parts)
        _write(self.work / f"sightings-{self.number}.parquet", rows, sighting_schema(arrow))
        return len(claims)


@dataclass(frozen=True, slots=True)
class Judging:
    """Finds the likely pairs of a part, into `pairs` of its number."""

    part: int
    work: Path
    parts: int
    theatre: Theatre | None

    def __call__(self) -> int:
        """How many pairs are likely one act."""
        asked = _rows(self.work / "heads" / f"part={self.part}")
        like = {(row["claim"], row["place"]): row["likeness"] for row in asked}
        claims = claims_from(_rows(self.work / "judged" / f"part={self.part}"))
        seen = (s for s in _seen(claims, self.theatre) if (s.claim.id, s.place_id) in like)
        heads = sorted(seen, key=lambda s: s.key)
        keys = [like[(head.claim.id, head.place_id)] for head in heads]
        pairs = likely_in(self.part, heads, parts=self.parts, rules=_rules(), theatre=self.theatre)
        rows = [{"one": keys[i], "other": keys[j]} for i, j in pairs]
        arrow, _ = load_pyarrow()
        words = arrow.string()
        _write(self.work / f"pairs-{self.part}.parquet", rows, arrow.schema([("one", words), ("other", words)]))
        return len(rows)


@dataclass(frozen=True, slots=True)
class Making:
    """Makes the events of a lot of claims that nothing ties to any others, into `events` of its number."""

    lot: int
    work: Path
    theatre: Theatre | None

    def __call__(self) -> int:
        """How many events there are."""
        inside = {row["likeness"] for row in _rows(self.work / "inside" / f"lot={self.lot}")}
        claims = claims_from(_rows(self.work / "lots" / f"lot={self.lot}"))
        seen = [sighting for sighting in _seen(claims, self.theatre) if likeness_key(sighting) in inside]
        events = events_of(seen, people={}, rules=_rules(), theatre=self.theatre, repeated=claims)
        with replacing(self.work / f"events-{self.lot:06}.parquet") as draft:
            return write_events(events, draft)


Step = Seeing | Judging | Making


def do(step: Step) -> int:
    """Does a step; how much came of it."""
    return step()


def sighting_schema(arrow: Any) -> Any:
    """The columns of sightings: those they are ranked, grouped, parted and put in order by."""
    words = arrow.string()
    names = ("likeness", "claim", "place", "report", "month", "cell")
    blocks = [
        ("blocks", arrow.list_(arrow.int64())),
        ("parts", arrow.list_(arrow.int32())),
        ("meets", arrow.list_(arrow.bool_())),
    ]
    return arrow.schema([("known", arrow.int64()), *((name, words) for name in names), *blocks])


def _sighting_rows(sightings: Iterable[Sighting], parts: int) -> Iterator[dict[str, Any]]:
    """A row a sighting; only the first of each likeness has its blocks, since it stands for the others."""
    met: set[str] = set()
    for sighting in sorted(sightings, key=lambda s: s.key):
        likeness = likeness_key(sighting)
        standing = [] if likeness in met else parts_of(sighting, rules=_rules(), parts=parts)
        met.add(likeness)
        yield _sighting_row(sighting, likeness, standing)


def _sighting_row(sighting: Sighting, likeness: str, standing: Sequence[tuple[int, int, bool]]) -> dict[str, Any]:
    day = sighting.claim.mention.occurred.first_day if sighting.claim.mention.occurred else sighting.claim.published
    return {
        "known": round(sighting.claim.known_at.timestamp() * 1_000_000),
        "likeness": likeness,
        "claim": sighting.claim.id,
        "place": sighting.place_id,
        "report": sighting.claim.document_id,
        "month": month_of(day) if day else "",
        "cell": cell_of(next(iter(sighting.places), None)) or "",
        "blocks": [block for block, _, _ in standing],
        "parts": [part for _, part, _ in standing],
        "meets": [meets for _, _, meets in standing],
    }


def _seen(claims: Iterable[Claim], theatre: Theatre | None) -> tuple[Sighting, ...]:
    """Claims of whole reports as linking sees them."""
    seen = [sighting for claim in claims for sighting in sightings_of(claim, rules=_rules())]
    return with_what_was_told(seen, rules=_rules(), theatre=theatre)


@cache
def _rules() -> Rules:
    return load_rules()


def _rows(folder: Path) -> Iterable[Mapping[str, Any]]:
    """The rows of all files of a folder."""
    _, parquet = load_pyarrow()
    for file in sorted(folder.glob("*.parquet")):
        for portion in parquet.ParquetFile(file).iter_batches(batch_size=1024):
            yield from portion.to_pylist()


def _write(path: Path, rows: Iterable[Mapping[str, Any]], schema: Any) -> None:
    arrow, parquet = load_pyarrow()
    with replacing(path) as draft, parquet.ParquetWriter(draft, schema, compression="zstd") as file:
        waiting: list[Mapping[str, Any]] = []
        for row in rows:
            waiting.append(row)
            if len(waiting) == 4096:
                file.write_table(arrow.Table.from_pylist(waiting, schema=schema))
                waiting = []
        file.write_table(arrow.Table.from_pylist(waiting, schema=schema))
