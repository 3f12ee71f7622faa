"""A made-up record of wars as large as wanted: claims as the coder would make them, drawn with a seed.

What matters for the cost of linking is as in news: a few places are in it daily and most hardly ever, most acts are
told once or twice and a few hundreds of times, in copies and rewordings, over several days, by various names, with a
toll that rises, now and then without the place or with no more than the province. A day brings as many mentions as any
other, so a larger record is a longer one; `per_day` makes it a denser one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from khabar.places.gazetteer import Gazetteer
from khabar.records import Actor, Argument, Claim, Count, Mention, Place, Span
from khabar.times import Occurred
from khabar.times.moments import end_of_day

SEED = 5
PER_DAY = 400
COUNTRIES = ("AF", "SY", "IQ", "YE", "SO", "NG", "UA", "SD", "ML", "MM")
_BEGIN = date(2012, 1, 1)
OUTLETS = tuple(f"{place} {kind}" for place in ("North", "South", "East", "West", "Harbour", "Hill", "River", "Border")
                 for kind in ("Gazette", "Wire", "Herald", "Observer", "Echo"))  # fmt: skip
# Type, its trigger, and how often it is the act told.
_TYPES = (
    ("violence.airstrike", "struck", 20), ("violence.clash", "clashed", 18), ("violence.bombing", "bombed", 14),
    ("violence.shelling", "shelled", 14), ("violence.attack", "attacked", 12), ("territory.capture", "captured", 8),
    ("territory.control", "hold", 4), ("detention.seize", "detained", 5), ("protest.demonstration", "marched", 5),
)  # fmt: skip
_TARGETS = ("soldiers", "civilians", "a convoy", "the police", "fighters", "militants", "residents", "a checkpoint")
_WORDS = (
    "market", "road", "bridge", "hospital", "school", "camp", "morning", "evening", "dawn", "smoke", "witnesses",
    "families", "shops", "mosque", "blast", "gunfire", "rockets", "drones", "shells", "trucks", "crowd", "square",
    "river", "suburb", "officials", "doctors", "elders", "wounded", "bodies", "rubble", "ambulances", "video", "phone",
    "power", "water", "bread", "fuel", "night", "siege", "offensive", "truce",
)  # fmt: skip


_TOWNS = 1_200


@dataclass(frozen=True, slots=True)
class World:
    """Where it is told of: the number of towns, and whether the wars of all countries are one war of three sides.

    Towns that the gazetteer does not have are villages strewn around those it has; None = about 1,200 that it has.
    """

    towns: int | None = None
    is_one_war: bool = False


WORLD = World()


@dataclass(frozen=True, slots=True)
class _Act:
    """What happened, as nobody in the record knows it."""

    number: int
    day: date
    type: str
    trigger: str
    place: Place
    actor: Actor
    target: str
    killed: int


def documents(
    mentions: int, *, seed: int = SEED, per_day: int = PER_DAY, world: World = WORLD
) -> Iterator[tuple[Claim, ...]]:
    """The claims of one report after another, by day of the acts they tell, `mentions` claims or a few more in all."""
    draw = random.Random(seed)
    given, day, number = 0, _BEGIN, 0
    while given < mentions:
        today = 0
        while today < per_day and given + today < mentions:
            for claims in _reports(_an_act(number, day, draw, world), draw):
                yield claims
                today += len(claims)
            number += 1
        given, day = given + today, day + timedelta(days=1)


def _an_act(number: int, day: date, draw: random.Random, world: World) -> _Act:
    type_, trigger, _ = draw.choices(_TYPES, weights=[weight for *_, weight in _TYPES])[0]
    (place,) = draw.choices(towns(world), cum_weights=_popularity(len(towns(world))))
    actor = draw.choice(actors(place.country, is_one_war=world.is_one_war))
    return _Act(number, day, type_, trigger, place, actor, draw.choice(_TARGETS), int(draw.paretovariate(0.8)) % 150)


def _reports(act: _Act, draw: random.Random) -> Iterator[tuple[Claim, ...]]:
    """Every report of an act: most acts have one or two, one in a hundred has some hundreds."""
    told = min(600, int(draw.paretovariate(0.9)))
    sentence, original, published = "", None, act.day
    for n in range(told):
        copied = original is not None and draw.random() < 0.4
        if not copied:
            published = act.day + timedelta(days=min(6, int(draw.expovariate(1.2))))
            sentence = _sentence(act, draw)
        id = f"report-{act.number}-{n}"
        yield tuple(_claims(act, id, sentence, published, original if copied else None, n / told, draw))
        original = id if not copied else original


def _claims(
    act: _Act, id: str, sentence: str, published: date, copy_of: str | None, late: float, draw: random.Random
) -> Iterator[Claim]:
    place = _as_told(act.place, draw)
    exact = draw.random() < 0.6
    time = Occurred.on(act.day if exact else published, basis="relative" if exact else "document")
    killed = round(act.killed * (0.6 + 0.4 * late))
    counts = (Count("killed", str(killed), best=killed),) if killed and draw.random() < 0.7 else ()
    outlet = draw.choice(OUTLETS)
    actor = act.actor if draw.random() < 0.7 else None
    told = [(act.type, act.trigger, ())] + [("harm.casualties", "killed", counts)] * bool(counts)
    for at, (type_, trigger, numbers) in enumerate(told):
        roles = [("actor", actor and Argument(_span(actor.name), actor)), ("target", Argument(_span(act.target))),
                 ("place", place and Argument(_span(place.name), place))]  # fmt: skip
        filled = tuple((role, (argument,)) for role, argument in roles if argument)
        span, whole = Span(at, at + len(trigger), trigger), _span(sentence)
        mention = Mention(f"{id}/{at}", type_, "1", span, whole, filled, numbers, time)  # type: ignore[arg-type]
        moment = end_of_day(published)
        yield Claim(mention, id, outlet, published, moment, moment, sentence, copy_of=copy_of)


def _sentence(act: _Act, draw: random.Random) -> str:
    words = " ".join(draw.choices(_WORDS, k=5))
    return f"{act.actor.name} {act.trigger} {act.target} in {act.place.name}, {words}."


def _as_told(place: Place, draw: random.Random) -> Place | None:
    """The place itself, a neighbour of it, its province, its country, or none."""
    chance = draw.random()
    if chance < 0.86:
        return place
    if chance < 0.94:
        return _provinces().get((place.country, place.admin1), place)
    return _country(place.country) if chance < 0.96 else None


@cache
def _span(words: str) -> Span:
    return Span(0, len(words), words)


@cache
def towns(world: World) -> tuple[Place, ...]:
    """Towns of every country in turn, the most peopled first."""
    gazetteer, wanted = Gazetteer.load(), (world.towns or _TOWNS) // len(COUNTRIES)
    listed = [[p for p in gazetteer.places_in(c) if p.precision == "settlement"][:wanted] for c in COUNTRIES]
    strewn = random.Random(SEED)
    for known in listed if world.towns else ():
        known += [_village(n, strewn.choice(known), strewn) for n in range(wanted - len(known))]
    return tuple(place for row in zip(*listed, strict=False) for place in row)


def _village(number: int, near: Place, strewn: random.Random) -> Place:
    lat, lon = (at + strewn.uniform(-1.0, 1.0) for at in (near.lat or 0.0, near.lon or 0.0))
    name = f"{near.country} village {number}"
    return Place(f"made:{near.country}:{number}", name, "settlement", lat, lon, near.country, near.admin1)


@cache
def _popularity(number: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / rank for rank in range(1, number + 1)))


@cache
def _provinces() -> dict[tuple[str, str], Place]:
    found: dict[tuple[str, str], Place] = {}
    for town in towns(WORLD):
        key = (town.country, town.admin1)
        found.setdefault(key, Place(f"province:{key}", f"{town.name} province", "province", town.lat, town.lon, *key))
    return found


@cache
def _country(code: str) -> Place:
    return Place(f"country:{code}", code, "country", country=code)


@cache
def actors(country: str, *, is_one_war: bool = False) -> tuple[Actor, ...]:
    """The sides of a country's war and their parts."""
    rows = (("Army", "state force", "government"), ("Air Force", "state force", "government"),
            ("Police", "police", "government"), ("Front", "armed group", "rebels"),
            ("Northern Brigade", "armed group", "rebels"), ("Caliphate", "armed group", "caliphate"))  # fmt: skip
    return tuple(
        Actor(
            f"{country}:{name}",
            f"{country} {name}",
            kind,
            side if is_one_war else f"{country}:{side}",
            country if kind != "armed group" else "",
        )
        for name, kind, side in rows
    )
