"""Losses nobody reported: who takes a place that was its own had lost it before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from khabar.linking.phrasing import returns
from khabar.linking.weights import load_rules
from khabar.packs.theatre import Theatre
from khabar.situation.gains import Gains
from khabar.situation.testimony import Evidence, day_of
from khabar.situation.victors import SETTLED_DAYS, likely_foe
from khabar.situation.weights import Weights

# A report of less than this part of a place (its airport, a quarter) tells nothing of who had the rest.
_WHOLE = 0.75
# What is told of a day tells of no more days than these before it: the day before the first word of it.
TELLS_BEFORE = timedelta(days=SETTLED_DAYS + 1)


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


class Held(NamedTuple):
    """Who held a place by the last word of a day, and the last other side that had; "" = none."""

    day: date
    side: str
    other: str


def losses_at(
    key: str,
    here: Sequence[Evidence],
    gains: Gains,
    theatre: Theatre,
    weights: Weights,
    *,
    since: date = date.min,
    until: date = date.max,
    held: list[Held] | None = None,
) -> list[Evidence]:
    """The evidence on one place, by day, with what gains say of the day before, by the gains everywhere.

    Only that of days from `since` to `until` is given; `held` are the days told of before, and gets those from then on.
    """
    held = [] if held is None else held
    near = _near(here, since, until)
    falls = _falls_told_with(near, here)
    known = [_as_it_was(e, falls) for e in near]
    gained = {(e.favours, e.day) for e in known if e.is_gain}
    holder = theatre.place_by_key[key].holder
    told = [e for e in known if e.day >= since]
    for gain, other in _gained_again(told, holder, theatre.side_by_id.keys(), weights, held):
        if gain.day > theatre.start:
            loser = gain.loser or other or likely_foe(gain, gain.favours, gains, theatre)
            before = _as_before(gain, loser, _first_word(gain, gained), theatre, weights)
            gained.add((before.favours, before.day))
            told.append(before)
    return sorted((e for e in told if since <= e.day <= until), key=lambda e: (e.day, e.claim.id, e.favours))


def _near(here: Sequence[Evidence], since: date, until: date) -> Sequence[Evidence]:
    """The evidence that bears on days from one to another.

    The first word of a gain may be told before; what is told later may be of a day before, a description of any.
    """
    begin = bisect_left(here, since - TELLS_BEFORE, key=day_of) if since > date.min else 0
    end = bisect_right(here, until + TELLS_BEFORE, key=day_of) if until < date.max else len(here)
    return [*here[begin:end], *(e for e in here[end:] if e.claim.mention.descriptive)]


def _falls_told_with(items: Sequence[Evidence], here: Sequence[Evidence]) -> list[Evidence]:
    """The gains of a place that reports tell which describe it among the items."""
    reports = {e.claim.document_id for e in items if e.claim.mention.descriptive}
    return [e for e in here if e.claim.document_id in reports and e.is_gain] if reports else []


def _as_it_was(item: Evidence, gains: Sequence[Evidence]) -> Evidence:
    """A description in the report of a place's fall ("the rebel stronghold of Daran") is of the day before it."""
    if not item.claim.mention.descriptive:
        return item
    falls = [e.day for e in gains if e.claim.document_id == item.claim.document_id and e.favours != item.favours]
    return replace(item, day=min(item.day, min(falls) - timedelta(days=1))) if falls else item


def _gained_again(
    items: Sequence[Evidence], holder: str, sides: Set[str], weights: Weights, found: list[Held]
) -> Iterator[tuple[Evidence, str]]:
    """The gains by whoever held the place by the last word on it, none heard of in the days before.

    A party's bare word counts only where it says itself that the place was lost ("retook"): it may boast of what it has
    all along.  With each goes the last other side known to have held the place, "" = none.  `found` has who held it on
    the days before, and gets who held it on these.
    """
    heard, held, other = found[-1] if found else (None, holder, "")
    for day, group in groupby(sorted(items, key=day_of), key=day_of):
        today = [e for e in group if e.share >= _WHOLE and e.favours in sides]
        if heard is None or (day - heard).days > SETTLED_DAYS:
            again = (e for e in today if e.is_gain and e.favours == held and (e.firm or _returns(e)))
            yield from ((e, other) for e in again if not _keeps(e, weights))
        told = [e for e in today if e.is_gain or e.firm]
        if told:
            last = max(told, key=lambda e: (e.strength, e.claim.id)).favours
            other, held, heard = (held if last != held else other), last, day
            found.append(Held(day, held, other))


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
