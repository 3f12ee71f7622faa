"""The steps of linking that many can do side by side: seeing a shard's claims, judging a part's pairs, making events.

Each reads files of the working folder and leaves one there, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from khabar.export.parquet_out import load_pyarrow
from khabar.export.writing import replacing
from khabar.linking.parting import blocks_of, compared, events_tied, likeness_key
from khabar.linking.score import Comparison
from khabar.linking.sighting import Sighting, sightings_of
from khabar.linking.told_again import with_what_was_told
from khabar.linking.weights import Rules, load_rules
from khabar.packs.theatre import Theatre
from khabar.records import Claim
from khabar.shards.link.claim_rows import claims_of, claims_table
from khabar.shards.link.events_file import write_events
from khabar.shards.link.known import Known
from khabar.shards.link.work import columns, read, write
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
    theatre: Theatre | None
    recorded_at: datetime

    def __call__(self) -> int:
        """How many claims there are."""
        table = claims_table(self.folder, self.done, known=self.known, recorded_at=self.recorded_at)
        write(table, self.work / f"claims-{self.number}.parquet")
        claims = claims_of(table)
        sightings = sorted(_seen(claims, self.theatre), key=lambda s: s.key)
        write(_sighting_table(sightings), self.work / f"sightings-{self.number}.parquet")
        return len(claims)


@dataclass(frozen=True, slots=True)
class Judging:
    """Finds the likely ones among the pairs of a part, into `likely` of its number."""

    part: int
    work: Path
    theatre: Theatre | None

    def __call__(self) -> int:
        """How many pairs are likely one act."""
        number = _numbers(self.work / "heads" / f"part={self.part}")
        claims = claims_of(read(self.work / "judged" / f"part={self.part}"))
        heads = [seen for seen in _seen(claims, self.theatre) if (seen.claim.id, seen.place_id) in number]
        at = {number[head.claim.id, head.place_id]: head for head in heads}
        ones, others = columns(self.work / "pairs" / f"part={self.part}", "one", "other")
        pairs = ((at[one], at[other]) for one, other in zip(ones, others, strict=True))
        judged = compared(pairs, rules=_rules(), theatre=self.theatre)
        found = [(*pair, c) for *pair, c in zip(ones, others, judged, strict=True) if c is not None]
        arrow, _ = load_pyarrow()
        told = {
            "one": [one for one, _, _ in found],
            "other": [other for _, other, _ in found],
            "score": [comparison.score for *_, comparison in found],
            "tells": [comparison.tells for *_, comparison in found],
        }
        write(arrow.table(told, schema=likely_schema(arrow)), self.work / f"likely-{self.part}.parquet")
        return len(found)


@dataclass(frozen=True, slots=True)
class Making:
    """Makes the events of a lot of claims that nothing ties to any others, into `events` of its number."""

    lot: int
    work: Path
    theatre: Theatre | None

    def __call__(self) -> int:
        """How many events there are."""
        table = read(self.work / "lots" / f"lot={self.lot}")
        claims = claims_of(table)
        groups, at = self._groups(claims)
        ties = columns(self.work / "ties" / f"lot={self.lot}", "one", "other", "score", "tells")
        likely = {
            _in_order(at[one], at[other]): Comparison(score, tells=tells)
            for one, other, score, tells in zip(*ties, strict=True)
        }
        events = events_tied(groups, likely=likely, rules=_rules(), theatre=self.theatre, repeated=claims)
        with replacing(self.work / f"events-{self.lot:06}.parquet") as draft:
            return write_events(events, draft, told=table, at={claim.id: n for n, claim in enumerate(claims)})

    def _groups(self, claims: Sequence[Claim]) -> tuple[list[list[Sighting]], dict[int, int]]:
        """The sightings of this lot by their likeness, in order, and where each likeness stands by its number."""
        inside = _numbers(self.work / "inside" / f"lot={self.lot}")
        like: dict[int, list[Sighting]] = {}
        for seen in sorted(_seen(claims, self.theatre), key=lambda s: s.key):
            if (number := inside.get((seen.claim.id, seen.place_id))) is not None:
                like.setdefault(number, []).append(seen)
        return list(like.values()), {number: position for position, number in enumerate(like)}


def sighting_schema(arrow: Any) -> Any:
    """The columns of sightings: those they are ranked, grouped, paired and put in order by."""
    words = arrow.string()
    names = ("likeness", "claim", "place", "report", "month", "cell")
    blocks = [("blocks", arrow.list_(arrow.int64())), ("meets", arrow.list_(arrow.bool_()))]
    return arrow.schema([("known", arrow.int64()), *((name, words) for name in names), *blocks])


def likely_schema(arrow: Any) -> Any:
    """The columns of likely pairs."""
    number = arrow.int64()
    return arrow.schema([("one", number), ("other", number), ("score", arrow.float64()), ("tells", arrow.bool_())])


def _sighting_table(sightings: Sequence[Sighting]) -> Any:
    """Sightings, in order of their keys. Only the first of each likeness has its blocks: it stands for the others."""
    arrow, _ = load_pyarrow()
    keys = [likeness_key(sighting) for sighting in sightings]
    first = {key: n for n, key in reversed([*enumerate(keys)])}
    standing = [blocks_of(s, rules=_rules()) if first[keys[n]] == n else [] for n, s in enumerate(sightings)]
    days = [s.claim.mention.occurred.first_day if s.claim.mention.occurred else s.claim.published for s in sightings]
    told = {
        "known": [round(s.claim.known_at.timestamp() * 1_000_000) for s in sightings],
        "likeness": keys,
        "claim": [s.claim.id for s in sightings],
        "place": [s.place_id for s in sightings],
        "report": [s.claim.document_id for s in sightings],
        "month": [month_of(day) if day else "" for day in days],
        "cell": [cell_of(next(iter(s.places), None)) or "" for s in sightings],
        "blocks": [[block for block, _ in blocks] for blocks in standing],
        "meets": [[meets for _, meets in blocks] for blocks in standing],
    }
    return arrow.table(told, schema=sighting_schema(arrow))


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _seen(claims: Iterable[Claim], theatre: Theatre | None) -> tuple[Sighting, ...]:
    """Claims of whole reports as linking sees them."""
    seen = [sighting for claim in claims for sighting in sightings_of(claim, rules=_rules())]
    return with_what_was_told(seen, rules=_rules(), theatre=theatre)


@cache
def _rules() -> Rules:
    return load_rules()


def _numbers(folder: Path) -> dict[tuple[str, str], int]:
    """The number of each sighting's likeness, by its claim and its place."""
    claims, places, numbers = columns(folder, "claim", "place", "n")
    return dict(zip(zip(claims, places, strict=True), numbers, strict=True))
