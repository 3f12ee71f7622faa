"""A claim as linking looks at it: one act or state, at one place where its type has one act for each place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import get_args

from khabar.linking.aggregate import is_aggregate
from khabar.linking.counting import Thing, amount, counts_of
from khabar.linking.phrasing import names_in_title, place_names, refers_back, returns, site, victims, wording
from khabar.linking.voices import at_home
from khabar.linking.weights import Family, Rules
from khabar.records import Actor, Argument, Claim, Place, Precision

FINENESS = {name: rank for rank, name in enumerate(get_args(Precision))}
# Where a sighting stands among all: see `Sighting.key`.
Rank = tuple[datetime, str, str]
UNREALISED = ("planned", "threatened", "possible")
PEOPLE = ("person", "leader", "official")
_WORD = re.compile(r"[^\W\d_]{4,}")
_SPACE = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Party:
    """Who fills a role: the actors known, and the words of those not known, lower case."""

    actors: tuple[Actor, ...] = ()
    words: frozenset[str] = frozenset()


_NOBODY = Party()


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """One claim of one act.

    `kind` keeps apart what must never be one: acts, plans, descriptions, history, totals. `key` is its rank among all
    sightings: the earliest known first, and the same whatever order the claims came in.
    Place: `places` most exact first; `place_names` are those that no gazetteer knows, where no place is known; `titled`
    are then the capitalised words of its headline; `site` is the part of the place that is meant, "" = the place itself
    or not known; `borrowed` = its place is that of the act its report told of before.
    Time: `first`/`last` are ordinal days, None = no time known; `exact` = the text gives the day; `dated` = the day is
    only that of the report.
    `denies` = it says that the act did not happen. `returns` = the act undoes an earlier one ("retook"). `refers` = it
    speaks of an act taken for known ("the bombing"). `victims` are `attackers`, `fighters` or `civilians`, "" = not
    known or several; `kills` = it tells of deaths; `slain` are the ids of the named persons it says were killed.
    `numbers`: each thing it counts, with its number and the words for it; `revises` = it says that it replaces a count.
    Read off the claim once, since it is looked at often: `home` is the claim's id at the desk that read the report;
    `lasts` = what it tells of is a state; `takes_back` = it says that what was told before was wrong.
    """

    key: Rank
    claim: Claim
    family: Family
    kind: str
    places: tuple[Place, ...]
    first: int | None
    last: int | None
    exact: bool
    dated: bool
    actor: Party
    target: Party
    denies: bool
    place_names: frozenset[str]
    titled: frozenset[str]
    site: str
    returns: bool
    refers: bool
    victims: str
    kills: bool
    words: frozenset[str] = field(repr=False)
    print: str = field(repr=False)
    numbers: Mapping[Thing, tuple[int | None, str]] = field(repr=False)
    revises: bool = field(repr=False)
    slain: frozenset[str] = field(repr=False)
    home: str = field(repr=False)
    lasts: bool = field(repr=False)
    takes_back: bool = field(repr=False)
    borrowed: bool = False

    @property
    def place_id(self) -> str:
        """The id of its most exact place; "" where none is known."""
        return self.key[2]

    @property
    def gives_day(self) -> bool:
        """Whether its own words give the day, rather than another sentence of its report."""
        occurred = self.claim.mention.occurred
        return self.exact and occurred is not None and occurred.basis != "document"


def sightings_of(claim: Claim, *, rules: Rules) -> tuple[Sighting, ...]:
    """A claim's sightings: one for each place where the type has one act a place, else one."""
    family = rules.family(claim.mention.type)
    kind = _kind(claim, rules)
    places = _most_exact(places_named(claim))
    if family.per_place and kind != "total" and len(places) > 1:
        return tuple(_sighting(claim, family, kind, (place,), rules) for place in places)
    return (_sighting(claim, family, kind, places, rules),)


