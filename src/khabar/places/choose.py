"""Which of the places of that name: judged by the whole document, one name one place."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khabar.places.gazetteer import Bearer
from khabar.places.neighbours import Beside, at_one_spot, is_stray, observed
from khabar.places.scene import Choice, Group, Scene
from khabar.places.setting import Setting
from khabar.places.standing import Standing, standings
from khabar.places.weights import Weights
from khabar.records import Place

_ROUNDS = 3  # the first knows nothing, the second the first's scene, the third a settled one
_LONG_LIST, _MOST_OF_LIST = 3, 0.7
_LARGER = 20_000  # people of a town that by its name alone tells which state holds it
_TOLD_SHARE = 0.2  # from which the country is given as a reason


def group_of(setting: Setting) -> Group:
    """Mentions that must be one place: the same words with the same kind of unit beside them."""
    return setting.key, setting.unit if setting.unit == "province" else ""


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of the document with its mentions and bearers, and the words for its kind that stand beside it."""

    group: Group
    mentions: tuple[Setting, ...]
    bearers: tuple[Bearer, ...]
    units: frozenset[str]
    standings: tuple[Standing, ...]


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
    units = frozenset(mention.unit for mention in mentions if mention.unit)
    return _Name(group, tuple(mentions), mentions[0].match.bearers, units, standings(mentions, units, scene))


def _choice(name: _Name, now: _Round) -> Choice:
    """The bearers of one name, weighed against each other and against a place that no gazetteer has."""
    group, scene = name.group, now.scene
    in_list = [place for mention in name.mentions for first in mention.listed if (place := now.place_at(first))]
    beside = Beside(
        holders=_holders(name.mentions, now),
        held=_held(name.mentions, now),
        kinds=_prevailing([place.precision for place in in_list]),
        lands=_prevailing([place.country for place in in_list if place.precision != "country"]),
    )
    weight = now.weights.choice["share"].weight
    countries = {standing.bearer.place.country for standing in name.standings}
    share_of = {country: scene.share(country, group) for country in countries}
    scored = []
    for standing in name.standings:
        place = standing.bearer.place
        share = share_of[place.country]
        reasons = [*observed(standing, name.bearers, beside, scene)]
        if is_stray(place, group, scene, share=share):
            reasons.append("stray")
        score = standing.people + now.weights.chosen(reasons) + weight * share
        scored.append((score, standing.bearer, reasons))
    scored.sort(key=lambda row: (-row[0], row[1].place.id))
    unknown = now.weights.chosen(["unknown", *(["unit-agrees"] if _is_another_town(name.units, scored) else [])])
    top = max(scored[0][0], unknown)
    masses = [math.exp(score - top) for score, _, _ in scored]
    total = sum(masses) + math.exp(unknown - top)
    best = scored[0][1]
    told = [now.weights.choice[reason].why for reason in scored[0][2]]
    if share_of[best.place.country] > _TOLD_SHARE:
        told.append(now.weights.choice["share"].why)
    shares = [mass / total for mass in masses]
    return Choice(
        bearers=tuple((bearer, share) for (_, bearer, _), share in zip(scored, shares, strict=True)),
        share=sum(s for (_, b, _), s in zip(scored, shares, strict=True) if at_one_spot(best.place, b.place)),
        unknown=math.exp(unknown - top) / total,
        reasons=tuple(told),
    )


def _is_another_town(units: frozenset[str], scored: Sequence[tuple[float, Bearer, list[str]]]) -> bool:
    """Whether "the town of Kalam" may as well be one nobody listed: all of that name are only spelt so, or far off."""
    named = bool(units & {"settlement", "district"})
    return named and all(bearer.how != "own" or "stray" in reasons for _, bearer, reasons in scored)


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
