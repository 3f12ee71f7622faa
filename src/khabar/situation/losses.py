"""Losses nobody reported: who takes a place that was its own had lost it before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from khabar.linking.phrasing import returns
from khabar.linking.weights import load_rules
from khabar.packs.theatre import Theatre
from khabar.situation.gains import Gains
from khabar.situation.testimony import Evidence
from khabar.situation.victors import SETTLED_DAYS, likely_foe
from khabar.situation.weights import Weights

# A report of less than this part of a place (its airport, a quarter) tells nothing of who had the rest.
_WHOLE = 0.75


def with_losses(items: Sequence[Evidence], theatre: Theatre, weights: Weights) -> tuple[Evidence, ...]:
    """The evidence, by place and day, with what the gain of a place by its last known holder says of the day before.

    "The army recaptured the town" tells of a loss that the record may lack, though not of its day.  Reports of one gain
    trickle in over some days; those after the first tell of no new loss.
    """
    gains = Gains(theatre, (e for e in items if is_gain_of(e, theatre)))
    groups = groupby(items, key=lambda e: e.place_key)
    return tuple(item for key, group in groups for item in losses_at(key, list(group), gains, theatre, weights))


def is_gain_of(item: Evidence, theatre: Theatre) -> bool:
    """Whether it tells that a side of the theatre took the place."""
    return item.is_gain and item.favours in theatre.side_by_id


def losses_at(key: str, here: Sequence[Evidence], gains: Gains, theatre: Theatre, weights: Weights) -> list[Evidence]:
    """The evidence on one place, by day, with what gains say of the day before, by the gains everywhere."""
    falls = [e for e in here if e.is_gain] if any(e.claim.mention.descriptive for e in here) else []
    known = [_as_it_was(e, falls) for e in here]
    gained = {(e.favours, e.day) for e in known if e.is_gain}
    holder = theatre.place_by_key[key].holder
    for gain, other in _gained_again(known, holder, theatre.side_by_id.keys(), weights):
        if gain.day > theatre.start:
            loser = gain.loser or other or likely_foe(gain, gain.favours, gains, theatre)
            before = _as_before(gain, loser, _first_word(gain, gained), theatre, weights)
            gained.add((before.favours, before.day))
            known.append(before)
    return sorted(known, key=lambda e: (e.day, e.claim.id, e.favours))


def _as_it_was(item: Evidence, gains: Sequence[Evidence]) -> Evidence:
    """A description in the report of a place's fall ("the rebel stronghold of Daran") is of the day before it."""
    if not item.claim.mention.descriptive:
        return item
    falls = [e.day for e in gains if e.claim.document_id == item.claim.document_id and e.favours != item.favours]
    return replace(item, day=min(item.day, min(falls) - timedelta(days=1))) if falls else item


def _gained_again(
    items: Sequence[Evidence], holder: str, sides: Set[str], weights: Weights
) -> Iterator[tuple[Evidence, str]]:
    """The gains by whoever held the place by the last word on it, none heard of in the days before.

    A party's bare word counts only where it says itself that the place was lost ("retook"): it may boast of what it has
    all along.  With each goes the last other side known to have held the place, "" = none.
    """
    held, other, heard = holder, "", None
    for day, group in groupby(sorted(items, key=lambda e: e.day), key=lambda e: e.day):
        today = [e for e in group if e.share >= _WHOLE and e.favours in sides]
        if heard is None or (day - heard).days > SETTLED_DAYS:
            again = (e for e in today if e.is_gain and e.favours == held and (e.firm or _returns(e)))
            yield from ((e, other) for e in again if not _keeps(e, weights))
        told = [e for e in today if e.is_gain or e.firm]
        if told:
            last = max(told, key=lambda e: (e.strength, e.claim.id)).favours
            other, held, heard = (held if last != held else other), last, day


def _keeps(item: Evidence, weights: Weights) -> bool:
    """ "Secured the town": it may have been its own all along."""
    return item.claim.mention.trigger.text.casefold().split()[0] in weights.keeping_words


def _returns(item: Evidence) -> bool:
    return returns(item.claim, rules=load_rules())


def _first_word(gain: Evidence, gained: Set[tuple[str, date]]) -> date:
    """The day of the first word of a gain: its airport may have been taken a day before the town."""
    days = (gain.day - timedelta(days=n) for n in range(SETTLED_DAYS, 0, -1))
    return next((day for day in days if (gain.favours, day) in gained), gain.day)


def _as_before(gain: Evidence, loser: str, day: date, theatre: Theatre, weights: Weights) -> Evidence:
    """What the gain says of the day before a day."""
    weight = weights.lost_before * gain.strength / weights.effects["territory.capture"]["done"].actor
    losers = [loser] if loser else [s.id for s in theatre.sides if s.id != gain.favours]
    nats = [(side, weight) for side in losers] + [(gain.favours, -weight)]
    return replace(gain, day=day - timedelta(days=1), nats=tuple(sorted(nats)), words=f"before it was {gain.words}")
