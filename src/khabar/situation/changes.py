"""What differs between two moments of knowledge about the same day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from khabar.situation.access import PlaceAccess
from khabar.situation.barriers import cited_by
from khabar.situation.change import Change, Kind
from khabar.situation.overview import Situation
from khabar.situation.state_words import ControlReading
from khabar.situation.trunk_roads import TrunkRoad

_ORDER: tuple[Kind, ...] = ("control", "cut off", "road", "tally", "claim")
CITED = 3


def changes(before: Situation, after: Situation) -> tuple[Change, ...]:
    """The differences, the most consequential first.

    Control comes before roads, places of a tally set before others, then what newly cuts the most places off, then what
    had been otherwise for longest: a town that has changed hands daily is less news than one that never did.
    """
    on_roads = (change for _, change in (*access_changes(before, after), *road_changes(before, after)))
    brief = (replace(change, claim_ids=change.claim_ids[:CITED]) for change in on_roads)
    found = [*_control(before, after), *brief, *_said(before, after)]
    counted = {p.key for p in after.theatre.places if p.sets}
    cuts, had_been = _newly_barring(before, after), {r.place_key: r.since for r in before.controls}

    def rank(change: Change) -> tuple[int, bool, int, date, str]:
        stood_since = had_been.get(change.key, date.max)
        return (_ORDER.index(change.kind), change.key not in counted, -cuts[change.key], stood_since, change.key)

    return tuple(sorted(found, key=rank))


def _newly_barring(before: Situation, after: Situation) -> Counter[str]:
    """By place, how many places newly cut off it bars the usual way of."""
    was_cut = {(a.side, a.place_key) for a in before.access if a.status == "cut"}
    newly = [a for a in after.access if a.status == "cut" and (a.side, a.place_key) not in was_cut]
    return Counter(bar.place_key for access in newly for bar in access.barred_at)


def _control(before: Situation, after: Situation) -> Iterator[Change]:
    for then, now in zip(before.controls, after.controls, strict=True):
        if _state(then) != _state(now):
            cited = tuple(w.claim_id for w in now.evidence if w.share > 0)[:CITED]
            yield Change("control", now.place_key, _state(then), _state(now), cited)


def _state(reading: ControlReading) -> str:
    side = reading.whose
    return f"{reading.state}:{side}" if side else reading.state


def access_changes(before: Situation, after: Situation) -> Iterator[tuple[PlaceAccess, Change]]:
    """The places newly cut off from a side's base, or no longer, each with all claims it rests on."""
    then = {(a.side, a.place_key): a.status for a in before.access}
    for access in after.access:
        was = then.get((access.side, access.place_key), "")
        if was != access.status and "cut" in (was, access.status):
            yield access, Change("cut off", access.place_key, was, access.status, cited_by(access.barred_at))


def road_changes(before: Situation, after: Situation) -> Iterator[tuple[TrunkRoad, Change]]:
    """The main roads in another state for a side, each with all claims it rests on."""
    then = {(r.side, r.name): r.status for r in before.roads}
    for road in after.roads:
        was = then.get((road.side, road.name), "")
        if was != road.status:
            yield road, Change("road", road.name, was, road.status, cited_by(road.barred_at))


def _said(before: Situation, after: Situation) -> Iterator[Change]:
    stated = {s.claim_id for s in before.stated}
    for tally in after.stated:
        if tally.claim_id not in stated:
            yield Change("tally", tally.claim_id, "", f"{tally.value} {tally.name}", (tally.claim_id,))
    # An event's id follows its claims, so a claim is known again by the words that made it.
    then = {claim_id: c.outcome for c in before.claims for claim_id in c.claim_ids}
    for claim in after.claims:
        was = next((then[i] for i in claim.claim_ids if i in then), "")
        if was != claim.outcome:
            yield Change("claim", claim.event_id, was, claim.outcome, (*claim.claim_ids, *claim.settled_by)[:CITED])
