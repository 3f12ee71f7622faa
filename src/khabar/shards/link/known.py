"""Which reports count, and which repeat another, among all coded shards, of which no machine has to hold all.

DuckDB brings together what looks for each other (`documents/copy_keys.py`), and the pairs are held against each other
part by part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from khabar.shards.engine import Engine
from khabar.shards.link.printing import Matching, Printing
from khabar.shards.link.shuffle import keep, shuffling
from khabar.shards.link.work import all_done, homes_of
from khabar.shards.shard import Done

# Reports in their order. What shares its id or its words, outlet, day and address with another may be there twice.
_PRINTED = """
CREATE TABLE reports AS
    SELECT row_number() OVER (ORDER BY shard, number) - 1 AS n, * EXCLUDE (print)
    FROM read_parquet('{work}/prints-*.parquet');
CREATE TABLE doubtful AS
    SELECT n, id, text FROM reports
    QUALIFY count(*) OVER (PARTITION BY id) > 1 OR count(*) OVER (PARTITION BY text) > 1;
"""
# A part holds those pairs against each other whose first has a number of its.
_TO_BE_MATCHED = """
CREATE TABLE kept AS FROM reports ANTI JOIN twice USING (n);
CREATE TABLE pairs AS
    SELECT DISTINCT least(a.n, b.n) AS one, greatest(a.n, b.n) AS other, one // {most} AS part
    FROM (SELECT n, unnest(looks) AS key FROM kept) a JOIN (SELECT n, unnest(found) AS key FROM kept) b USING (key)
    WHERE a.n <> b.n;
COPY pairs TO '{work}/alike' (FORMAT parquet, PARTITION_BY (part));
COPY (
    SELECT part, n, print
    FROM (SELECT part, one AS n FROM pairs UNION SELECT part, other FROM pairs) JOIN kept USING (n)
    JOIN (SELECT shard, number, print FROM read_parquet('{work}/prints-*.parquet')) USING (shard, number)
) TO '{work}/prints' (FORMAT parquet, PARTITION_BY (part));
"""
_ORIGINALS = """
SELECT shard, id, original FROM (
    SELECT kept.*, first_value(id) OVER (PARTITION BY home ORDER BY day, printed, instant, id) AS original
    FROM kept JOIN tied USING (n)
) WHERE id <> original
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the reports of one coded shard from all the others.

    `twice` are those that stand in an earlier shard, or earlier in this one; `copies` are ids with those of originals.
    """

    twice: frozenset[int] = frozenset()
    copies: dict[str, str] = field(default_factory=dict)


def known_of(
    folder: str, shards: Sequence[Done], *, engine: Engine, work: Path, portion: int, memory_mb: int
) -> list[Known]:
    """For each shard which of its reports, by number, are there twice, and which repeat another.

    As in a store, the first of an id counts, and of one text of one outlet, day and address. `portion` reports, and
    what they are held against, are one worker's at a time.
    """
    all_done([Printing(n, folder, done, work) for n, done in enumerate(shards)], engine)
    with shuffling(work, memory_mb=memory_mb, name="copies") as connection:
        connection.execute(_PRINTED.format(work=work))
        doubtful = connection.execute("SELECT n, id, text FROM doubtful ORDER BY n").fetchall()
        keep(connection, "twice", {"n": list(_there_twice(doubtful))})
        connection.execute(_TO_BE_MATCHED.format(work=work, most=portion))
        parts = [part for (part,) in connection.execute("SELECT DISTINCT part FROM pairs ORDER BY part").fetchall()]
        homes: dict[int, int] = {}
        if parts and all_done([Matching(part, work) for part in parts], engine):
            found = connection.read_parquet(f"{work}/matched-*.parquet").fetchnumpy()
            homes = homes_of(found["one"].tolist(), found["other"].tolist())
        keep(connection, "tied", {"n": list(homes), "home": list(homes.values())})
        return _told(connection, len(shards))


def _there_twice(doubtful: Iterable[tuple[int, str, str]]) -> Iterable[int]:
    """Of reports in their order, with id and text, the numbers of those that share either with one that counts."""
    seen = set[str]()
    for number, id, text in doubtful:
        names = {f"id {id}", f"text {text}"}
        if seen & names:
            yield number
        else:
            seen |= names


def _told(connection: Any, shards: int) -> list[Known]:
    twice: dict[int, set[int]] = defaultdict(set)
    for shard, number in connection.execute("SELECT shard, number FROM reports JOIN twice USING (n)").fetchall():
        twice[shard].add(number)
    copies: dict[int, dict[str, str]] = defaultdict(dict)
    for shard, id, original in connection.execute(_ORIGINALS).fetchall():
        copies[shard][id] = original
    return [Known(frozenset(twice[n]), copies[n]) for n in range(shards)]