def _sighting(claim: Claim, family: Family, kind: str, places: tuple[Place, ...], rules: Rules) -> Sighting:
    mention = claim.mention
    first, last, exact, dated = _days(claim)
    actor, target = _party(mention.role("actor")), _party(mention.role("target") + mention.role("people"))
    if family.mutual:
        actor, target = Party(actor.actors + target.actors, actor.words | target.words), Party()
    weights = rules.weights
    words, in_a_row, revises, takes_back = _read(
        claim.sentence_text, weights.plain_words, weights.revision_words, weights.retractions
    )
    kills = mention.type == "harm.casualties" and mention.trigger.text.casefold() in rules.weights.death_words
    return Sighting(
        key=(claim.known_at, claim.id, places[0].id if places else ""),
        claim=claim,
        family=family,
        kind=kind,
        places=places,
        first=first,
        last=last,
        exact=exact,
        dated=dated,
        actor=actor,
        target=target,
        denies=mention.is_denied,
        place_names=frozenset() if places else place_names(claim),
        titled=frozenset() if places or family.placeless else names_in_title(claim),
        site=site(claim, rules=rules) if family.per_place else "",
        returns=returns(claim, rules=rules),
        refers=refers_back(claim, rules=rules),
        victims=victims(claim, rules=rules),
        kills=kills,
        words=words,
        print=in_a_row,
        numbers={
            thing: (amount(count), count.noun or count.what) for thing, count in counts_of(claim, rules=rules).items()
        },
        revises=revises and bool(mention.counts),
        slain=frozenset(a.id for a in target.actors if a.kind in PEOPLE) if kills else frozenset(),
        home=at_home(claim.id),
        lasts=mention.type in family.state,
        takes_back=takes_back,
    )


def _kind(claim: Claim, rules: Rules) -> str:
    mention = claim.mention
    if mention.descriptive:
        return "description"
    if mention.background:
        return "history"
    if is_aggregate(claim, rules=rules):
        return "total"
    if mention.modality in UNREALISED:
        return mention.modality
    return "attempt" if mention.aspect == "attempted" else "act"


def places_named(claim: Claim) -> tuple[Place, ...]:
    """The places a claim itself gives its act, else those it begins at; empty where it gives none."""
    mention = claim.mention
    if mention.places:
        return mention.places
    return tuple(a.resolved for a in mention.role("origin") if isinstance(a.resolved, Place))


def _most_exact(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places, most exact first, without those that only hold a more exact one ("Herat, in Herat province")."""
    if len(places) < 2:
        return places
    unique = {place.id: place for place in places}.values()
    kept = [p for p in unique if not any(_holds(p, q) for q in unique)]
    return tuple(sorted(kept, key=lambda p: (FINENESS[p.precision], p.id)))


def _holds(outer: Place, inner: Place) -> bool:
    if FINENESS[outer.precision] <= FINENESS[inner.precision]:
        return False
    if outer.precision == "country":
        return outer.country == inner.country
    same_province = bool(outer.admin1) and (outer.country, outer.admin1) == (inner.country, inner.admin1)
    return outer.precision == "province" and same_province


def _days(claim: Claim) -> tuple[int | None, int | None, bool, bool]:
    occurred = claim.mention.occurred
    if occurred is None:
        return _ordinal(claim.published), _ordinal(claim.published), False, True
    dated = occurred.basis == "document"
    exact = not dated and occurred.precision in ("hour", "day") and occurred.interval.days == 1
    return occurred.first_day.toordinal(), occurred.last_day.toordinal(), exact, dated


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _party(arguments: tuple[Argument, ...]) -> Party:
    actors: dict[str, Actor] = {}
    words: set[str] = set()
    for argument in arguments:
        if argument.resolved is None:
            words.add(wording(argument))
        elif isinstance(argument.resolved, Actor):
            actors[argument.resolved.id] = argument.resolved
    if not actors and not words:
        return _NOBODY
    return Party(tuple(actors[i] for i in sorted(actors)), frozenset(words - {""}))


# Copies of a report, and the acts one sentence tells of, have their words in common.
@lru_cache(maxsize=1 << 14)
def _read(
    text: str, plain: frozenset[str], revisions: tuple[str, ...], retractions: tuple[str, ...]
) -> tuple[frozenset[str], str, bool, bool]:
    """The content words of a sentence, all of its words in a row, and whether it says that it replaces a count.

    Last, whether it takes back what was told.
    """
    folded = text.casefold()
    words = frozenset(_WORD.findall(folded)) - plain
    revises, takes_back = (any(phrase in folded for phrase in phrases) for phrases in (revisions, retractions))
    return words, _SPACE.sub(" ", folded).strip(), revises, takes_back
