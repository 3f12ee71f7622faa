"""Which of the places of that name: judged by the whole document, one name one place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True)
class _Round:
    """What the names of one round are judged by."""

    by_first: Mapping[int, Setting]
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
    for setting in settings:
        groups.setdefault(group_of(setting), []).append(setting)
    counts = {group: len(members) for group, members in groups.items()}
    by_first = {setting.match.first: setting for setting in settings}
    choices: dict[Group, Choice] = {}
    for _ in range(_ROUNDS):
        now = _Round(by_first, scene, choices, weights)
        choices = {group: _choice(group, members, now) for group, members in groups.items()}
        scene = scene.after(choices, counts)
    return choices


def _choice(group: Group, mentions: Sequence[Setting], now: _Round) -> Choice:
    """The bearers of one name, weighed against each other and against a place that no gazetteer has."""
    bearers = mentions[0].match.bearers
    in_list = [place for mention in mentions for first in mention.listed if (place := now.place_at(first))]
    hints = _Hints(
        units=frozenset(mention.unit for mention in mentions if mention.unit),
        holders=_holders(mentions, now),
        held=_held(mentions, now),
        article=any(mention.has_article for mention in mentions),
        elsewhere=any(mention.elsewhere is not None for mention in mentions),
        kinds=_prevailing([place.precision for place in in_list]),
        lands=_prevailing([place.country for place in in_list if place.precision != "country"]),
        like=mentions[0].match.like,
    )
    scored = []
    for bearer in bearers:
        observed = list(_observed(bearer, bearers, hints, now.scene))
        if _is_stray(bearer.place, group, now.scene):
            observed.append("stray")
        shared = now.weights.choice["share"].weight * now.scene.share(bearer.place.country, group)
        scored.append((_people(bearer.place) + now.weights.chosen(observed) + shared, bearer, observed))
    scored.sort(key=lambda row: (-row[0], row[1].place.id))
    unknown = now.weights.chosen(["unknown", *(["unit-agrees"] if _is_another_town(hints, scored) else [])])
    top = max(scored[0][0], unknown)
    masses = [math.exp(score - top) for score, _, _ in scored]
    total = sum(masses) + math.exp(unknown - top)
    best = scored[0][1]
    reasons = [now.weights.choice[name].why for name in scored[0][2]]
    if now.scene.share(best.place.country, group) > _TOLD_SHARE:
        reasons.append(now.weights.choice["share"].why)
    shares = [mass / total for mass in masses]
    return Choice(
        bearers=tuple((bearer, share) for (_, bearer, _), share in zip(scored, shares, strict=True)),
        share=sum(s for (_, b, _), s in zip(scored, shares, strict=True) if _at_one_spot(best.place, b.place)),
        unknown=math.exp(unknown - top) / total,
        reasons=tuple(reasons),
    )


def _is_another_town(hints: _Hints, scored: Sequence[tuple[float, Bearer, list[str]]]) -> bool:
    """Whether "the town of Kalam" may as well be one nobody listed: all of that name are only spelt so, or far off."""
    named = bool(hints.units & {"settlement", "district"})
    return named and all(bearer.how != "own" or "stray" in observed for _, bearer, observed in scored)


@dataclass(frozen=True, slots=True)
class _Hints:
    """What stands beside a name's mentions: words for its kind, the places that hold it and that it holds, whether
    "the" stands before it, whether it is said to lie where no place of that name is known, the kind and country of its
    list."""

    units: frozenset[str]
    holders: tuple[Place, ...]
    held: tuple[Place, ...]
    article: bool
    elsewhere: bool
    kinds: frozenset[str]
    lands: frozenset[str]
    like: bool


def _people(place: Place) -> float:
    """The weight of a place by its people: the large ones make the news."""
    if place.precision in ("region", "water"):
        return 0.0
    people = place.population or (_DISTRICT_PEOPLE if place.precision == "district" else 0)
    return _PEOPLE * math.log10(max(people, _FEW))


def _observed(bearer: Bearer, rivals: Sequence[Bearer], hints: _Hints, scene: Scene) -> Iterable[str]:
    """The names (in weights.yaml) of what speaks for and against a bearer."""
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
    if bearer.how == "folded" or hints.like:
        yield "like-spelling"
    if bearer.former:
        yield "former"
    if any(holds(holder, place) for holder in hints.holders):
        yield "contained"
    if _is_division(place) and any(holds(place, h) for h in hints.held) and _has_rival_lands(place, rivals, hints):
        yield "holds"
    if bearer.how == "alternate" and _is_renamed(bearer, rivals):
        yield "other-name"
    if hints.article and place.precision in ("settlement", "district"):
        yield "article"
    if hints.elsewhere:
        yield "not-there"
    if place.precision in hints.kinds:
        yield "list-kind"
    if place.country in hints.lands:
        yield "list-land"
    if bearer.how == "alternate" and _is_its_land(place, rivals) and "settlement" not in hints.units:
        yield "its-land"
    if place.id in scene.theatre_ids and not bearer.weak:
        yield "theatre-place"
    if place.country in scene.theatre:
        yield "theatre-country"
    for unit in sorted(hints.units - {"region"}):  # an area or coast may be a town's
        if place.precision == unit:
            yield "unit-agrees"
        elif any(rival.place.precision == unit for rival in rivals):
            yield "unit-disagrees"
    if (
        "province" not in hints.units
        and not bearer.weak
        and place.precision == "settlement"
        and _is_seat(place, rivals)
    ):
        yield "town-before-province"
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


def _has_rival_lands(place: Place, rivals: Sequence[Bearer], hints: _Hints) -> bool:
    """Whether another country or province of the name does not hold what is named beside it: the Georgia of Atlanta."""
    others = [r.place for r in rivals if r.place.id != place.id and _is_division(r.place)]
    return any(not any(holds(other, held) for held in hints.held) for other in others)


def _is_its_land(place: Place, rivals: Sequence[Bearer]) -> bool:
    """Whether it is only another spelling of a place in the country of that name: Mexico City is not Mexico."""
    return place.precision != "country" and any(
        r.place.precision == "country" and r.how == "own" and r.place.country == place.country for r in rivals
    )


def _is_stray(place: Place, group: Group, scene: Scene) -> bool:
    """Whether a place of no great name lies in a country that the document's other names leave out."""
    if (
        place.precision not in ("settlement", "district")
        or place.population >= _FAMOUS
        or place.id in scene.theatre_ids
    ):
        return False
    return scene.others(group) >= _SOME_VOTES and scene.share(place.country, group) < _STRAY_SHARE


def _is_seat(place: Place, rivals: Sequence[Bearer]) -> bool:
    """Whether a province of the same name holds the town, and the town is no mere village of it."""
    return any(
        rival.place.precision == "province"
        and (rival.place.country, rival.place.admin1) == (place.country, place.admin1)
        and place.population * 20 >= rival.place.population
        for rival in rivals
    )


def _nearness(place: Place, scene: Scene) -> Iterable[str]:
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
    firsts = {mention.match.first for mention in mentions}
    found: list[Place] = []
    for setting in now.by_first.values():
        if setting.container in firsts:
            chosen = now.place_at(setting.match.first)
            found += [chosen] if chosen else [b.place for b in setting.match.bearers if b.place.population >= _LARGER]
    return tuple(found)


def _prevailing(values: Sequence[str]) -> frozenset[str]:
    """The value that most of a long list have; none where they differ or the list is short."""
    if len(values) < _LONG_LIST:
        return frozenset()
    most = max(sorted(set(values)), key=values.count)
    return frozenset({most}) if values.count(most) >= _MOST_OF_LIST * len(values) else frozenset()
