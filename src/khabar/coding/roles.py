"""From grammatical slots to the roles of an act, and to what each argument stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.coding.arguments import Slot, case_of, slots_of
from khabar.coding.context import SentenceContext, noun_phrase
from khabar.coding.reference import Referents
from khabar.coding.triggers import Trigger
from khabar.records import Argument, PlaceName, RoleName, Sentence, Token

ROLE_ORDER: tuple[RoleName, ...] = ("actor", "target", "people", "origin", "destination", "place")
_GROUND = ("place", "site", "road")
_ACTS = ("force", "body", "person", "official", "weapon_platform", "people", "detainee")
_IN = frozenset(
    {"in", "at", "inside", "within", "on", "across", "throughout", "around", "over", "along", "through", "into"}
)
_RELATION = {
    "near": "near",
    "outside": "outskirts",
    "toward": "toward",
    "towards": "toward",
    "to": "toward",
    "between": "between",
    "from": "from",
    "north": "near",
    "south": "near",
    "east": "near",
    "west": "near",
    "off": "near",
    "beyond": "near",
    "behind": "near",
}


@dataclass(frozen=True)
class Filled:
    """A role filled by the phrase headed by `head`; `relation` is how the act lies to it."""

    role: RoleName
    head: Token
    relation: str = "in"


def fill_roles(context: SentenceContext, trigger: Trigger) -> tuple[Filled, ...]:
    """The roles the sentence itself fills, each phrase once, in the order of the slots."""
    found: dict[tuple[RoleName, int], Filled] = {}
    for slot in trigger.slots:
        for filled in _of_slot(context, trigger, slot):
            found.setdefault((filled.role, filled.head.i), filled)
    taken = [f for f in found.values() if not _is_other_role(f, found)]
    return (*taken, *_nested_places(context, trigger, taken))


def _is_other_role(filled: Filled, found: dict[tuple[RoleName, int], Filled]) -> bool:
    """One phrase plays one part: what is target or people is not actor too."""
    return filled.role == "actor" and any(
        ("target", filled.head.i) == key or ("people", filled.head.i) == key for key in found
    )


def _of_slot(context: SentenceContext, trigger: Trigger, slot: Slot) -> tuple[Filled, ...]:
    head = context.nouns.semantic_head(context.sentence, slot.head)
    role = trigger.frame.row.roles.get(slot.name)
    if role == "none":
        return ()
    if role == "both":
        return _participants(context, trigger, head)
    if role == "place":
        return _place(context, head, slot)
    if role in ("origin", "destination"):
        return (Filled(role, _place_head(context, head)),) if _is_ground(context, head) else ()  # type: ignore[arg-type]
    if role in ("actor", "target", "people"):
        return _participant(context, trigger, role, head, slot)  # type: ignore[arg-type]
    if slot.name in ("subject", "poss", "modifier"):
        return _participant(context, trigger, "actor", head, slot)
    if slot.name in _IN or slot.name in _RELATION and slot.name not in ("to", "from", "between"):
        return _place(context, head, slot)
    return ()


def _participants(context: SentenceContext, trigger: Trigger, head: Token) -> tuple[Filled, ...]:
    """ "between X and Y": the first is the actor, the second the target; of talks all are actors."""
    together = trigger.frame.type.startswith("politics.")
    first = not any(s.name == "between" and s.head.i < head.i for s in trigger.slots)
    if not _can_act(context, head):
        return _place(context, head, Slot("between", head))
    return (Filled("actor" if together or first else "target", head),)


def _participant(
    context: SentenceContext, trigger: Trigger, role: RoleName, head: Token, slot: Slot
) -> tuple[Filled, ...]:
    kinds = context.kinds(head)
    if kinds and kinds[0] == "event":
        return _of_event_noun(context, role, head) if role == "actor" or trigger.frame.type == "territory.repel" else ()
    if role == "actor":
        by_modifier = slot.name == "modifier"
        if not _can_act(context, head, strict=by_modifier or slot.name == "poss"):
            named_place = slot.name == "modifier" and context.place_at(head) is not None
            return _place(context, head, Slot("in", head)) if named_place else ()
        return (Filled("actor", head),)
    if kinds and kinds[0] in ("time", "abstract", "disaster", "vote", "sport") and context.actor_at(head) is None:
        return ()
    if slot.name == "modifier" and not kinds:
        return ()
    place = context.place_at(head)
    if (
        place is not None
        and place.use == "place"
        and role == "target"
        and not trigger.frame.type.startswith("politics.")
    ):
        # "bombed Aleppo": the town is where it happened and what was hit.
        return (Filled(role, head), Filled("place", head))
    return (Filled(role, head),)


def _of_event_noun(context: SentenceContext, role: RoleName, noun: Token) -> tuple[Filled, ...]:
    """ "The government air strike killed 12": who acts is who acts in the noun."""
    found = []
    for slot in slots_of(context.sentence, noun):
        head = context.nouns.semantic_head(context.sentence, slot.head)
        if slot.name in ("subject", "poss", "modifier") and _can_act(context, head, strict=True):
            found.append(Filled(role, head))
        elif slot.name in _IN or slot.name == "near":
            found += _place(context, head, slot)
    return tuple(found)


def _can_act(context: SentenceContext, head: Token, *, strict: bool = False) -> bool:
    if context.actor_at(head) is not None:
        return True
    place = context.place_at(head)
    if place is not None:
        country = place.place is not None and place.place.precision == "country"
        return place.use != "place" or (country and not strict)
    kinds = context.kinds(head)
    if kinds:
        return kinds[0] in _ACTS
    return head.pos in ("PROPN", "PRON") and not strict


def _is_ground(context: SentenceContext, head: Token) -> bool:
    place = context.place_at(head)
    if place is not None:
        return place.use == "place"
    kinds = context.kinds(head)
    return any(kind in _GROUND for kind in kinds[:2]) or (not kinds and head.pos == "PROPN")


def _place(context: SentenceContext, head: Token, slot: Slot) -> tuple[Filled, ...]:
    if not _is_ground(context, head):
        return ()
    return (Filled("place", _place_head(context, head), _RELATION.get(slot.name, "in")),)


def _place_head(context: SentenceContext, head: Token) -> Token:
    """The most exact name for a place: "a village in the district of Karsin" is placed at Karsin."""
    if context.place_at(head) is not None:
        return head
    nested = _nested_name(context, head)
    return nested if nested is not None else head


def _nested_name(context: SentenceContext, head: Token, depth: int = 0) -> Token | None:
    for kid in context.sentence.children(head, "nmod", "appos", "flat", "compound", "obl"):
        if kid.relation == "nmod" and case_of(context.sentence, kid) not in (
            "of",
            "in",
            "at",
            "near",
            "on",
            "",
            "outside",
        ):
            continue
        place = context.place_at(kid)
        if place is not None and place.use == "place":
            return kid
        if depth < 2:
            deeper = _nested_name(context, kid, depth + 1)
            if deeper is not None:
                return deeper
    return None


def _nested_places(context: SentenceContext, trigger: Trigger, filled: Sequence[Filled]) -> tuple[Filled, ...]:
    """Where nothing says where, a place inside an argument does: "killed 10 people in a camp near Habeet"."""
    if any(f.role in ("place", "origin", "destination") for f in filled):
        return ()
    for one in filled:
        if one.role in ("target", "people") and (nested := _nested_name(context, one.head)) is not None:
            return (Filled("place", nested, "in"),)
    return _clause_place(context, trigger)


def _clause_place(context: SentenceContext, trigger: Trigger) -> tuple[Filled, ...]:
    """The place of the clause above, which holds for what happens in it."""
    sentence, token = context.sentence, trigger.voice
    for above in sentence.ancestors(token):
        if above.pos not in ("VERB", "NOUN", "AUX", "ADJ"):
            continue
        for slot in slots_of(sentence, above):
            if slot.name not in _IN and slot.name not in ("near", "outside", "object"):
                continue
            head = context.nouns.semantic_head(sentence, slot.head)
            named = head if context.place_at(head) else _nested_name(context, head)
            place = context.place_at(named) if named is not None else None
            if named is not None and place is not None and place.use == "place":
                return (Filled("place", named, _RELATION.get(slot.name, "in")),)
    return ()


def argument_of(context: SentenceContext, filled: Filled, referents: Referents) -> Argument:
    """The argument with its words, and what they stand for in the document."""
    sentence, head = context.sentence, filled.head
    actor, place = context.actor_at(head), context.place_at(head)
    if filled.role in ("place", "origin", "destination") and place is not None:
        return Argument(place.span, place.place, relation=filled.relation)
    if actor is not None and (place is None or actor.span.end - actor.span.start >= place.span.end - place.span.start):
        return Argument(
            _wider(noun_phrase(sentence, head), actor.span, sentence), actor.actor, relation=filled.relation
        )
    referent = referents.antecedent(context.index, head)
    span = noun_phrase(sentence, head)
    if referent is not None:
        return Argument(span, referent.resolved, stands_for=referent.text, relation=filled.relation)
    if place is not None:
        return Argument(place.span, place.place, relation=filled.relation)
    return Argument(span, None, relation=filled.relation)


def _wider(one, other, sentence: Sentence):  # type: ignore[no-untyped-def]
    from khabar.records import Span

    start, end = min(one.start, other.start), max(one.end, other.end)
    return Span(start, end, sentence.text[start - sentence.start : end - sentence.start])


def place_names_in(context: SentenceContext) -> tuple[PlaceName, ...]:
    """The names used as places in the sentence, in text order."""
    return tuple(p for p in context.places if p.use == "place")
