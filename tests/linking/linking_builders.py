"""Small claims with defaults: one outlet, one town, one day."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from khabar.packs.theatre import Side, Theatre, TheatreActor
from khabar.records import Actor, Argument, Attribution, Claim, Count, Mention, Place, Span
from khabar.times import Occurred
from khabar.times.moments import end_of_day

REBELS = Actor("rebels", "Hill Rebels", "armed group", side="rebels")
REBEL_BRIGADE = Actor("rebel-brigade", "Third Hill Brigade", "armed group", side="rebels")
ARMY = Actor("army", "Army", "state force", side="government")
AIR_FORCE = Actor("air-force", "Air Force", "state force", side="government")
ALLIED_JETS = Actor("allied-jets", "Allied jets", "foreign force", side="allies")
MINISTRY = Actor("ministry", "Defence Ministry", "government", side="government")

OAKTON = Place("t:oakton", "Oakton", "settlement", lat=34.0, lon=62.0, country="XX", admin1="01")
MILLBROOK = Place("t:millbrook", "Millbrook", "settlement", lat=36.0, lon=66.0, country="XX", admin1="02")
OAK_PROVINCE = Place("t:oak-province", "Oak province", "province", lat=34.2, lon=62.3, country="XX", admin1="01")
OAK_VALE = Place("t:oak-vale", "Oak Vale", "settlement", lat=34.05, lon=62.05, country="XX", admin1="01")
COUNTRY = Place("country:XX", "Uplandia", "country", country="XX")

THEATRE = Theatre(
    id="upland",
    name="Upland war",
    countries=("XX",),
    zone="UTC",
    start=date(2030, 1, 1),
    sides=(Side("rebels", "Hill Rebels"), Side("government", "Government"), Side("allies", "Allies")),
    places=(),
    actors=(
        TheatreActor(REBELS, ("Hill Rebels", "the rebels")),
        TheatreActor(REBEL_BRIGADE, ("Third Hill Brigade",), of="rebels"),
        TheatreActor(ARMY, ("Army",), of="ministry"),
        TheatreActor(AIR_FORCE, ("Air Force",), of="ministry"),
        TheatreActor(MINISTRY, ("Defence Ministry", "Ministry Bulletin")),
        TheatreActor(ALLIED_JETS, ("Allied jets",)),
    ),
    roads=(),
)


def day(number: int, *, month: int = 5) -> date:
    """A day of May 2030."""
    return date(2030, month, number)


def on(number: int, *, basis: Any = "explicit", precision: Any = "day") -> Occurred:
    """A day of May 2030, given by the text."""
    return Occurred.on(day(number), basis=basis, precision=precision)


def between(first: int, last: int, *, precision: Any = "week", basis: Any = "relative") -> Occurred:
    """Some time in May 2030."""
    return Occurred.within(day(first), day(last), precision=precision, basis=basis)


def counted(
    what: Any, best: int | None = None, *, low: int | None = None, of: int | None = None, noun: str = ""
) -> Count:
    """A count in digits."""
    return Count(what, str(best if best is not None else low), low=low, best=best, of=of, noun=noun)


def said_by(kind: Any, words: str, actor: Actor | None = None) -> Attribution:
    """A named voice."""
    return Attribution(kind, Span(0, len(words), words), actor)


def an_argument(filler: Actor | Place | str, *, start: int = 0) -> Argument:
    """A role's filler: somebody or somewhere known, or only words."""
    if isinstance(filler, str):
        return Argument(Span(start, start + len(filler), filler))
    return Argument(Span(start, start + len(filler.name), filler.name), filler)


def a_claim(
    type_: str = "territory.capture",
    *,
    outlet: str = "Upland Wire",
    published: int = 10,
    actor: Any = REBELS,
    target: Any = None,
    place: Any = OAKTON,
    time: Occurred | None = None,
    counts: tuple[Count, ...] = (),
    says: str = "",
    document: str = "",
    copy_of: str | None = None,
    trigger: str = "took",
    at: int = 0,
    **more: Any,
) -> Claim:
    """A claim of an act: by default that the rebels took Oakton, by the wire, on the day of the report, 10 May 2030.

    `place` may be a tuple of places; None = nobody or nowhere is named. `more` goes to the mention.
    """
    places = place if isinstance(place, tuple) else ((place,) if place else ())
    fillers = (("actor", actor and (actor,)), ("target", target and (target,)), ("place", places))
    roles = tuple((name, tuple(map(an_argument, found))) for name, found in fillers if found)
    document = document or f"{outlet}/{published}"
    text = says or f"{document} sentence {at}"
    mention = Mention(
        id=sha256(f"{document}|{at}|{type_}|{text}|{places}|{time}|{counts}|{more}".encode()).hexdigest()[:12],
        type=type_,
        codebook="1",
        trigger=Span(at, at + len(trigger), trigger),
        sentence=Span(at, at + len(text), text),
        roles=roles,  # type: ignore[arg-type]
        counts=counts,
        occurred=time or Occurred.on(day(published), basis="document"),
        **more,
    )
    moment = end_of_day(day(published))
    return Claim(mention, document, outlet, day(published), moment, moment, text, copy_of=copy_of)
