"""Which of the places of that name: judged by the whole document, one name one place."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from khabar.places.containment import holds
from khabar.places.distance import distance_km
from khabar.places.gazetteer import Bearer
from khabar.places.setting import Setting
from khabar.places.weights import Weights
from khabar.records import Place

_NEAR_KM, _NOT_FAR_KM = 100.0, 300.0
_PEOPLE = 0.9  # per tenfold population
_DISTRICT_PEOPLE = 60_000  # their population is not known
_LONG_LIST, _MOST_OF_LIST = 3, 0.7
_SURE = 0.7
_UNIT_OF = {
    "province": "province",
    "district": "district",
    "settlement": "settlement",
    "region": "region",
    "water": "water",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One name's bearers with their probabilities, best first, and the reasons for the best."""

    bearers: tuple[tuple[Bearer, float], ...]
    reasons: tuple[str, ...]

    @property
    def best(self) -> Bearer:
        """The likeliest bearer."""
        return self.bearers[0][0]

    @property
    def share(self) -> float:
        """The probability that it is the best bearer or one at nearly the same spot, as a town and its province are."""
        place = self.best.place
        return min(1.0, sum(share for bearer, share in self.bearers if _at_one_spot(place, bearer.place)))


@dataclass(frozen=True)
class Scene:
    """What the document is about: shares of countries, named units and points so far, and the theatre's countries."""

    countries: Mapping[str, float] = field(default_factory=dict)
    units: frozenset[tuple[str, str]] = frozenset()
    points: tuple[Place, ...] = ()
    theatre: tuple[str, ...] = ()
    theatre_ids: frozenset[str] = frozenset()


def group_of(setting: Setting) -> tuple[str, str]:
    """Mentions that must be one place: the same words with the same kind of unit beside them."""
    return setting.key, setting.unit if setting.unit == "province" else ""


def choose(
    settings: Sequence[Setting], *, weights: Weights, theatre: tuple[str, ...], theatre_ids: frozenset[str]
) -> dict[tuple[str, str], Choice]:
    """For each name of the document, its bearers by probability.  Two rounds: the second knows the first's scene."""
    groups: dict[tuple[str, str], list[int]] = {}
    for i, setting in enumerate(settings):
        groups.setdefault(group_of(setting), []).append(i)
    scene = Scene(theatre=theatre, theatre_ids=theatre_ids)
    choices: dict[tuple[str, str], Choice] = {}
    for _ in range(3):
        choices = {
            key: _choice([settings[i] for i in members], settings, scene, choices, weights)
            for key, members in groups.items()
        }
        scene = _scene(choices, groups, scene)
    return choices


def _scene(choices: Mapping[tuple[str, str], Choice], groups: Mapping[tuple[str, str], list[int]], old: Scene) -> Scene:
    votes: defaultdict[str, float] = defaultdict(float)
    for key, choice in choices.items():
        weight = 1 + math.log(len(groups[key]))
        for bearer, share in choice.bearers[:5]:
            if bearer.place.country:
                votes[bearer.place.country] += weight * share * (1.5 if bearer.place.precision == "country" else 1.0)
    total = sum(votes.values()) or 1.0
    sure = [c.best.place for c in choices.values() if c.share >= _SURE]
    return Scene(
        countries={country: vote / total for country, vote in votes.items()},
        units=frozenset((p.country, p.admin1) for p in sure if p.precision == "province"),
        points=tuple(p for p in sure if p.precision in ("settlement", "province") and p.lat is not None),
        theatre=old.theatre,
        theatre_ids=old.theatre_ids,
    )


def _choice(
    mentions: Sequence[Setting],
    settings: Sequence[Setting],
    scene: Scene,
    choices: Mapping[tuple[str, str], Choice],
    weights: Weights,
) -> Choice:
    bearers = mentions[0].match.bearers
    holders = _containers(mentions, settings, choices)
    kinds = _list_kinds(mentions, settings, choices)
    units = {mention.unit for mention in mentions if mention.unit}
    scored = []
    for bearer in bearers:
        observed = list(_observed(bearer, bearers, mentions, units, holders, kinds, scene))
        score = _people(bearer.place) + weights.chosen(observed)
        score += weights.choice["share"].weight * scene.countries.get(bearer.place.country, 0.0)
        scored.append((score, bearer, observed))
    scored.sort(key=lambda row: (-row[0], row[1].place.id))
    top = scored[0][0]
    masses = [math.exp(score - top) for score, _, _ in scored]
    total = sum(masses)
    reasons = [weights.choice[name].why for name in scored[0][2]]
    if scene.countries.get(scored[0][1].place.country, 0.0) > 0.2:
        reasons.append(weights.choice["share"].why)
    return Choice(tuple((b, m / total) for (_, b, _), m in zip(scored, masses, strict=True)), tuple(reasons))


