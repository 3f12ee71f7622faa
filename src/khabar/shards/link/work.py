"""Doing steps side by side, each of which reads files of a working folder and leaves one there, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from khabar.errors import BadInput
from khabar.export.parquet_out import load_pyarrow
from khabar.export.writing import replacing
from khabar.garbage import no_garbage
from khabar.linking.neighbourhoods import roots_of
from khabar.shards.engine import Engine, Lost

_TRIES = 3


class Step(Protocol):
    """Something to be done, anywhere that reaches the folder; calling it says how much came of it."""

    def __call__(self) -> int:
        """Does it."""
        ...


def homes_of(ones: Sequence[int], others: Sequence[int]) -> dict[int, int]:
    """For each of what pairs tie together, one after another, the first of them all."""
    numbers = sorted({*ones, *others})
    at = {number: position for position, number in enumerate(numbers)}
    roots = roots_of(len(numbers), ((at[one], at[other]) for one, other in zip(ones, others, strict=True)))
    return {number: numbers[root] for number, root in zip(numbers, roots, strict=True)}


def all_done(steps: Sequence[Step], engine: Engine) -> int:
    """How much came of steps in all; one whose worker is lost is done again. Raises BadInput for one lost for good."""
    total = 0
    why = ""
    for _ in range(_TRIES):
        lost: list[Step] = []
        for step, outcome in engine.run(steps, do):
            if isinstance(outcome, Lost):
                lost.append(step)
                why = outcome.why
            else:
                total += outcome
        if not lost:
            return total
        steps = lost
    raise BadInput(f"Linking was lost {_TRIES} times: {why}.", next_step="Give less to each worker at a time.")


def do(step: Step) -> int:
    """Does a step; how much came of it."""
    with no_garbage():  # the search would take a quarter of the time
        return step()


def columns(folder: Path, *names: str) -> list[list[Any]]:
    """Columns of all files of a folder; empty ones where there is no file."""
    table = read(folder)
    return [table.column(name).to_pylist() if table is not None else [] for name in names]


def read(folder: Path) -> Any:
    """All files of a folder as one table; None where there is none."""
    arrow, parquet = load_pyarrow()
    tables = [parquet.ParquetFile(file).read() for file in sorted(folder.glob("*.parquet"))]
    return arrow.concat_tables(tables) if tables else None


def write(table: Any, path: Path) -> None:
    _, parquet = load_pyarrow()
    with replacing(path) as draft:
        parquet.write_table(table, draft, compression="zstd")
