"""Falls that do not say to whom: "the town has also fallen"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from khabar.packs.theatre import Theatre
from khabar.situation.sides import side_name
from khabar.situation.testimony import UNNAMED, Evidence

# A fall with no victor named is read against the last holder heard of at least this long before: reports of one fall
# trickle in over some days, and must not be read as a fall and a recapture.
SETTLED_DAYS = 3
# How far back the gains of a campaign count, and the part of them one side must have to be taken for the victor.
CAMPAIGN_DAYS = 60
MOST = 0.75


def with_victors(items: Sequence[Evidence], theatre: Theatre) -> tuple[Evidence, ...]:
    """The evidence, by place and day, with a victor for each fall that names none where one can be told.

    It is the other side where the theatre has just two; else the one whose gains the same report tells; else the one
    that has made nearly all gains lately.  Where none can be told, the fall speaks only
    against the side that lost the place, if that is named.
    """
    sides = {s.id for s in theatre.sides}
    gains = [e for e in items if e.favours in sides and not e.victor_unnamed]
    done: list[Evidence] = []
    for key, group in groupby(items, key=lambda e: e.place_key):
        heard = [(theatre.start - timedelta(days=SETTLED_DAYS + 1), theatre.place_by_key[key].holder)]
        for item in group:
            loser = item.loser or _holder_before(item, heard)
            named = _named(item, loser, gains, theatre) if item.victor_unnamed else item
            if named.firm and named.favours in sides:
                heard.append((named.day, named.favours))
            done.append(named)
    return tuple(done)


def _holder_before(item: Evidence, heard: Sequence[tuple[date, str]]) -> str:
    settled = item.day - timedelta(days=SETTLED_DAYS)
    return next((side for day, side in reversed(heard) if day < settled), "")


def _named(item: Evidence, holder: str, gains: Sequence[Evidence], theatre: Theatre) -> Evidence:
    victor = likely_foe(item, holder, gains, theatre) if holder else ""
    if not victor:
        return replace(item, nats=((item.loser, -item.strength),) if item.loser else ())
    words = item.words.replace(UNNAMED, side_name(victor, theatre))
    return replace(item, nats=((victor, item.strength),), words=f"{words} (not named)")


def likely_foe(item: Evidence, holder: str, gains: Sequence[Evidence], theatre: Theatre) -> str:
    """The side that most likely stands against a holder where a report does not say; "" where none can be told."""
    others = [s.id for s in theatre.sides if s.id != holder]
    if len(others) == 1:
        return others[0]
    here = _most(e for e in gains if e.claim.document_id == item.claim.document_id and e.favours in others)
    since = item.day - timedelta(days=CAMPAIGN_DAYS)
    return here or _most(e for e in gains if since <= e.day <= item.day and e.favours in others)


def _most(gains: Iterable[Evidence]) -> str:
    """The side with nearly all of some gains, each place counted once; "" where there is none."""
    counted = Counter(side for side, _ in {(e.favours, e.place_key) for e in gains})
    side, number = counted.most_common(1)[0] if counted else ("", 0)
    return side if number and number >= MOST * counted.total() else ""
