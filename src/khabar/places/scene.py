"""What a document is about, as far as its places so far tell: the countries, the provinces, the points."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from khabar.places.gazetteer import Bearer
from khabar.records import Place

_SURE = 0.7  # probability from which a choice speaks for others
_VOTERS = 5  # bearers of a name that have a say
_COUNTRY_VOTE = 1.5  # a country's own name says more than a town in it
_RESERVE = 0.5  # votes not cast: one other name is not the whole document

Group = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One name's bearers with their probabilities, best first, and the reasons for the best.

    `unknown` is the probability that it is none of them but a place the gazetteer does not have. `share` is that of
    the best bearer and of those at nearly the same spot, as a town and its province are.
    """

    bearers: tuple[tuple[Bearer, float], ...]
    share: float
    unknown: float
    reasons: tuple[str, ...]

    @property
    def best(self) -> Bearer:
        """The likeliest bearer."""
        return self.bearers[0][0]


@dataclass(frozen=True)
class Scene:
    """Votes of the document's names for countries, and what is sure. `own` are the votes by name, so that a name can
    be judged by the others alone."""

    votes: Mapping[str, float] = field(default_factory=dict)
    own: Mapping[Group, Mapping[str, float]] = field(default_factory=dict)
    units: frozenset[tuple[str, str]] = frozenset()
    points: tuple[Place, ...] = ()
    theatre: tuple[str, ...] = ()
    theatre_ids: frozenset[str] = frozenset()
    _cast: float = field(init=False, repr=False, compare=False)
    _own_cast: Mapping[Group, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_cast", sum(self.votes.values()))
        object.__setattr__(self, "_own_cast", {group: sum(votes.values()) for group, votes in self.own.items()})

    def share(self, country: str, group: Group) -> float:
        """The part of the other names' votes that a country has, 0 to 1."""
        cast = self.votes.get(country, 0.0) - self.own.get(group, {}).get(country, 0.0)
        return max(0.0, cast) / (self.others(group) + _RESERVE)

    def others(self, group: Group) -> float:
        """How many votes the other names have cast."""
        return self._cast - self._own_cast.get(group, 0)

    def after(self, choices: Mapping[Group, Choice], mentions: Mapping[Group, int]) -> Scene:
        """The scene that a round of choices gives."""
        own: dict[Group, dict[str, float]] = {}
        votes: defaultdict[str, float] = defaultdict(float)
        for group, choice in choices.items():
            cast: defaultdict[str, float] = defaultdict(float)
            for bearer, share in choice.bearers[:_VOTERS]:
                if bearer.place.country:
                    kind = _COUNTRY_VOTE if bearer.place.precision == "country" else 1.0
                    cast[bearer.place.country] += (1 + math.log(mentions[group])) * share * kind
            own[group] = cast
            for country, vote in cast.items():
                votes[country] += vote
        sure = [c.best.place for c in choices.values() if c.share >= _SURE]
        return Scene(
            votes=votes,
            own=own,
            units=frozenset((p.country, p.admin1) for p in sure if p.precision == "province"),
            points=tuple(p for p in sure if p.precision in ("settlement", "province") and p.lat is not None),
            theatre=self.theatre,
            theatre_ids=self.theatre_ids,
        )
