"""What speaks for and against one bearer of a name, whatever the document's other names are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khabar.places.gazetteer import Bearer
from khabar.places.scene import Scene
from khabar.places.setting import Setting
from khabar.records import Place

FAMOUS = 500_000  # people
_PEOPLE = 0.9  # per tenfold population
_FEW = 30  # people of a place whose population is not known
_DISTRICT_PEOPLE = 60_000  # of a district, where it is not known


@dataclass(frozen=True, slots=True)
class Standing:
    """What speaks for and against one bearer of a name whatever the other names are, in the order of the reasons."""

    bearer: Bearer
    people: float
    itself: tuple[str, ...]
    told: tuple[str, ...]
    among: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rivals:
    """What of all the bearers of a name tells for or against one of them."""

    beginnings: frozenset[str]
    """How the large ones begin whose very name it is."""
    lands: frozenset[str]
    """The countries that are called so."""
    kinds: frozenset[str]
    provinces: tuple[Place, ...]

    @classmethod
    def of(cls, bearers: Sequence[Bearer]) -> _Rivals:
        own = [b.place for b in bearers if b.how == "own"]
        return cls(
            frozenset(p.name[:2].casefold() for p in own if is_division(p) or _is_large(p)),
            frozenset(p.country for p in own if p.precision == "country"),
            frozenset(b.place.precision for b in bearers),
            tuple(b.place for b in bearers if b.place.precision == "province"),
        )


def standings(mentions: Sequence[Setting], units: frozenset[str], scene: Scene) -> tuple[Standing, ...]:
    """Each bearer of the name that these mentions share; `units` are the words for its kind beside it."""
    bearers, like = mentions[0].match.bearers, mentions[0].match.like
    article = any(mention.has_article for mention in mentions)
    elsewhere = any(mention.elsewhere is not None for mention in mentions)
    rivals = _Rivals.of(bearers)
    return tuple(
        Standing(
            bearer,
            _people(bearer.place),
            tuple(_of_itself(bearer, like=like)),
            tuple(_of_name(bearer, rivals, article=article, elsewhere=elsewhere)),
            tuple(_of_rivals(bearer, rivals, units, scene)),
        )
        for bearer in bearers
    )


def _people(place: Place) -> float:
    """The weight of a place by its people: the large ones make the news."""
    if place.precision in ("region", "water"):
        return 0.0
    people = place.population or (_DISTRICT_PEOPLE if place.precision == "district" else 0)
    return _PEOPLE * math.log10(max(people, _FEW))


def _of_itself(bearer: Bearer, *, like: bool) -> Iterator[str]:
    """The names (in weights.yaml) of what a bearer is and how the name is its own."""
    place = bearer.place
    if place.precision == "country":
        yield "country"
    elif place.precision in ("region", "water"):
        yield "region"
    elif place.precision == "site":
        yield "site"
    elif bearer.capital:
        yield "capital"
    if bearer.how == "own":
        yield "own-name"
    if bearer.weak:
        yield "weak-name"
    if bearer.how == "folded" or like:
        yield "like-spelling"
    if bearer.former:
        yield "former"


def _of_name(bearer: Bearer, rivals: _Rivals, *, article: bool, elsewhere: bool) -> Iterator[str]:
    """What its name tells: `article` = "the" stands before it, `elsewhere` = it is said to lie where none is known."""
    if bearer.how == "alternate" and _is_renamed(bearer, rivals):
        yield "other-name"
    if article and bearer.place.precision in ("settlement", "district"):
        yield "article"
    if elsewhere:
        yield "not-there"


def _of_rivals(bearer: Bearer, rivals: _Rivals, units: frozenset[str], scene: Scene) -> Iterator[str]:
    """What tells it from the other bearers: the theatre, and the words for its kind beside the name."""
    place = bearer.place
    its_land = place.precision != "country" and place.country in rivals.lands  # Mexico City is not Mexico
    if bearer.how == "alternate" and its_land and "settlement" not in units:
        yield "its-land"
    if place.id in scene.theatre_ids and not bearer.weak:
        yield "theatre-place"
    if place.country in scene.theatre:
        yield "theatre-country"
    for unit in sorted(units - {"region"}):  # an area or coast may be a town's
        if place.precision == unit:
            yield "unit-agrees"
        elif unit in rivals.kinds:
            yield "unit-disagrees"
    settled = place.precision == "settlement" and not bearer.weak
    if settled and "province" not in units and _is_seat(place, rivals.provinces):
        yield "town-before-province"


def _is_renamed(bearer: Bearer, rivals: _Rivals) -> bool:
    """Whether a name is only a byname of this place, but the very name of a large one: Victoria, once of Hong Kong."""
    return bool(rivals.beginnings) and bearer.place.name[:2].casefold() not in rivals.beginnings


def _is_large(place: Place) -> bool:
    return place.population >= FAMOUS // 5


def is_division(place: Place) -> bool:
    return place.precision in ("country", "province")


def _is_seat(place: Place, provinces: Sequence[Place]) -> bool:
    """Whether a province of the same name holds the town, and the town is no mere village of it."""
    return any(
        (province.country, province.admin1) == (place.country, place.admin1)
        and place.population * 20 >= province.population
        for province in provinces
    )
