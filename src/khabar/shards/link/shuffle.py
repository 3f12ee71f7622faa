"""Bringing together what has to be judged together: DuckDB sorts, joins and writes, on disk where memory is short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from khabar.shards.needed import needed

_SEEN = """
CREATE VIEW sightings AS SELECT * FROM read_parquet('{work}/sightings-*.parquet');
CREATE VIEW claims AS SELECT * FROM read_parquet('{work}/claims-*.parquet');
"""
# The first of each likeness stands for all of it; they are numbered in order of month and cell. Of a block those that
# meet all in it are paired with each, the others only with them. A part judges the pairs of the first numbers it has.
_TO_BE_JUDGED = """
CREATE TABLE heads AS
    SELECT row_number() OVER (ORDER BY month, cell, likeness) - 1 AS n, likeness, claim, place, report, blocks, meets
    FROM (FROM sightings QUALIFY row_number() OVER (PARTITION BY likeness ORDER BY known, claim, place) = 1);
CREATE TABLE standing AS SELECT n, unnest(blocks) AS block, unnest(meets) AS meets FROM heads;
CREATE TABLE pairs AS
    SELECT DISTINCT least(a.n, b.n) AS one, greatest(a.n, b.n) AS other, one // {most} AS part
    FROM (FROM standing WHERE meets) a JOIN standing b USING (block) WHERE a.n < b.n OR (a.n > b.n AND NOT b.meets);
DROP TABLE standing;
CREATE TABLE judged AS
    SELECT part, n, claim, place, report
    FROM (SELECT part, one AS n FROM pairs UNION SELECT part, other FROM pairs) JOIN heads USING (n);
COPY pairs TO '{work}/pairs' (FORMAT parquet, PARTITION_BY (part));
COPY (SELECT part, n, claim, place FROM judged) TO '{work}/heads' (FORMAT parquet, PARTITION_BY (part));
COPY (SELECT part, claims.* FROM (SELECT DISTINCT part, report FROM judged) JOIN claims USING (report))
    TO '{work}/judged' (FORMAT parquet, PARTITION_BY (part));
CREATE TABLE likely (one BIGINT, other BIGINT, score DOUBLE, tells BOOLEAN);
"""
# Neighbourhoods in order of month and cell, as many to a lot as make `most` sightings; with the reports they repeat.
_TO_BE_MADE = """
CREATE TABLE homes AS SELECT n, coalesce(tied.home, n) AS home FROM heads LEFT JOIN tied USING (n);
CREATE TABLE placed AS
    SELECT n, home, sightings.claim, sightings.place, sightings.report
    FROM sightings JOIN heads USING (likeness) JOIN homes USING (n);
CREATE TABLE lots AS
    SELECT home, CAST((sum(size) OVER (ORDER BY home) - size) // {most} AS INTEGER) AS lot
    FROM (SELECT home, count(*) AS size FROM placed GROUP BY home);
CREATE TABLE inside AS SELECT lot, n, claim, place, report FROM placed JOIN lots USING (home);
CREATE TABLE reports AS SELECT DISTINCT lot, report FROM inside;
CREATE TABLE repeated AS
    SELECT DISTINCT lot, copy_of AS report FROM reports JOIN claims USING (report) WHERE copy_of IS NOT NULL;
COPY (SELECT lot, n, claim, place FROM inside) TO '{work}/inside' (FORMAT parquet, PARTITION_BY (lot));
COPY (SELECT lot, likely.* FROM likely JOIN homes ON n = one JOIN lots USING (home))
    TO '{work}/ties' (FORMAT parquet, PARTITION_BY (lot));
COPY (SELECT lot, claims.* FROM (FROM reports UNION FROM repeated) JOIN claims USING (report))
    TO '{work}/lots' (FORMAT parquet, PARTITION_BY (lot));
"""


@contextmanager
def shuffling(work: Path, *, memory_mb: int, name: str = "shuffle") -> Iterator[Any]:
    """A DuckDB of the working folder that holds no more than so much in memory. Raises MissingPart."""
    duckdb = needed("duckdb", extra="shards", what="Linking shards")
    settings = {"memory_limit": f"{memory_mb}MB", "temp_directory": str(work / "spilled")}
    with duckdb.connect(str(work / f"{name}.duckdb"), config=settings) as connection:
        connection.execute("SET preserve_insertion_order = false; SET TimeZone = 'UTC'")
        yield connection


def keep(connection: Any, name: str, numbers: Mapping[str, Sequence[int]]) -> None:
    """Keeps columns of numbers as a table of a name."""
    arrow = needed("pyarrow", extra="shards", what="Linking shards")
    columns = {column: arrow.array(values, arrow.int64()) for column, values in numbers.items()}
    connection.register("given", arrow.table(columns))
    connection.execute(f"CREATE TABLE {name} AS FROM given")
    connection.unregister("given")


def to_be_judged(connection: Any, work: Path, *, most: int) -> list[int]:
    """Lays out for each part its pairs, `most` heads a part and those they are paired with; the parts that have any."""
    connection.execute(_SEEN.format(work=work) + _TO_BE_JUDGED.format(work=work, most=most))
    return [part for (part,) in connection.execute("SELECT DISTINCT part FROM pairs ORDER BY part").fetchall()]


def likely_found(connection: Any, work: Path) -> tuple[list[int], list[int]]:
    """The likely pairs of all parts, which there are: the numbers of the first of each, and of the second."""
    connection.execute(f"INSERT INTO likely FROM read_parquet('{work}/likely-*.parquet')")
    found = connection.execute("SELECT one, other FROM likely ORDER BY ALL").fetchnumpy()
    return found["one"].tolist(), found["other"].tolist()


def to_be_made(connection: Any, work: Path, homes: dict[int, int], *, most: int) -> list[int]:
    """Lays out for each lot its claims, about `most` sightings a lot; the lots. `homes` are the ties found."""
    keep(connection, "tied", {"n": list(homes), "home": list(homes.values())})
    connection.execute(_TO_BE_MADE.format(work=work, most=most))
    return [lot for (lot,) in connection.execute("SELECT DISTINCT lot FROM lots ORDER BY lot").fetchall()]