def _at_one_spot(place: Place, other: Place) -> bool:
    if place.id == other.id:
        return True
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return False
    if place.country != other.country:
        return False
    return distance_km(lat=place.lat, lon=place.lon, other_lat=other.lat, other_lon=other.lon) <= _NEAR_KM


def _people(place: Place) -> float:
    """The weight of a place by its people: the large ones make the news."""
    if place.precision in ("region", "water"):
        return 0.0
    if place.precision == "district":
        return _PEOPLE * math.log10(_DISTRICT_PEOPLE)
    return _PEOPLE * math.log10(max(place.population, 30))


def _observed(
    bearer: Bearer,
    rivals: Sequence[Bearer],
    mentions: Sequence[Setting],
    units: set[str],
    holders: Sequence[Place],
    kinds: frozenset[str],
    scene: Scene,
) -> Iterable[str]:
    place = bearer.place
    if place.precision == "country":
        yield "country"
    elif place.precision in ("region", "water"):
        yield "region"
    elif bearer.capital:
        yield "capital"
    if bearer.how == "own":
        yield "own-name"
    if bearer.weak:
        yield "weak-name"
    if bearer.how == "folded" or mentions[0].match.like:
        yield "like-spelling"
    if bearer.former:
        yield "former"
    if any(holds(holder, place) for holder in holders):
        yield "contained"
    if place.precision in kinds:
        yield "list-kind"
    if place.id in scene.theatre_ids:
        yield "theatre-place"
    if place.country in scene.theatre:
        yield "theatre-country"
    for unit in units:
        wanted = _UNIT_OF[unit]
        if wanted and place.precision in ("settlement", "province", "region", "water", "district"):
            yield "unit-agrees" if wanted == place.precision else "unit-disagrees"
    if "province" not in units and place.precision == "settlement" and _seat_of(place, rivals):
        yield "town-before-province"
    if place.precision in ("settlement", "district") and (place.country, place.admin1) in scene.units:
        yield "same-unit"
    yield from _nearness(place, scene)


def _seat_of(place: Place, rivals: Sequence[Bearer]) -> bool:
    """Whether a province of the same name holds the town, and the town is no mere village of it."""
    return any(
        r.place.precision == "province"
        and (r.place.country, r.place.admin1) == (place.country, place.admin1)
        and place.population * 20 >= r.place.population
        for r in rivals
    )


def _nearness(place: Place, scene: Scene) -> Iterable[str]:
    if place.lat is None or place.lon is None or place.precision != "settlement":
        return
    nearest = min(
        (
            distance_km(lat=place.lat, lon=place.lon, other_lat=p.lat, other_lon=p.lon)
            for p in scene.points
            if p.id != place.id and p.name != place.name and p.lat is not None and p.lon is not None
        ),
        default=math.inf,
    )
    if nearest <= _NEAR_KM:
        yield "near"
    elif nearest <= _NOT_FAR_KM:
        yield "not-far"


def _list_kinds(
    mentions: Sequence[Setting], settings: Sequence[Setting], choices: Mapping[tuple[str, str], Choice]
) -> frozenset[str]:
    """The kind of place that most of the others in a long list are; none where they differ or the list is short."""
    by_first = {setting.match.first: setting for setting in settings}
    kinds: list[str] = []
    for mention in mentions:
        members = [by_first[first] for first in mention.listed if first in by_first]
        kinds += [choices[group_of(m)].best.place.precision for m in members if group_of(m) in choices]
    if len(kinds) < _LONG_LIST:
        return frozenset()
    kind = max(sorted(set(kinds)), key=kinds.count)
    return frozenset({kind}) if kinds.count(kind) >= _MOST_OF_LIST * len(kinds) else frozenset()


def _containers(
    mentions: Sequence[Setting], settings: Sequence[Setting], choices: Mapping[tuple[str, str], Choice]
) -> list[Place]:
    """The places named as holding this one: all readings in the first round, the chosen one after."""
    by_first = {setting.match.first: setting for setting in settings}
    found: list[Place] = []
    for mention in mentions:
        if mention.container is None:
            continue
        holder = by_first.get(mention.container)
        if holder is None:
            continue
        choice = choices.get(group_of(holder))
        if choice is not None:
            found.append(choice.best.place)
        else:
            found += [bearer.place for bearer in holder.match.bearers]
    return found
