"""Where an act lies to the place it is told with: "20 km south of" moves the point, "outskirts" puts it in doubt."""

from __future__ import annotations

from dataclasses import replace

from khabar.coding.grammar.sentence_context import SentenceContext
from khabar.places.distance import distance_km
from khabar.places.relation import displaced, names_a_part, offset_of, relation_of, surroundings
from khabar.records import Argument, Place, Token

_POINTS = ("settlement", "site", "district", "route")


def at_its_distance(context: SentenceContext, head: Token, argument: Argument) -> Argument:
    """A place argument with what the sentence says of how the act lies to it; others as they are.

    A distance with a direction moves the point, one without puts it in doubt; so do "near", "outskirts" and "between".
    """
    place = argument.resolved
    if not isinstance(place, Place) or place.precision not in _POINTS:
        return argument
    if argument.relation == "between":
        return replace(argument, resolved=_midway(context, head, place))
    if argument.relation not in ("in", "near", "outskirts"):
        return argument
    offset = offset_of(context.sentence, head)
    if offset is not None:
        return replace(argument, resolved=displaced(place, offset), relation="near")
    said = relation_of(context.sentence, head)
    relation = said if argument.relation == "in" and said in ("near", "outskirts") else argument.relation
    return replace(argument, resolved=surroundings(place, relation), relation=relation)


def in_part(context: SentenceContext, head: Token, argument: Argument, *, act: Token) -> Argument:
    """The place of an act on ground that befell only a part of it: "took parts of Daran", "occupied a Daran hotel"."""
    place = argument.resolved
    if argument.relation != "in" or not isinstance(place, Place) or place.precision not in ("settlement", "district"):
        return argument
    if any(token.i == act.i for token in context.sentence.subtree(head)):
        return argument  # "a stadium in Daran, which fell on Monday"
    found = names_a_part(context.sentence, head, sites=lambda noun: context.kinds(noun)[:1] == ("site",))
    return replace(argument, relation="part") if found else argument


def _midway(context: SentenceContext, head: Token, place: Place) -> Place:
    """A place moved to the middle between it and the other that "between" names, in doubt by half the way."""
    joined = (
        *context.sentence.children(head, "conj"),
        *([context.sentence.head(head)] if head.relation == "conj" else []),
    )
    names = [name.place for other in joined if (name := context.place_at(other)) is not None]
    other = next((p for p in names if p is not None and p.id != place.id and p.lat is not None), None)
    if other is None or other.lat is None or other.lon is None or place.lat is None or place.lon is None:
        return place
    length = distance_km(lat=place.lat, lon=place.lon, other_lat=other.lat, other_lon=other.lon)
    return replace(
        place, lat=(place.lat + other.lat) / 2, lon=(place.lon + other.lon) / 2, uncertainty_km=round(length / 2, 1)
    )
