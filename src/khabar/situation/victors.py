"""Falls that do not say to whom: "the town has also fallen"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from khabar.packs.theatre import Theatre
from khabar.situation.gains import Gains
from khabar.situation.sides import side_name
from khabar.situation.testimony import UNNAMED, Evidence

# A fall with no victor named is read against the last holder heard of at least this long before: reports of one fall
# trickle in over some days, and must not be read as a fall and a recapture.
SETTLED_DAYS = 3


def with_victors(items: Sequence[Evidence], theatre: Theatre) -> tuple[Evidence, ...]:
    """The evidence, by place and day, with a victor for each fall that names none where one can be told.

    It is the other side where the theatre has just two; else the one whose gains the same report tells; else the one
    that has made nearly all gains lately.  Where none can be told, the fall speaks only
    against the side that lost the place, if that is named.
    """
    gains = Gains(theatre, (e for e in items if tells_gain(e, theatre.side_by_id)))
    groups = groupby(items, key=lambda e: e.place_key)
    return tuple(item for key, group in groups for item in named_at(key, list(group), gains, theatre))


def tells_gain(item: Evidence, sides: Mapping[str, object]) -> bool:
    """Whether it says itself which side it speaks for."""
    return not item.victor_unnamed and item.favours in sides


def named_at(
    key: str, items: Sequence[Evidence], gains: Gains, theatre: Theatre, *, done: Sequence[Evidence] = ()
) -> list[Evidence]:
    """The evidence on one place, by day, with the victors that can be told by the gains everywhere.

    `done` is what the first of the items came to, where that is known.
    """
    found = list(done)
    heard = _heard(key, done, items[len(done)].day, theatre) if len(done) < len(items) else []
    for item in items[len(done) :]:
        named = item
        if item.victor_unnamed:
            named = _named(item, item.loser or _holder_before(item, heard), gains, theatre)
        if named.firm and named.favours in theatre.side_by_id:
            heard.append((named.day, named.favours))
        found.append(named)
    return found


def _heard(key: str, named: Sequence[Evidence], day: date, theatre: Theatre) -> list[tuple[date, str]]:
    """What was heard for certain before a day, back to the last that was settled then."""
    settled = day - timedelta(days=SETTLED_DAYS)
    found = []
    for item in reversed(named):
        if item.firm and item.favours in theatre.side_by_id:
            found.append((item.day, item.favours))
            if item.day < settled:
                return found[::-1]
    found.append((theatre.start - timedelta(days=SETTLED_DAYS + 1), theatre.place_by_key[key].holder))
    return found[::-1]


def _holder_before(item: Evidence, heard: Sequence[tuple[date, str]]) -> str:
    settled = item.day - timedelta(days=SETTLED_DAYS)
    return next((side for day, side in reversed(heard) if day < settled), "")


def _named(item: Evidence, holder: str, gains: Gains, theatre: Theatre) -> Evidence:
    victor = likely_foe(item, holder, gains, theatre) if holder else ""
    if not victor:
        return replace(item, nats=((item.loser, -item.strength),) if item.loser else ())
    words = item.words.replace(UNNAMED, side_name(victor, theatre))
    return replace(item, nats=((victor, item.strength),), words=f"{words} (not named)")


def likely_foe(item: Evidence, holder: str, gains: Gains, theatre: Theatre) -> str:
    """The side that most likely stands against a holder where a report does not say; "" where none can be told."""
    others = [s.id for s in theatre.sides if s.id != holder]
    if len(others) == 1:
        return others[0]
    return gains.leader_in(item.claim.document_id, holder) or gains.leader_on(item.day, holder)
