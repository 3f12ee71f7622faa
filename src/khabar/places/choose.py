"""Which of the places of that name: judged by the whole document, one name one place."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from khabar.places.containment import holds
from khabar.places.distance import distance_km
from khabar.places.gazetteer import Bearer
from khabar.places.scene import Choice, Group, Scene
from khabar.places.setting import Setting
from khabar.places.weights import Weights
from khabar.records import Place

_ROUNDS = 3  # the first knows nothing, the second the first's scene, the third a settled one
_NEAR_KM, _NOT_FAR_KM = 100.0, 300.0
_PEOPLE = 0.9  # per tenfold population
_FEW = 30  # people of a place whose population is not known
_DISTRICT_PEOPLE = 60_000  # of a district, where it is not known
_LONG_LIST, _MOST_OF_LIST = 3, 0.7
_LARGER = 20_000  # people of a town that by its name alone tells which state holds it
_FAMOUS = 500_000  # people
_SOME_VOTES, _STRAY_SHARE = 1.5, 0.04
_TOLD_SHARE = 0.2  # from which the country is given as a reason


def group_of(setting: Setting) -> Group:
    """Mentions that must be one place: the same words with the same kind of unit beside them."""
    return setting.key, setting.unit if setting.unit == "province" else ""


@dataclass(frozen=True, slots=True)
class _Standing:
    """What speaks for and against one bearer of a name whatever the other names are, in the order of the reasons."""

    bearer: Bearer
    people: float
    itself: tuple[str, ...]
    told: tuple[str, ...]
    among: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of the document with its mentions and bearers, and the words for its kind that stand beside it."""

    group: Group
    mentions: tuple[Setting, ...]
    bearers: tuple[Bearer, ...]
    units: frozenset[str]
    standings: tuple[_Standing, ...]


@dataclass(frozen=True)
class _Round:
    """What the names of one round are judged by; `lying_in` are the mentions said to lie in the match at a word."""

    by_first: Mapping[int, Setting]
    lying_in: Mapping[int, Sequence[Setting]]
    scene: Scene
    choices: Mapping[Group, Choice]
    weights: Weights

    def place_at(self, first: int) -> Place | None:
        """The place chosen for the match that starts at a word; None before the first round and for no match."""
        setting = self.by_first.get(first)
        choice = self.choices.get(group_of(setting)) if setting else None
        return choice.best.place if choice else None


def choose(settings: Sequence[Setting], *, weights: Weights, scene: Scene) -> dict[Group, Choice]:
    """For each name of the document, its bearers by probability. `scene` is what is known before (the theatre)."""
    groups: dict[Group, list[Setting]] = {}
    lying_in: dict[int, list[Setting]] = {}
    for setting in settings:
        groups.setdefault(group_of(setting), []).append(setting)
        if setting.container is not None:
            lying_in.setdefault(setting.container, []).append(setting)
    names = [_name(group, members, scene) for group, members in groups.items()]
    counts = {group: len(members) for group, members in groups.items()}
    by_first = {setting.match.first: setting for setting in settings}
    choices: dict[Group, Choice] = {}
    for _ in range(_ROUNDS):
        now = _Round(by_first, lying_in, scene, choices, weights)
        choices = {name.group: _choice(name, now) for name in names}
        scene = scene.after(choices, counts)
    return choices


def _name(group: Group, mentions: Sequence[Setting], scene: Scene) -> _Name:
    bearers, like = mentions[0].match.bearers, mentions[0].match.like
    units = frozenset(mention.unit for mention in mentions if mention.unit)
    article = any(mention.has_article for mention in mentions)
    elsewhere = any(mention.elsewhere is not None for mention in mentions)
    standings = tuple(
        _Standing(
            bearer,
            _people(bearer.place),
            tuple(_of_itself(bearer, like=like)),
            tuple(_of_name(bearer, bearers, article=article, elsewhere=elsewhere)),
            tuple(_of_rivals(bearer, bearers, units, scene)),
        )
        for bearer in bearers
    )
    return _Name(group, tuple(mentions), bearers, units, standings)


