"""Losses nobody reported: who takes a place that was its own all along had lost it before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from khabar.packs.theatre import Theatre
from khabar.situation.testimony import Evidence
from khabar.situation.weights import Weights

GAINS = ("territory.capture", "territory.transfer")


def with_losses(items: Sequence[Evidence], theatre: Theatre, weights: Weights) -> tuple[Evidence, ...]:
    """The evidence, by place and day, with what a first holder's first gain of its place says of the day before.

    "The army recaptured the town" tells of a loss that the record may lack, though not of its day.  Only the first day
    of such gains is read so: later reports repeat it, or tell of losses the record has.
    """
    found: list[Evidence] = []
    for key, group in groupby(items, key=lambda e: e.place_key):
        known = list(group)
        holder = theatre.place_by_key[key].holder
        regained = [e for e in known if _is_gain(e) and e.favours == holder and e.day > theatre.start]
        known += [_day_before(e, theatre, weights) for e in regained if e.day == regained[0].day]
        found += sorted(known, key=lambda e: (e.day, e.claim.id, e.favours))
    return tuple(found)


def _is_gain(item: Evidence) -> bool:
    return item.claim.mention.type in GAINS and item.claim.mention.aspect == "done"


def _day_before(gain: Evidence, theatre: Theatre, weights: Weights) -> Evidence:
    weight = weights.lost_before * gain.strength / weights.effects["territory.capture"]["done"].actor
    losers = [gain.loser] if gain.loser else [s.id for s in theatre.sides if s.id != gain.favours]
    nats = [(side, weight) for side in losers] + [(gain.favours, -weight)]
    return replace(
        gain, day=gain.day - timedelta(days=1), nats=tuple(sorted(nats)), words=f"before it was {gain.words}"
    )
