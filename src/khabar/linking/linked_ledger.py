"""A ledger and its events in memory, kept up to date claim by claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from khabar.linking.blocks import found_under, looks_under
from khabar.linking.judged import by_people
from khabar.linking.relink import Linked, Rank, Relinked, relink
from khabar.linking.sighting import Sighting
from khabar.linking.weights import load_rules
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event, Judgement


class LinkedLedger:
    """Claims that come and go, with their events: at any moment those that linking the whole ledger would give."""

    def __init__(self, *, theatre: Theatre | None, judgements: Sequence[Judgement] = ()) -> None:
        self._theatre = theatre
        self._people = by_people(judgements)
        self._rules = load_rules()
        self._linked: dict[str, Linked] = {}
        self._home: dict[Rank, str] = {}
        self._sightings: dict[str, list[Sighting]] = {}
        self._blocks: dict[int, list[Sighting]] = defaultdict(list)
        self._reports: dict[str, set[str]] = defaultdict(set)
        self._copies: dict[str, set[str]] = defaultdict(set)

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, by the moment each was first known."""
        ranked = (pair for linked in self._linked.values() for pair in linked.ranked)
        return tuple(event for _, event in sorted(ranked, key=lambda pair: pair[0]))

    def revise(self, *, added: Sequence[Claim] = (), gone: Collection[str] = ()) -> Relinked:
        """Takes claims in, and lets others go, by id; a claim that is held already is held as it is now."""
        unique = tuple({claim.id: claim for claim in added}.values())
        return self._relinked(unique, gone)

    def judge(self, judgements: Sequence[Judgement]) -> Relinked:
        """Obeys what people say now: all of it, in order of arrival."""
        before, self._people = self._people, by_people(judgements)
        if list(before.items()) == list(self._people.items()):
            return Relinked(frozenset(), frozenset(), ())
        named = {claim for people in (before, self._people) for pair in people for claim in pair}
        held = [self._sightings[claim][0].claim for claim in sorted(named & self._sightings.keys())]
        return self._relinked(held, ())

    def _relinked(self, added: Sequence[Claim], gone: Collection[str]) -> Relinked:
        found = relink(self, added=added, gone=gone, people=self._people, rules=self._rules, theatre=self._theatre)
        for claim in found.renewed & self._sightings.keys():
            self._forget(claim)
        for name in found.gone:
            del self._linked[name]
        for linked in found.linked:
            self._linked[linked.name] = linked
            for sighting in linked.sightings:
                self._keep(sighting, linked.name)
        return found

    def _keep(self, sighting: Sighting, home: str) -> None:
        if sighting.key not in self._home:
            claim = sighting.claim
            self._sightings.setdefault(claim.id, []).append(sighting)
            self._reports[claim.document_id].add(claim.id)
            if claim.copy_of is not None:
                self._copies[claim.copy_of].add(claim.document_id)
            for block in found_under(sighting, rules=self._rules):
                self._blocks[hash(block)].append(sighting)
        self._home[sighting.key] = home

    def _forget(self, claim_id: str) -> None:
        for sighting in self._sightings.pop(claim_id):
            del self._home[sighting.key]
            for block in found_under(sighting, rules=self._rules):
                self._blocks[hash(block)].remove(sighting)
            claim = sighting.claim
        self._reports[claim.document_id].discard(claim_id)
        if claim.copy_of is not None and not self._reports[claim.document_id]:
            self._copies[claim.copy_of].discard(claim.document_id)

    # The shelf that relinking asks

    def near(self, sighting: Sighting) -> Iterator[tuple[Sighting, str]]:
        """See `Shelf.near`."""
        if not self._blocks:
            return
        for block in looks_under(sighting, rules=self._rules):
            for other in self._blocks.get(hash(block), ()):
                if other is not sighting:
                    yield other, self._home[other.key]

    def homes(self, claims: Collection[str]) -> set[str]:
        """See `Shelf.homes`."""
        return {self._home[sighting.key] for claim in claims for sighting in self._sightings.get(claim, ())}

    def members(self, homes: Collection[str]) -> list[Sighting]:
        """See `Shelf.members`."""
        return [sighting for home in homes for sighting in self._linked[home].sightings]

    def claims_of(self, documents: Collection[str]) -> list[Claim]:
        """See `Shelf.claims_of`."""
        ids = (claim for document in documents for claim in self._reports.get(document, ()))
        return [self._sightings[claim][0].claim for claim in ids]

    def copies_of(self, documents: Collection[str]) -> set[str]:
        """See `Shelf.copies_of`."""
        return {copy for document in documents for copy in self._copies.get(document, ())}
