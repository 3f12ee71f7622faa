"""Made-up events that every format has room for: acts at some hundreds of towns, every fourth with its dead told apart.

They stand for the load alone: each has words, a report and an id of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from khabar.records import Actor, Argument, Claim, Event, Figure, Mention, Place, Span
from khabar.times import Interval, Occurred
from khabar.times.moments import end_of_day

FIRST = date(2012, 1, 1)
_DAYS = 3_650
_PLACES = tuple(
    Place(f"made:{n}", f"Town {n}", "settlement", lat=30 + n % 25 / 3, lon=60 + n // 25 / 3, country="AF", admin1="11")
    for n in range(500)
)
_REBELS = Actor("made:rebels", "Rebels", "armed group", "rebels")
_ARMY = Actor("made:army", "Army", "state force", "state")


def events(number: int) -> Iterator[Event]:
    """So many events, the same each time."""
    for n in range(number):
        yield _toll(n - 1) if n % 4 == 3 else _act(n)


def _act(n: int) -> Event:
    claim = _claim(n, "violence.attack", "attacked")
    return _event(n, claim, actors=(_REBELS,), targets=(_ARMY,))


def _toll(n: int) -> Event:
    """The dead of an act, told in its sentence."""
    claim = _claim(n, "harm.casualties", "killing")
    dead = n % 7 + 1
    figure = Figure("killed", dead, dead, dead, versions=((dead, dead, dead, claim.outlet, claim.id),))
    return _event(n, claim, targets=(_ARMY,), figures=(figure,))


def _event(n: int, claim: Claim, **more: tuple[Actor, ...] | tuple[Figure, ...]) -> Event:
    return Event(
        id=f"event:{claim.id:>016}",
        type=claim.mention.type,
        claims=(claim,),
        standing="reported",
        occurred=claim.mention.occurred,
        places=(_PLACES[n % len(_PLACES)],),
        **more,  # type: ignore[arg-type]
    )


def _claim(n: int, type: str, trigger: str) -> Claim:
    place, day = _PLACES[n % len(_PLACES)], FIRST + timedelta(days=n % _DAYS)
    sentence = (
        f"Rebels attacked a post of the army near {place.name} at dawn, killing several soldiers, witness {n} said."
    )
    at = sentence.index(trigger)
    return Claim(
        mention=Mention(
            id=f"{n:x}{type[0]}",
            type=type,
            codebook="1",
            trigger=Span.of(sentence, at, at + len(trigger)),
            sentence=Span.of(sentence, 0, len(sentence)),
            roles=(("place", (Argument(None, place),)),),
            occurred=Occurred(Interval.of_days(day, day), "day", "relative"),
        ),
        document_id=f"report {n}",
        outlet=f"Outlet {n % 40}",
        published=day,
        known_at=end_of_day(day),
        recorded_at=end_of_day(day),
        sentence_text=sentence,
        url=f"https://news.example/{n}",
    )
