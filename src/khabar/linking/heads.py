"""The heads of groups in memory, looked up by what they can be compared for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from khabar.linking.blocks import signature, stands_of
from khabar.linking.sighting import Sighting
from khabar.linking.weights import Rules


class _Entry(NamedTuple):
    """A head and the stretches of days it is found in; see `stands_of`."""

    first: int
    last: int
    meets_all: bool
    head: Sighting


class Heads:
    """Of sightings that agree in every field the first: it alone is looked up."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        # By the hash of a key: the keys themselves would fill the memory. Entries are in the order of their first.
        self._entries: dict[int, list[_Entry]] = defaultdict(list)
        self._alike: dict[int, list[Sighting]] = defaultdict(list)
        self._widest = 0

    def change(self, gone: Iterable[Sighting], come: Iterable[Sighting]) -> None:
        """Lets go of heads, and takes others in."""
        for head in gone:
            self._alike[_likeness(head)].remove(head)
            for key, entry in self._entries_of(head):
                entries = self._entries[key]
                at = bisect_left(entries, entry.first, key=_first)
                while entries[at] != entry:
                    at += 1
                del entries[at]
        for head in come:
            self._alike[_likeness(head)].append(head)
            for key, entry in self._entries_of(head):
                entries = self._entries[key]
                if entries and entries[-1].first > entry.first:
                    insort(entries, entry, key=_first)
                else:
                    entries.append(entry)

    def _entries_of(self, head: Sighting) -> Iterator[tuple[int, _Entry]]:
        """Its entries by key; those of one stretch of days are one and the same."""
        made: dict[tuple[int, bool], _Entry] = {}
        for key, first, last, meets_all in stands_of(head, rules=self._rules):
            entry = made.get((first, meets_all))
            if entry is None:
                entry = made[first, meets_all] = _Entry(first, last, meets_all, head)
                self._widest = max(self._widest, last - first)
            yield hash(key), entry

    def near(self, sighting: Sighting) -> list[Sighting]:
        """At least the others that it is to be compared with, each once."""
        found: dict[int, Sighting] = {}
        for key, first, last, meets_all in stands_of(sighting, rules=self._rules):
            entries = self._entries.get(hash(key), ())
            begin = bisect_left(entries, first - self._widest, key=_first)
            for entry in entries[begin : bisect_right(entries, last, key=_first)]:
                if entry.last >= first and (meets_all or entry.meets_all):
                    found[id(entry.head)] = entry.head
        found.pop(id(sighting), None)
        return list(found.values())

    def alike(self, sighting: Sighting) -> list[Sighting]:
        """Those that agree with it in every field."""
        found = self._alike.get(_likeness(sighting), ())
        return [other for other in found if signature(other) == signature(sighting)]


def _first(entry: _Entry) -> int:
    return entry.first


def _likeness(sighting: Sighting) -> int:
    return hash(signature(sighting))
