"""An event on its way out, and the gate it passes: nothing is published that no analyst has released."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from khabar.export.account import Account
from khabar.linking import link
from khabar.packs.theatre import Theatre
from khabar.records import Event, Release

Review = Literal["released", "unreviewed"]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An event that may be written, and whether an analyst has released it."""

    event: Event
    review: Review


class Gate:
    """Who may pass by what analysts said, the later word before the earlier.

    `everything` lets through what nobody has spoken of too, marked `unreviewed`; what was withdrawn stays back.
    `without` are outlets whose reports never go out.
    """

    def __init__(
        self,
        releases: Iterable[Release],
        *,
        theatre: Theatre | None,
        everything: bool = False,
        without: Collection[str] = (),
    ) -> None:
        self._last = {(r.claim_id, r.place_id): r.released for r in releases}
        self._theatre = theatre
        self._everything = everything
        self._without = frozenset(without)

    def passing(self, events: Iterable[Event], account: Account) -> Iterator[Outgoing]:
        """The events that may go out, each made of those of its claims that may."""
        for event in events:
            claims = [claim for claim in event.claims if claim.outlet not in self._without]
            words = {claim.id: self._word(claim.id, event) for claim in claims}
            kept = {id for id, word in words.items() if word or (self._everything and word is None)}
            account.withheld["reports of outlets that are left out"] += len(event.claims) - len(claims)
            if words and not kept:
                withdrawn = all(word is False for word in words.values())
                account.held_back["events withdrawn" if withdrawn else "events nobody has released"] += 1
            if kept:
                account.held_back["reports of events that are published without them"] += len(words) - len(kept)
                review: Review = "released" if all(words[id] for id in kept) else "unreviewed"
                whole = len(kept) == len(event.claims)
                yield from (Outgoing(part, review) for part in ((event,) if whole else self._made_of(kept, event)))

    def _word(self, claim_id: str, event: Event) -> bool | None:
        """Whether a claim was released where the event lies, or withdrawn; None = nobody has said."""
        places = [place.id for place in event.places] or [""]
        said = [self._last[claim_id, place] for place in places if (claim_id, place) in self._last]
        return all(said) if said else None

    def _made_of(self, kept: Collection[str], event: Event) -> tuple[Event, ...]:
        """The event of some of its claims alone, so that nothing of the others shows through."""
        claims = [claim for claim in event.claims if claim.id in kept]
        anew = link(claims, theatre=self._theatre, judgements=event.merges)
        # A claim that lists several places stands in an event of each; only the one at hand is meant.
        here = {place.id for place in event.places}
        return tuple(e for e in anew if not here or not here.isdisjoint(place.id for place in e.places))
