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


def standings(mentions: Sequence[Setting], units: frozenset[str], scene: Scene) -> tuple[Standing, ...]:
    """Each bearer of the name that these mentions share; `units` are the words for its kind beside it."""
    bearers, like = mentions[0].match.bearers, mentions[0].match.like
    article = any(mention.has_article for mention in mentions)
    elsewhere = any(mention.elsewhere is not None for mention in mentions)
    return tuple(
        Standing(
            bearer,
            _people(bearer.place),
            tuple(_of_itself(bearer, like=like)),
            tuple(_of_name(bearer, bearers, article=article, elsewhere=elsewhere)),
            tuple(_of_rivals(bearer, bearers, units, scene)),
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


def _of_name(bearer: Bearer, rivals: Sequence[Bearer], *, article: bool, elsewhere: bool) -> Iterator[str]:
    """What its name tells: `article` = "the" stands before it, `elsewhere` = it is said to lie where none is known."""
    if bearer.how == "alternate" and _is_renamed(bearer, rivals):
        yield "other-name"
    if article and bearer.place.precision in ("settlement", "district"):
        yield "article"
    if elsewhere:
        yield "not-there"


def _of_rivals(bearer: Bearer, rivals: Sequence[Bearer], units: frozenset[str], scene: Scene) -> Iterator[str]:
    """What tells it from the other bearers: the theatre, and the words for its kind beside the name."""
    place = bearer.place
    if bearer.how == "alternate" and _is_its_land(place, rivals) and "settlement" not in units:
        yield "its-land"
    if place.id in scene.theatre_ids and not bearer.weak:
        yield "theatre-place"
    if place.country in scene.theatre:
        yield "theatre-country"
    for unit in sorted(units - {"region"}):  # an area or coast may be a town's
        if place.precision == unit:
            yield "unit-agrees"
        elif any(rival.place.precision == unit for rival in rivals):
            yield "unit-disagrees"
    settled = place.precision == "settlement" and not bearer.weak
    if settled and "province" not in units and _is_seat(place, rivals):
        yield "town-before-province"


def _is_renamed(bearer: Bearer, rivals: Sequence[Bearer]) -> bool:
    """Whether a name is only a byname of this place, but the very name of a large one: Victoria, once of Hong Kong."""
    own = {
        r.place.name[:2].casefold() for r in rivals if r.how == "own" and (is_division(r.place) or _is_large(r.place))
    }
    return bool(own) and bearer.place.name[:2].casefold() not in own


def _is_large(place: Place) -> bool:
    return place.population >= FAMOUS // 5


def is_division(place: Place) -> bool:
    return place.precision in ("country", "province")


def _is_its_land(place: Place, rivals: Sequence[Bearer]) -> bool:
    """Whether it is only another spelling of a place in the country of that name: Mexico City is not Mexico."""
    return place.precision != "country" and any(
        r.place.precision == "country" and r.how == "own" and r.place.country == place.country for r in rivals
    )


def _is_seat(place: Place, rivals: Sequence[Bearer]) -> bool:
    """Whether a province of the same name holds the town, and the town is no mere village of it."""
    return any(
        rival.place.precision == "province"
        and (rival.place.country, rival.place.admin1) == (place.country, place.admin1)
        and place.population * 20 >= rival.place.population
        for rival in rivals
    )
