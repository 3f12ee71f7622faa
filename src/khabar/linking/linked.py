"""A neighbourhood as it is kept: its acts with their events, now and as they were known at any moment before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from khabar.linking.clusters import Cluster, People, cluster
from khabar.linking.fusion import fuse
from khabar.linking.neighbourhoods import Neighbourhood
from khabar.linking.sighting import Rank, Sighting
from khabar.linking.voices import Outlets, chain_of
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event, Judgement

Originals = Mapping[str, Claim]
Fusing = Callable[[Cluster, Originals], Event]
Ranked = tuple[Rank, Event]


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """A neighbourhood with the event of each of its acts.

    `settled_at`: who knew all by then knows these events as they are now, and knew others before. `lent_at` are the
    moments by which every report was out that the claims of each event repeat.
    """

    neighbourhood: Neighbourhood
    events: tuple[Event, ...]
    settled_at: datetime
    lent_at: tuple[datetime, ...]

    @property
    def name(self) -> str:
        """The id of its first event: the same in whatever order its claims came."""
        return self.events[0].id

    @property
    def begins_at(self) -> datetime:
        """The moment its first claim could be known."""
        return self.neighbourhood.acts[0].first.key[0]

    @property
    def sightings(self) -> list[Sighting]:
        """Every sighting of it."""
        return self.neighbourhood.sightings

    @property
    def ranked(self) -> Iterator[Ranked]:
        """Its events, each by the rank of the sighting it begins with."""
        return zip((act.first.key for act in self.neighbourhood.acts), self.events, strict=True)

    @classmethod
    def of(
        cls, neighbourhood: Neighbourhood, *, originals: Originals, fusing: Fusing, before: Mapping[Rank, Made]
    ) -> Linked:
        """A neighbourhood with its events made; one that `before` has with all the same is taken from there."""
        lent_at = tuple(_lent_at(act, originals) for act in neighbourhood.acts)
        known_at = max(s.key[0] for s in neighbourhood.sightings)
        events = tuple(made(act, before) or fusing(act, originals) for act in neighbourhood.acts)
        return cls(neighbourhood, events, max(known_at, *lent_at), lent_at)


Made = tuple[Cluster, Event]


def _lent_at(act: Cluster, originals: Originals) -> datetime:
    """The moment by which every report was out that a claim's report repeats, directly or through others."""
    claims = (sighting.claim for group in act.groups for sighting in group)
    lent = (original.known_at for claim in claims for original in chain_of(claim, originals))
    return max(lent, default=act.first.key[0])


def made(act: Cluster, before: Mapping[Rank, Made]) -> Event | None:
    """The event of an act that was made before of the same sightings by the same judgements; None = there is none."""
    was = before.get(act.first.key)
    if was is None or was[0].merges != act.merges:
        return None
    return was[1] if was[0].sightings == act.sightings else None


def made_of(linked: Linked) -> dict[Rank, Made]:
    """The acts and events of a neighbourhood by the rank of their first sightings."""
    return {act.first.key: (act, event) for act, event in zip(linked.neighbourhood.acts, linked.events, strict=True)}


def said_in(linked: Linked) -> Iterator[tuple[tuple[Rank, Rank], Judgement]]:
    """What was judged in a neighbourhood, by the ranks of the two sightings."""
    for act in linked.neighbourhood.acts:
        by_claim = {sighting.claim.id: sighting.key for group in act.groups for sighting in group}
        yield from (((by_claim[merge.one], by_claim[merge.other]), merge) for merge in act.merges)


def known_by(
    linked: Linked,
    moment: datetime,
    *,
    people: People,
    originals: Originals,
    fusing: Fusing,
    rules: Rules,
    theatre: Theatre | None,
) -> Iterator[Ranked]:
    """The events of a neighbourhood by its claims that were known at a moment.

    Those are the first in every order that linking goes by: the head of a group stays its head, and what was compared
    then was compared now. Only the joining is done again. `originals` has the reports that were out then.
    """
    if linked.settled_at <= moment:
        yield from linked.ranked
        return
    groups = [[s for s in group if s.key[0] <= moment] for group in linked.neighbourhood.groups]
    groups = [group for group in groups if group]
    known, likely = linked.neighbourhood.notes.known(of_first=len(groups))
    acts = cluster(
        groups,
        likely=likely,
        known=known,
        people=people,
        rules=rules,
        theatre=theatre,
        said=dict(said_in(linked)),
    )
    lent = zip(made_of(linked).items(), linked.lent_at, strict=True)
    before = {rank: act for (rank, act), lent_at in lent if lent_at <= moment}
    for act in acts:
        yield act.first.key, made(act, before) or fusing(act, originals)


def fusing_by(rules: Rules, outlets: Outlets) -> Fusing:
    """What makes the event of an act."""
    return lambda act, originals: fuse(act, originals=originals, rules=rules, outlets=outlets)
