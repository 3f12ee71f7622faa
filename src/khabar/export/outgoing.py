"""An event on its way out, and the gate it passes: nothing is published that no analyst has released."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from khabar.export.account import Account
from khabar.linking import part_of, places_named
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event, Place, Release

Review = Literal["released", "unreviewed"]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An event that may be written, and whether an analyst has released it."""

    event: Event
    review: Review


class Gate:
    """Who may pass by what analysts said, the later word before the earlier.

    `events` are all there are: what of an event may pass is read in its whole reports. `everything` lets through what
    nobody has spoken of too, marked `unreviewed`; what was withdrawn stays back. `without` are outlets whose reports
    never go out.
    """

    def __init__(
        self,
        releases: Iterable[Release],
        events: Iterable[Event],
        *,
        theatre: Theatre | None,
        everything: bool = False,
        without: Collection[str] = (),
    ) -> None:
        self._said: dict[str, dict[str, bool]] = defaultdict(dict)
        for r in releases:
            self._said[r.claim_id][r.place_id] = r.released
        self._reports: dict[str, list[Claim]] = defaultdict(list)
        for claim in (claim for event in events for claim in event.claims):
            self._reports[claim.document_id].append(claim)
        self._theatre = theatre
        self._everything = everything
        self._without = frozenset(without)

    def passing(self, event: Event, account: Account) -> Iterator[Outgoing]:
        """What may go out of an event: it is made of those of its claims that may, and is several where they are."""
        claims = [claim for claim in event.claims if claim.outlet not in self._without]
        words = {claim.id: self.word(claim, event.places) for claim in claims}
        kept = {id for id, word in words.items() if self._lets_through(word)}
        account.withheld["reports of outlets that are left out"] += len(event.claims) - len(claims)
        if words and not kept:
            withdrawn = all(word is False for word in words.values())
            account.held_back["events withdrawn" if withdrawn else "events nobody has released"] += 1
        if not kept:
            return
        account.held_back["reports of events that are published without them"] += len(words) - len(kept)
        whole = len(kept) == len(event.claims)
        parts = (event,) if whole else self._made_of(kept, event)
        told = {claim.id for part in parts for claim in part.claims}
        account.held_back["released reports that lie at none of the places they were released for"] += len(kept - told)
        for part in parts:
            released = all(words[claim.id] for claim in part.claims)
            yield Outgoing(self._at_told_places(part, account), "released" if released else "unreviewed")

    def _lets_through(self, word: bool | None) -> bool:
        return word or (self._everything and word is None)

    def word(self, claim: Claim, places: Sequence[Place]) -> bool | None:
        """Whether a claim was released where its event lies, or withdrawn; None = nobody has said.

        A claim of one place is meant wherever its event comes to lie by what others report later.
        """
        said = self._said.get(claim.id, {})
        here = [said[place.id] for place in places if place.id in said]
        if not here and len(places_named(claim)) < 2:
            here = list(said.values())
        return all(here) if here else None

    def _made_of(self, kept: Collection[str], event: Event) -> tuple[Event, ...]:
        """The event of some of its claims alone, so that nothing of the others shows through."""
        documents = {claim.document_id for claim in event.claims if claim.id in kept}
        reports = [claim for document in documents for claim in self._reports[document]]
        return part_of(event, kept, reports=reports, theatre=self._theatre)

    def _at_told_places(self, event: Event, account: Account) -> Event:
        """The event without places that only reports held back tell of."""
        places = tuple(place for place in event.places if self._may_tell(place, event))
        account.held_back["places that only reports held back tell of"] += len(event.places) - len(places)
        return event if len(places) == len(event.places) else replace(event, places=places)

    def _may_tell(self, place: Place, event: Event) -> bool:
        """Whether a claim of the event was released for the place, or one that may go out names it.

        A report lends its acts each other's places, so that any claim of its reports can have named it.
        """
        if any(self._said.get(claim.id, {}).get(place.id) for claim in event.claims):
            return True
        beside = (claim for told in event.claims for claim in self._reports[told.document_id])
        return any(
            place.id in {named.id for named in places_named(claim)} and self._lets_through(self.word(claim, (place,)))
            for claim in chain(event.claims, beside)
        )
