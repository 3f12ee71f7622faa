"""A claim that comes in, or goes: only the neighbourhoods it is likened to are linked anew.

The outcome is that of linking the whole ledger, whatever came in which order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from khabar.linking.blocks import signature
from khabar.linking.clusters import Cluster, People
from khabar.linking.fusion import fuse
from khabar.linking.neighbourhoods import Neighbourhood, neighbourhoods
from khabar.linking.score import compare
from khabar.linking.sighting import Sighting, sightings_of
from khabar.linking.told_again import with_what_was_told
from khabar.linking.voices import by_document, sides_of_outlets
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event

# Where a sighting stands among all: see `Sighting.key`.
Rank = tuple[datetime, str, str]


@dataclass(frozen=True, slots=True)
class Linked:
    """A neighbourhood as it is kept: its sightings, and its events by the rank of the sighting each begins with."""

    sightings: tuple[Sighting, ...]
    ranked: tuple[tuple[Rank, Event], ...]

    @property
    def name(self) -> str:
        """The id of its first event: the same in whatever order its claims came."""
        return self.ranked[0][1].id

    @classmethod
    def of(cls, neighbourhood: Neighbourhood, fusing: Callable[[Cluster], Event]) -> Linked:
        """A neighbourhood with its events made."""
        ranked = sorted(((act.first.key, fusing(act)) for act in neighbourhood.acts), key=lambda pair: pair[0])
        return cls(tuple(neighbourhood.sightings), tuple(ranked))


@dataclass(frozen=True, slots=True)
class Relinked:
    """What a change came to: the neighbourhoods that are no more, by name, and those in their stead.

    `renewed` are the claims that went, and those that came or were looked at as if they did.
    """

    renewed: frozenset[str]
    gone: frozenset[str]
    linked: tuple[Linked, ...]

    @property
    def touched(self) -> int:
        """How many claims were linked anew."""
        return len({sighting.claim.id for one in self.linked for sighting in one.sightings})


class Shelf(Protocol):
    """Where linked claims stand in their neighbourhoods."""

    def near(self, sighting: Sighting) -> Iterable[tuple[Sighting, str]]:
        """At least those that stand in a block this one looks under, each with its neighbourhood."""
        ...

    def homes(self, claims: Collection[str]) -> set[str]:
        """The neighbourhoods of claims, at all their places; of those that are not linked yet none."""
        ...

    def members(self, homes: Collection[str]) -> list[Sighting]:
        """The sightings in these neighbourhoods."""
        ...

    def claims_of(self, documents: Collection[str]) -> Iterable[Claim]:
        """The linked claims of these reports."""
        ...

    def copies_of(self, documents: Collection[str]) -> set[str]:
        """The reports with linked claims that repeat one of these, directly."""
        ...


def relink(
    shelf: Shelf,
    *,
    added: Sequence[Claim],
    gone: Collection[str],
    people: People,
    rules: Rules,
    theatre: Theatre | None,
) -> Relinked:
    """What becomes of the neighbourhoods around claims that come in or go; the shelf itself is left as it is.

    A claim that changed, or of which people said something else, comes in again. `people` is all that people say now.
    """
    added = _with_their_reports(shelf, added, gone)
    leaving = {*gone, *(claim.id for claim in added)}
    told = [sighting for claim in added for sighting in sightings_of(claim, rules=rules)]
    arriving = with_what_was_told(told, rules=rules, theatre=theatre)
    homes = shelf.homes(leaving)
    before = shelf.members(homes)
    # One that goes can have been the first of its like: those that stay are looked at as if they were new.
    staying = [sighting for sighting in before if sighting.claim.id not in leaving]
    for sighting in [*arriving, *staying]:
        homes |= _likened(shelf, sighting, homes, rules, theatre)
    homes |= shelf.homes(_called_one_with(leaving, people))
    documents = {claim.document_id for claim in (*added, *(sighting.claim for sighting in before))}
    homes |= shelf.homes({claim.id for claim in shelf.claims_of(_repeating(shelf, documents))})
    around = [sighting for sighting in shelf.members(homes) if sighting.claim.id not in leaving]
    originals = _originals(shelf, [*added, *(sighting.claim for sighting in around)], leaving)
    found = neighbourhoods([*arriving, *around], people=people, rules=rules, theatre=theatre)
    outlets = sides_of_outlets(theatre)
    linked = (Linked.of(one, partial(fuse, originals=originals, rules=rules, outlets=outlets)) for one in found)
    return Relinked(frozenset(leaving), frozenset(homes), tuple(linked))


def _with_their_reports(shelf: Shelf, added: Sequence[Claim], gone: Collection[str]) -> list[Claim]:
    """The claims with all others of their reports, and of the reports of those that go: a report is read as a whole."""
    held = {claim.id: claim for claim in shelf.claims_of(_reports(shelf, added, gone)) if claim.id not in gone}
    return list({**held, **{claim.id: claim for claim in added}}.values())


def _reports(shelf: Shelf, added: Sequence[Claim], gone: Collection[str]) -> set[str]:
    left = (sighting.claim for sighting in shelf.members(shelf.homes(gone)) if sighting.claim.id in gone)
    return {claim.document_id for claim in (*added, *left)}


def _likened(
    shelf: Shelf, sighting: Sighting, known: Collection[str], rules: Rules, theatre: Theatre | None
) -> set[str]:
    """The other neighbourhoods with a sighting that equals this one or is likely one act with it."""
    found: set[str] = set()
    for other, home in shelf.near(sighting):
        if home in known or home in found:
            continue
        same = signature(other) == signature(sighting)
        if same or compare(sighting, other, rules=rules, theatre=theatre).score >= rules.weights.same_from:
            found.add(home)
    return found


def _called_one_with(claims: Collection[str], people: People) -> set[str]:
    """Claims that people called one act with any of these, at first hand."""
    pairs = (pair for pair, said in people.items() if said.verdict == "same" and not pair.isdisjoint(claims))
    return {claim for pair in pairs for claim in pair}


def _repeating(shelf: Shelf, documents: Collection[str]) -> set[str]:
    """The reports that repeat one of these, directly or through others: whose word they are hangs on it."""
    found: set[str] = set()
    new = shelf.copies_of(documents)
    while new:
        found |= new
        new = shelf.copies_of(new) - found
    return found


def _originals(shelf: Shelf, claims: Iterable[Claim], leaving: Collection[str]) -> dict[str, Claim]:
    """A claim of each report that claims come from, or repeat, directly or through others."""
    found = by_document(claims)
    asked: set[str] = set()
    while wanted := {c.copy_of for c in found.values() if c.copy_of} - found.keys() - asked:
        asked |= wanted
        found |= by_document(claim for claim in shelf.claims_of(wanted) if claim.id not in leaving)
    return found