def _choice(name: _Name, now: _Round) -> Choice:
    """The bearers of one name, weighed against each other and against a place that no gazetteer has."""
    group, scene = name.group, now.scene
    in_list = [place for mention in name.mentions for first in mention.listed if (place := now.place_at(first))]
    beside = _Beside(
        holders=_holders(name.mentions, now),
        held=_held(name.mentions, now),
        kinds=_prevailing([place.precision for place in in_list]),
        lands=_prevailing([place.country for place in in_list if place.precision != "country"]),
    )
    weight = now.weights.choice["share"].weight
    scored = []
    for standing in name.standings:
        place = standing.bearer.place
        share = scene.share(place.country, group)
        observed = [*_observed(standing, name.bearers, beside, scene)]
        if _is_stray(place, group, scene, share=share):
            observed.append("stray")
        score = standing.people + now.weights.chosen(observed) + weight * share
        scored.append((score, standing.bearer, observed))
    scored.sort(key=lambda row: (-row[0], row[1].place.id))
    unknown = now.weights.chosen(["unknown", *(["unit-agrees"] if _is_another_town(name.units, scored) else [])])
    top = max(scored[0][0], unknown)
    masses = [math.exp(score - top) for score, _, _ in scored]
    total = sum(masses) + math.exp(unknown - top)
    best = scored[0][1]
    reasons = [now.weights.choice[reason].why for reason in scored[0][2]]
    if scene.share(best.place.country, group) > _TOLD_SHARE:
        reasons.append(now.weights.choice["share"].why)
    shares = [mass / total for mass in masses]
    return Choice(
        bearers=tuple((bearer, share) for (_, bearer, _), share in zip(scored, shares, strict=True)),
        share=sum(s for (_, b, _), s in zip(scored, shares, strict=True) if _at_one_spot(best.place, b.place)),
        unknown=math.exp(unknown - top) / total,
        reasons=tuple(reasons),
    )


def _is_another_town(units: frozenset[str], scored: Sequence[tuple[float, Bearer, list[str]]]) -> bool:
    """Whether "the town of Kalam" may as well be one nobody listed: all of that name are only spelt so, or far off."""
    named = bool(units & {"settlement", "district"})
    return named and all(bearer.how != "own" or "stray" in observed for _, bearer, observed in scored)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What one round makes of the names beside a name: the places that hold it and that it holds, the kind and country
    that prevail in its list."""

    holders: tuple[Place, ...]
    held: tuple[Place, ...]
    kinds: frozenset[str]
    lands: frozenset[str]


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


def _observed(standing: _Standing, rivals: Sequence[Bearer], beside: _Beside, scene: Scene) -> Iterator[str]:
    """All that speaks for and against a bearer in one round."""
    bearer, place = standing.bearer, standing.bearer.place
    yield from standing.itself
    if beside.holders and any(holds(holder, place) for holder in beside.holders):
        yield "contained"
    if beside.held and _is_division(place) and _holds_what_no_rival_does(place, rivals, beside.held):
        yield "holds"
    yield from standing.told
    if place.precision in beside.kinds:
        yield "list-kind"
    if place.country in beside.lands:
        yield "list-land"
    yield from standing.among
    if bearer.weak and bearer.how == "alternate":
        return  # a name that is another's in the first place gains nothing from the neighbourhood
    if place.precision in ("settlement", "district") and (place.country, place.admin1) in scene.units:
        yield "same-unit"
    yield from _nearness(place, scene)


def _is_renamed(bearer: Bearer, rivals: Sequence[Bearer]) -> bool:
    """Whether a name is only a byname of this place, but the very name of a large one: Victoria, once of Hong Kong."""
    own = {
        r.place.name[:2].casefold() for r in rivals if r.how == "own" and (_is_division(r.place) or _is_large(r.place))
    }
    return bool(own) and bearer.place.name[:2].casefold() not in own


def _is_large(place: Place) -> bool:
    return place.population >= _FAMOUS // 5


def _is_division(place: Place) -> bool:
    return place.precision in ("country", "province")


def _holds_what_no_rival_does(place: Place, rivals: Sequence[Bearer], held: Sequence[Place]) -> bool:
    """Whether it holds what is named beside it, and another country or province of the name does not: the Georgia of
    Atlanta."""
    if not any(holds(place, one) for one in held):
        return False
    others = [r.place for r in rivals if r.place.id != place.id and _is_division(r.place)]
    return any(not any(holds(other, one) for one in held) for other in others)


def _is_its_land(place: Place, rivals: Sequence[Bearer]) -> bool:
    """Whether it is only another spelling of a place in the country of that name: Mexico City is not Mexico."""
    return place.precision != "country" and any(
        r.place.precision == "country" and r.how == "own" and r.place.country == place.country for r in rivals
    )


def _is_stray(place: Place, group: Group, scene: Scene, *, share: float) -> bool:
    """Whether a place of no great name lies in a country that the document's other names leave out."""
    if (
        place.precision not in ("settlement", "district")
        or place.population >= _FAMOUS
        or place.id in scene.theatre_ids
    ):
        return False
    return share < _STRAY_SHARE and scene.others(group) >= _SOME_VOTES


