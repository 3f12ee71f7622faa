"""A ledger and its events in memory, kept up to date claim by claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from khabar.linking.heads import Heads
from khabar.linking.judged import by_people
from khabar.linking.linked import Linked, Ranked, fusing_by, known_by
from khabar.linking.relink import Relinked, originals_of, relink
from khabar.linking.sighting import Rank, Sighting
from khabar.linking.voices import sides_of_outlets
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
        self._heads = Heads(self._rules)
        self._reports: dict[str, set[str]] = defaultdict(set)
        self._copies: dict[str, set[str]] = defaultdict(set)

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, by the moment each was first known."""
        return _in_order(pair for linked in self._linked.values() for pair in linked.ranked)

    def claim(self, id: str) -> Claim | None:
        """A claim as it is held; None = it is not."""
        return self._sightings[id][0].claim if id in self._sightings else None

    def known_by(self, moment: datetime) -> tuple[Event, ...]:
        """The events that linking the claims known at a moment would give, by the moment each was first known.

        By what people say now, whenever they said it.
        """
        return _in_order(pair for one in self._linked.values() for pair in self.of_one(one, moment))

    def of_one(self, linked: Linked, moment: datetime) -> Iterator[Ranked]:
        """The events of one of its neighbourhoods, as its claims were known at a moment."""
        if linked.begins_at > moment:
            return iter(())
        claims = [s.claim for s in linked.sightings if s.key[0] <= moment] if linked.settled_at > moment else []
        originals = originals_of(self, claims, ())
        return known_by(
            linked,
            moment,
            people=self._people,
            originals={id: claim for id, claim in originals.items() if claim.known_at <= moment},
            fusing=fusing_by(self._rules, sides_of_outlets(self._theatre)),
            rules=self._rules,
            theatre=self._theatre,
        )

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
        heads = {id(group[0]): group[0] for one in self.linked(found.gone) for group in one.neighbourhood.groups}
        now = {id(group[0]): group[0] for one in found.linked for group in one.neighbourhood.groups}
        for claim in self._sightings.keys() & found.renewed:
            self._forget(claim)
        for name in found.gone:
            del self._linked[name]
        for linked in found.linked:
            self._linked[linked.name] = linked
            for sighting in linked.sightings:
                self._keep(sighting, linked.name)
        self._heads.change(
            [head for key, head in heads.items() if key not in now],
            [head for key, head in now.items() if key not in heads],
        )
        return found

    def _keep(self, sighting: Sighting, home: str) -> None:
        if sighting.key not in self._home:
            claim = sighting.claim
            self._sightings.setdefault(claim.id, []).append(sighting)
            self._reports[claim.document_id].add(claim.id)
            if claim.copy_of is not None:
                self._copies[claim.copy_of].add(claim.document_id)
        self._home[sighting.key] = home

    def _forget(self, claim_id: str) -> None:
        for sighting in self._sightings.pop(claim_id):
            del self._home[sighting.key]
            claim = sighting.claim
        self._reports[claim.document_id].discard(claim_id)
        if claim.copy_of is not None and not self._reports[claim.document_id]:
            self._copies[claim.copy_of].discard(claim.document_id)

    # The shelf that relinking asks

    def near(self, sighting: Sighting) -> Iterable[Sighting]:
        """See `Shelf.near`."""
        return self._heads.near(sighting) if self._linked else ()

    def alike(self, sighting: Sighting) -> set[str]:
        """See `Shelf.alike`."""
        return {self.home(other) for other in self._heads.alike(sighting)} if self._linked else set()

    def home(self, sighting: Sighting) -> str:
        """See `Shelf.home`."""
        return self._home[sighting.key]

    def homes(self, claims: Collection[str]) -> set[str]:
        """See `Shelf.homes`."""
        return {self._home[sighting.key] for claim in claims for sighting in self._sightings.get(claim, ())}

    def linked(self, homes: Iterable[str]) -> list[Linked]:
        """See `Shelf.linked`."""
        return [self._linked[home] for home in homes]

    def claims_of(self, documents: Collection[str]) -> list[Claim]:
        """See `Shelf.claims_of`."""
        ids = (claim for document in documents for claim in self._reports.get(document, ()))
        return [self._sightings[claim][0].claim for claim in ids]

    def copies_of(self, documents: Collection[str]) -> set[str]:
        """See `Shelf.copies_of`."""
        return {copy for document in documents for copy in self._copies.get(document, ())}


def _in_order(ranked: Iterable[Ranked]) -> tuple[Event, ...]:
    return tuple(event for _, event in sorted(ranked, key=lambda pair: pair[0]))
