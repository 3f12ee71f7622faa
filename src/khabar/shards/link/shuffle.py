"""Bringing together what has to be judged together: DuckDB sorts, joins and writes, on disk where memory is short."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from khabar.shards.needed import needed

_SEEN = """
CREATE VIEW sightings AS SELECT * FROM read_parquet('{work}/sightings-*.parquet');
CREATE VIEW claims AS SELECT * FROM read_parquet('{work}/claims-*.parquet');
"""
# The first of each likeness stands for all of it. A block that one alone stands in, or where none meets all, is none.
_TO_BE_JUDGED = """
CREATE TABLE heads AS SELECT likeness, claim, place, report, month, cell, blocks, parts, meets FROM sightings
    QUALIFY row_number() OVER (PARTITION BY likeness ORDER BY known, claim, place) = 1;
CREATE TABLE standing AS
    SELECT likeness, unnest(blocks) AS block, unnest(parts) AS part, unnest(meets) AS meets FROM heads;
CREATE TABLE shared AS
    SELECT block FROM standing GROUP BY block HAVING count(DISTINCT likeness) > 1 AND bool_or(meets);
CREATE TABLE judged AS
    SELECT DISTINCT part, likeness, claim, place, report
    FROM standing SEMI JOIN shared USING (block) JOIN heads USING (likeness);
COPY (SELECT part, likeness, claim, place FROM judged) TO '{work}/heads' (FORMAT parquet, PARTITION_BY (part));
COPY (SELECT part, claims.* FROM (SELECT DISTINCT part, report FROM judged) JOIN claims USING (report))
    TO '{work}/judged' (FORMAT parquet, PARTITION_BY (part));
"""
# Neighbourhoods in order of month and cell, as many to a lot as make `most` sightings; with the reports they repeat.
_TO_BE_MADE = """
CREATE TABLE homes AS
    SELECT likeness, coalesce(ties.home, likeness) AS home FROM heads LEFT JOIN ties USING (likeness);
CREATE TABLE sizes AS
    SELECT homes.home, count(*) AS size FROM sightings JOIN homes USING (likeness) GROUP BY homes.home;
CREATE TABLE lots AS
    SELECT sizes.home, CAST((sum(size) OVER (ORDER BY month, cell, sizes.home) - size) // {most} AS INTEGER) AS lot
    FROM sizes JOIN heads ON heads.likeness = sizes.home;
CREATE TABLE inside AS SELECT lot, likeness FROM homes JOIN lots USING (home);
CREATE TABLE reports AS SELECT DISTINCT lot, report FROM sightings JOIN inside USING (likeness);
CREATE TABLE repeated AS
    SELECT DISTINCT lot, copy_of AS report FROM reports JOIN claims USING (report) WHERE copy_of IS NOT NULL;
COPY inside TO '{work}/inside' (FORMAT parquet, PARTITION_BY (lot));
COPY (SELECT lot, claims.* FROM (FROM reports UNION FROM repeated) JOIN claims USING (report))
    TO '{work}/lots' (FORMAT parquet, PARTITION_BY (lot));
"""


@contextmanager
def shuffling(work: Path, *, memory_mb: int) -> Iterator[Any]:
    """A DuckDB of the working folder that holds no more than so much in memory. Raises MissingPart."""
    duckdb = needed("duckdb", extra="shards", what="Linking shards")
    settings = {"memory_limit": f"{memory_mb}MB", "temp_directory": str(work / "spilled")}
    with duckdb.connect(str(work / "shuffle.duckdb"), config=settings) as connection:
        connection.execute("SET preserve_insertion_order = false; SET TimeZone = 'UTC'")
        yield connection


def to_be_judged(connection: Any, work: Path) -> list[int]:
    """Lays out for each part its heads and the claims of their reports; the parts that have any."""
    connection.execute(_SEEN.format(work=work) + _TO_BE_JUDGED.format(work=work))
    return [part for (part,) in connection.execute("SELECT DISTINCT part FROM judged ORDER BY part").fetchall()]


def pairs_found(connection: Any, work: Path) -> list[tuple[str, str]]:
    """The likely pairs of all parts."""
    found: list[tuple[str, str]] = connection.execute(
        f"SELECT one, other FROM read_parquet('{work}/pairs-*.parquet') ORDER BY ALL"  # noqa: S608  our own folder
    ).fetchall()
    return found


def to_be_made(connection: Any, work: Path, homes: dict[str, str], *, most: int) -> list[int]:
    """Lays out for each lot its claims, about `most` sightings a lot; the lots. `homes` are the ties found."""
    connection.execute("CREATE TABLE ties (likeness VARCHAR, home VARCHAR)")
    if homes:
        arrow = needed("pyarrow", extra="shards", what="Linking shards")
        found = arrow.table({"likeness": list(homes), "home": list(homes.values())})
        connection.register("found", found)
        connection.execute("INSERT INTO ties FROM found")
    connection.execute(_TO_BE_MADE.format(work=work, most=most))
    return [lot for (lot,) in connection.execute("SELECT DISTINCT lot FROM lots ORDER BY lot").fetchall()]