def _is_seat(place: Place, rivals: Sequence[Bearer]) -> bool:
    """Whether a province of the same name holds the town, and the town is no mere village of it."""
    return any(
        rival.place.precision == "province"
        and (rival.place.country, rival.place.admin1) == (place.country, place.admin1)
        and place.population * 20 >= rival.place.population
        for rival in rivals
    )


def _nearness(place: Place, scene: Scene) -> Iterator[str]:
    if place.lat is None or place.lon is None or place.precision != "settlement":
        return
    nearest = math.inf
    for other in scene.points:
        if other.lat is None or other.lon is None or other.name == place.name:
            continue
        if abs(other.lat - place.lat) < 3:  # about 330 km
            km = distance_km(lat=place.lat, lon=place.lon, other_lat=other.lat, other_lon=other.lon)
            nearest = min(nearest, km)
    if nearest <= _NEAR_KM:
        yield "near"
    elif nearest <= _NOT_FAR_KM:
        yield "not-far"


def _at_one_spot(place: Place, other: Place) -> bool:
    if place.id == other.id:
        return True
    if place.country != other.country or place.lat is None or place.lon is None:
        return False
    if other.lat is None or other.lon is None:
        return False
    return distance_km(lat=place.lat, lon=place.lon, other_lat=other.lat, other_lon=other.lon) <= _NEAR_KM


def _holders(mentions: Sequence[Setting], now: _Round) -> tuple[Place, ...]:
    """The places named as holding this one: all readings in the first round, the chosen one after."""
    found: list[Place] = []
    for mention in mentions:
        holder = now.by_first.get(mention.container) if mention.container is not None else None
        if holder is None:
            continue
        chosen = now.place_at(holder.match.first)
        found += [chosen] if chosen else [bearer.place for bearer in holder.match.bearers]
    return tuple(found)


def _held(mentions: Sequence[Setting], now: _Round) -> tuple[Place, ...]:
    """The places named as lying in this one: all the larger readings in the first round, the chosen one after."""
    found: list[Place] = []
    for setting in (s for mention in mentions for s in now.lying_in.get(mention.match.first, ())):
        chosen = now.place_at(setting.match.first)
        found += [chosen] if chosen else [b.place for b in setting.match.bearers if b.place.population >= _LARGER]
    return tuple(found)


def _prevailing(values: Sequence[str]) -> frozenset[str]:
    """The value that most of a long list have; none where they differ or the list is short."""
    if len(values) < _LONG_LIST:
        return frozenset()
    most = max(sorted(set(values)), key=values.count)
    return frozenset({most}) if values.count(most) >= _MOST_OF_LIST * len(values) else frozenset()
