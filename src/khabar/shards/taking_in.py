"""Coded shards into a store: the same as if it had read the reports itself."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.intake import Ingested, Intake
from khabar.picture import Picture
from khabar.shards.folder import coded_in, results_of


def import_coded(picture: Picture, folder: str) -> Iterator[Ingested]:
    """Keeps the reports of a finished coding, shard by shard; yields what became of each, once it is on disk.

    Reports that repeat others, of whatever shard, are found here. Safe to repeat and to interrupt. Raises BadInput for
    a folder without a finished coding.
    """
    shards = coded_in(folder)
    if shards:
        intake = Intake(picture, coder=shards[0].coder)
        for done in shards:
            yield from intake.take_coded(results_of(folder, done))
