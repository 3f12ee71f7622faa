"""Which reports count, and which repeat another, among all coded shards: told in one pass over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from khabar.documents import Copies
from khabar.records import Coded
from khabar.shards.folder import results_of
from khabar.shards.shard import Done
from khabar.store.rows import identity_of


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the reports of one coded shard from all the others.

    `twice` are those that stand in an earlier shard, or earlier in this one; `copies` are ids with those of originals.
    """

    twice: frozenset[int] = frozenset()
    copies: dict[str, str] = field(default_factory=dict)


def known_of(folder: str, shards: Iterable[Done]) -> list[Known]:
    """For each shard which of its reports, by number, are there twice, and which repeat another.

    As in a store, the first of an id counts, and of one text of one outlet, day and address. Holds a fingerprint of
    each report.
    """
    copies, seen = Copies(), set[str]()
    ids: list[list[str]] = []
    twice: list[set[int]] = []
    for done in shards:
        ids.append([])
        twice.append(set())
        for number, result in enumerate(results_of(folder, done)):
            if not isinstance(result, Coded):
                continue
            document = result.document
            names = {f"id {document.id}", f"text {identity_of(document)}"}
            if seen & names:
                twice[-1].add(number)
                continue
            seen |= names
            copies.add(document)
            ids[-1].append(document.id)
    found = ({id: copy.original for id in here if (copy := copies.copy_of(id)) is not None} for here in ids)
    return [Known(frozenset(numbers), originals) for numbers, originals in zip(twice, found, strict=True)]
