"""From grammatical slots to the roles of an act, and to what each argument stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from khabar.actors import government_of
from khabar.coding.acts.whereabouts import at_its_distance
from khabar.coding.grammar.argument_span import argument_span
from khabar.coding.grammar.case_words import case_of
from khabar.coding.grammar.sentence_context import SentenceContext, named_below
from khabar.coding.grammar.slot import Slot
from khabar.coding.lexicon.carriers import load_carriers
from khabar.coding.lexicon.noun_kinds import singular
from khabar.coding.referents.reference import Referents
from khabar.coding.triggers.trigger import Trigger
from khabar.records import Actor, ActorName, Argument, PlaceName, RoleName, Sentence, Span, Token

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
    located: list[Filled] = []
    for slot in trigger.slots:
        for filled in _of_slot(context, trigger, slot):
            stated = trigger.frame.row.roles.get(slot.name) in ("place", "target") and slot.name not in _WHEREABOUTS
            if filled.role == "place" and not stated:
                located.append(filled)
            else:
                found.setdefault((filled.role, filled.head.i), filled)
    grounds = [f for f in found.values() if f.role == "place"]
    if grounds and all(is_unnamed_site(context, f.head) for f in grounds):
        # "the base in Baga": the town says where the site is.
        located = [f for f in located if f.relation == "in"]
        grounds = []
    if trigger.frame.type.startswith("access.") or not grounds:
        named = [f for f in located if not is_unnamed_site(context, f.head)]
        for filled in most_exact(context, named) or located:
            found.setdefault((filled.role, filled.head.i), filled)
    own = trigger.frame.row.itself
    if own:
        found.setdefault((own, trigger.token.i), Filled(own, trigger.token))
    taken = [f for f in found.values() if not (_is_other_role(f, found) or _is_named_after(f, found.values()))]
    return (*taken, *_nested_places(context, trigger, taken))


def _is_named_after(filled: Filled, others: Iterable[Filled]) -> bool:
    """ "their capitals, X and Y": the names are which capitals."""
    plural = filled.role == "place" and filled.head.tag == "NNS"
    if not plural or singular(filled.head.lemma.lower()) not in load_carriers().towns:
        return False
    return any(f.role == "place" and f.head.pos == "PROPN" and f.head.i > filled.head.i for f in others)


_WHEREABOUTS = ("in", "at", "near", "inside", "outside")
_FINENESS = {
    "site": 0,
    "settlement": 1,
    "route": 1,
    "district": 2,
    "water": 3,
    "province": 3,
    "region": 4,
    "country": 5,
}


def most_exact(context: SentenceContext, places: Sequence[Filled]) -> list[Filled]:
    """Of several places for one act, the finest named one with those listed beside it ("in Hama, in central Syria")."""
    if len(places) < 2:
        return list(places)
    ranked = [(_fineness(context, f.head) + _BESIDE_IT * (f.relation == "near"), n) for n, f in enumerate(places)]
    best = min(ranked)[0]
    return [f for f, (fineness, _) in zip(places, ranked, strict=True) if fineness == best]


_BESIDE_IT = 1.5  # "in al-Malha, north of Aleppo": the name nobody knows is where, the known one helps to find it


def _fineness(context: SentenceContext, head: Token) -> int:
    name = context.place_at(head)
    if name is None:
        return 2 if head.pos == "PROPN" else 4
    return _FINENESS[name.place.precision] if name.place is not None else 1


def is_unnamed_site(context: SentenceContext, head: Token) -> bool:
    """ "in a market", "at a checkpoint": where in a town, not which town."""
    kinds = context.kinds(head)
    return context.place_at(head) is None and head.pos != "PROPN" and bool(kinds) and kinds[0] in ("site", "road")


def _is_other_role(filled: Filled, found: dict[tuple[RoleName, int], Filled]) -> bool:
    """One phrase plays one part: what is target or people is not actor too."""
    return filled.role == "actor" and any(
        ("target", filled.head.i) == key or ("people", filled.head.i) == key for key in found
    )


def _of_slot(context: SentenceContext, trigger: Trigger, slot: Slot) -> tuple[Filled, ...]:
    # "the provincial capital of Helmand" is a town, "the city of Herat" only Herat.
    named = context.place_at(slot.head) is not None
    head = slot.head if named else context.nouns.semantic_head(context.sentence, slot.head)
    kin = context.sentence.children(head, "conj") if head is not slot.head else ()
    # "the villages of Daran, Karsin and Tolva": the list hangs on the inner noun.
    listed = [k for k in kin if k.pos in ("NOUN", "PROPN")]
    found = list(_of_head(context, trigger, slot, head))
    for one in listed:
        unknown = found and found[0].role == "place" and context.actor_at(one) is None
        found += [replace(found[0], head=one)] if unknown else _of_head(context, trigger, slot, one)
    return tuple(found)


def _of_head(context: SentenceContext, trigger: Trigger, slot: Slot, head: Token) -> tuple[Filled, ...]:
    role = trigger.frame.row.roles.get(slot.name)
    if role == "none":
        # "a rebel rocket hit the port": the weapon is no actor, but whose it is acts.
        weapon = slot.name == "subject" and context.kinds(head)[:1] == ("weapon",)
        return _of_event_noun(context, "actor", head) if weapon else ()
    if role == "both":
        return _participants(context, trigger, head)
    if role == "place":
        if context.is_unsure_name(head) and not is_calendar_word(head) and not _has_the(context, head):
            return (Filled("place", head, _RELATION.get(slot.name, "in")),)
        belongs = slot.name in ("object", "poss", "modifier", "subject", "of", "by")
        if _is_ground(context, head) or not belongs or not _can_act(context, head, strict=True):
            return _place(context, head, slot)
        # "under the siege of the army": what should be ground is a force, so it is who does it.
        return (Filled("actor", head),)
    if role in ("origin", "destination"):
        return (Filled(role, _place_head(context, head)),) if _is_ground(context, head) else ()  # type: ignore[arg-type]
    if role in ("actor", "target", "people"):
        return _participant(context, trigger, role, head, slot)  # type: ignore[arg-type]
    if slot.name in ("subject", "poss", "modifier", "agent"):
        return _participant(context, trigger, "actor", head, slot)
    if slot.name == "between" and context.place_at(head) is not None:
        return _place(context, head, slot)
    if slot.name in _IN or (slot.name in _RELATION and slot.name not in ("to", "from", "between")):
        return _place(context, head, slot)
    return ()


def _participants(context: SentenceContext, trigger: Trigger, head: Token) -> tuple[Filled, ...]:
    """ "between X and Y": the first is the actor, the second the target; of talks all are actors."""
    together = trigger.frame.type.startswith("politics.")
    first = not any(s.name == "between" and s.head.i < head.i for s in trigger.slots)
    if not _can_act(context, head):
        return _place(context, head, Slot("between", head))
    return (Filled("actor" if together or first else "target", head),)


_SUFFERS_BODILY = ("harm.casualties", "harm.displacement", "detention.")
_BODILY = ("people", "person", "force", "official", "detainee", "body")


def _participant(
    context: SentenceContext, trigger: Trigger, role: RoleName, head: Token, slot: Slot
) -> tuple[Filled, ...]:
    kinds = context.kinds(head)
    if role == "actor" and kinds and kinds[0] in ("weapon", "vehicle"):
        return _of_event_noun(context, role, head)
    if (kinds and kinds[0] == "event") or (role == "actor" and head.lemma.lower() in load_carriers().of_the_agent):
        return _of_event_noun(context, role, head) if role == "actor" or trigger.frame.type == "territory.repel" else ()
    if role == "actor":
        return _actor(context, head, slot)
    if (is_bare_quantity(context, head) and role != "people") or is_calendar_word(head):
        return ()
    if kinds and kinds[0] in _NO_PARTICIPANT and context.actor_at(head) is None:
        return ()
    if trigger.frame.type.startswith(_SUFFERS_BODILY) and kinds and not set(kinds) & set(_BODILY):
        return ()
    if slot.name == "modifier" and not kinds:
        return ()
    if trigger.frame.type == "politics.demand" and not _can_act(context, head, strict=True):
        return ()  # "called for an immediate stop": what is asked for is nobody
    place = context.place_at(head)
    ground = place.use == "place" if place is not None else bool(kinds) and kinds[0] == "place"
    if ground and role == "target" and not trigger.frame.type.startswith("politics."):
        unknown = place.place is None if place is not None else head.pos == "PROPN"
        if unknown and (slot.name == "from" or _has_the(context, head)):
            return (Filled(role, head),)  # "took it from Ansar al-Wadi", "fought the Ansar al-Wadi": that is somebody
        country = _is_country(place)
        # "bombed Aleppo", "the town" says where; a country is also whom; "positions", "a residential area" is what.
        where = _place(context, head, Slot("in", head))
        if country:
            return (Filled(role, head),)
        if place is not None or head.pos == "PROPN" or head.lemma.lower() in load_carriers().towns:
            return where
        return (Filled(role, head), *(f for f in where if f.head is not head))
    return (Filled(role, head),)


_NO_PARTICIPANT = ("time", "abstract", "disaster", "vote", "sport", "weapon")


def _actor(context: SentenceContext, head: Token, slot: Slot) -> tuple[Filled, ...]:
    strict = slot.name in ("modifier", "poss")
    if is_bare_quantity(context, head) or is_calendar_word(head):
        return ()
    place = context.place_at(head)
    # "the Aleppo offensive", "the rebel stronghold of Daran": a town does nothing.
    if (strict or slot.name == "object") and place is not None and place.use != "demonym":
        country = _is_country(place)
        return (Filled("actor", head),) if country else _place(context, head, Slot("in", head))
    return (Filled("actor", head),) if _can_act(context, head, strict=strict) else ()


def is_bare_quantity(context: SentenceContext, head: Token) -> bool:
    """ "killed 12", "dozens", "many others": a number of people, no words for who they are."""
    if head.pos == "NUM" or head.text.lower() in ("least", "most"):
        return True
    return head.lemma.lower() in context.nouns.counted and not context.sentence.children(head, "compound", "nmod")


def is_calendar_word(token: Token) -> bool:
    """A month or weekday, which is no participant and no place."""
    return token.text.lower().rstrip(".") in load_carriers().calendar


def _of_event_noun(context: SentenceContext, role: RoleName, noun: Token) -> tuple[Filled, ...]:
    """ "The government air strike killed 12": who acts is who acts in the noun."""
    found = []
    inner = [s for m in context.sentence.children(noun, "compound") for s in context.slots(m) if s.name == "modifier"]
    for slot in (*context.slots(noun), *inner):  # "an ISIS mortar shell": the name may hang on the other modifier
        head = context.nouns.semantic_head(context.sentence, slot.head)
        agent = slot.name in ("subject", "poss", "modifier") or noun.lemma.lower() in load_carriers().of_the_agent
        if agent and _can_act(context, head, strict=True):
            found.append(Filled(role, head))
        elif slot.name in _IN or slot.name == "near":
            found += _place(context, head, slot)
    if noun.lemma.lower() in load_carriers().of_the_agent and not any(f.role == role for f in found):
        found += [Filled(role, head) for head in named_below(context, noun)]
    return tuple(found)


def _can_act(context: SentenceContext, head: Token, *, strict: bool = False) -> bool:
    if context.actor_at(head) is not None:
        return True
    place = context.place_at(head)
    if place is not None:
        if place.place is None and not strict:
            return True  # a name nobody knows may be anything, so who acts by grammar acts
        country = _is_country(place)
        return place.use != "place" or (country and not strict)
    if strict and (head.pos in ("ADJ", "VERB") or head.tag in ("VBN", "VBD", "VBG")):
        return False  # "a suspected air strike", "an armed attack"
    kinds = context.kinds(head)
    if kinds:
        return any(kind in _ACTS for kind in kinds[:2])
    return head.pos in ("PROPN", "PRON") and not strict


def _is_ground(context: SentenceContext, head: Token) -> bool:
    place = context.place_at(head)
    if place is not None:
        return place.use == "place"
    if is_calendar_word(head) or is_bare_quantity(context, head):
        return False
    kinds = context.kinds(head)
    unknown = not kinds and head.pos == "PROPN" and not _has_the(context, head)
    return any(kind in _GROUND for kind in kinds[:2]) or unknown


def _has_the(context: SentenceContext, head: Token) -> bool:
    """ "the Saraya": an unknown name with an article is no town's."""
    return any(k.text.lower() == "the" for k in context.sentence.children(head, "det"))


def _place(context: SentenceContext, head: Token, slot: Slot) -> tuple[Filled, ...]:
    unnamed = context.place_at(head) is None and context.actor_at(head) is None
    unknown = head.pos == "PROPN" and unnamed and not context.kinds(head)
    if not _is_ground(context, head) and not (unknown and slot.name in _IN and not is_calendar_word(head)):
        return ()
    exact = _place_head(context, head)
    listed = [exact]
    if exact is not head:
        # "the towns of Suran and Khitab": each named place is one.
        listed += [k for k in context.sentence.children(exact, "conj") if k.pos == "PROPN"]
    return tuple(Filled("place", one, _RELATION.get(slot.name, "in")) for one in listed)


def _place_head(context: SentenceContext, head: Token) -> Token:
    """The most exact name for a place: "a village in the district of Karsin" is placed at Karsin.

    Not so for several places, or for one somewhere in a country: "11 capitals in the north", "a town in Syria".
    """
    if context.place_at(head) is not None or _has_own_name(context, head):
        return head
    nested = _nested_name(context, head)
    if nested is None:
        return head
    name = context.place_at(nested)
    wide = name is not None and name.place is not None and name.place.precision in ("country", "region")
    apart = head.tag == "NNS" and case_of(context.sentence, nested) != "of"
    return head if wide or apart else nested


def _has_own_name(context: SentenceContext, head: Token) -> bool:
    """ "the Sukma district of Chhattisgarh": named before its noun, if by a name no list has."""
    before = context.sentence.tokens[head.i - 1] if head.i else None
    named = before is not None and before.head == head.i and before.pos == "PROPN" and before.relation == "compound"
    if not named or before is None:
        return False
    return context.place_at(before) is None and context.actor_at(before) is None  # "the Taliban stronghold of Daran"


def _nested_name(context: SentenceContext, head: Token, depth: int = 0) -> Token | None:
    for kid in context.sentence.children(head, "nmod", "appos", "flat", "compound", "amod", "obl"):
        place = context.place_at(kid)
        if (kid.relation in ("compound", "amod") or kid.dep == "nmod:poss") and _is_country(place):
            continue  # "a United Kingdom team", "Egypt's envoy": whose it is, not where
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
        if place is not None and place.use == "place":
            return kid
        if depth < 2:
            deeper = _nested_name(context, kid, depth + 1)
            if deeper is not None:
                return deeper
    return None


def _is_country(name: PlaceName | None) -> bool:
    return name is not None and name.place is not None and name.place.precision == "country"


def _nested_places(context: SentenceContext, trigger: Trigger, filled: Sequence[Filled]) -> tuple[Filled, ...]:
    """Where nothing says where, a place inside an argument does: "killed 10 people in a camp near Habeet"."""
    if any(f.role in ("place", "origin", "destination") for f in filled):
        return ()
    talks = trigger.frame.type == "politics.talks"  # "met an envoy in Doha": two that meet are in one place
    for one in filled:
        met = talks and one.role == "actor" and one.head.i > trigger.token.i
        if (met or one.role in ("target", "people")) and (nested := _nested_name(context, one.head)) is not None:
            return (Filled("place", nested, "in"),)
    return ()


def argument_of(context: SentenceContext, filled: Filled, referents: Referents, *, trigger_end: int) -> Argument:
    """The argument with its words, and what they stand for in the document.

    `trigger_end` is the position of the trigger's last word: what stands before it is no part of a later argument.
    """
    sentence, head = context.sentence, filled.head
    actor, place = context.actor_at(head), context.place_at(head)
    if actor is not None and _is_someones(sentence, head, actor.span):
        actor = None
    words = argument_span(sentence, head, beyond=trigger_end if trigger_end < head.i else -1)
    if actor is None and place is None and (whose := _men_of(context, head)) is not None:
        return Argument(_wider(words, whose.span, sentence), whose.actor, relation=filled.relation)
    if filled.role in ("place", "origin", "destination") and place is not None:
        return at_its_distance(context, head, Argument(place.span, place.place, relation=filled.relation))
    if actor is not None and (place is None or actor.span.end - actor.span.start >= place.span.end - place.span.start):
        return Argument(_wider(words, actor.span, sentence), actor.actor, relation=filled.relation)
    referent = referents.antecedent(context.index, head) if _may_refer(sentence, head) else None
    if referent is not None:
        return Argument(words, referent.resolved, stands_for=referent.text, relation=filled.relation)
    if place is not None:
        state = _state_of(place, head) if filled.role == "actor" else None
        return Argument(place.span, state or place.place, relation=filled.relation)
    return Argument(words, None, relation=filled.relation)


def _state_of(name: PlaceName, head: Token) -> Actor | None:
    """ "an Iranian ambush": the state behind a country's name or adjective. None for its people ("Iranians")."""
    if name.place is None or name.place.precision != "country" or head.tag in ("NNS", "NNPS"):
        return None
    return government_of(name.place.country, name.place.name)


def _men_of(context: SentenceContext, head: Token) -> ActorName | None:
    """ "fighters from the Nusra Front", "members of the group ISIL": the party they belong to; None for all others."""
    if context.kinds(head)[:1] not in (("force",), ("people",)) or head.pos != "NOUN":
        return None
    for kid in context.sentence.children(head, "nmod"):
        if case_of(context.sentence, kid) in ("from", "of"):
            for inner in (kid, *context.sentence.children(kid, "appos", "flat", "compound")):
                name = context.actor_at(inner)
                if name is not None and name.actor.kind in _ARMED_KINDS:
                    return name
    return None


_ARMED_KINDS = ("armed group", "militia", "state force", "foreign force", "police")


def _is_someones(sentence: Sentence, head: Token, name: Span) -> bool:
    """ "his private army": a bare common noun that somebody owns is not the army everybody knows."""
    owned = any(k.dep == "nmod:poss" and k.pos == "PRON" for k in sentence.children(head))
    return owned and " " not in name.text and name.text.islower()


def _may_refer(sentence: Sentence, head: Token) -> bool:
    """A pronoun or definite noun may stand for something told before; "a town", "six districts" may not."""
    if head.pos == "PRON":
        return True
    kids = sentence.children(head)
    if any(k.relation == "nummod" or "NumType=Ord" in k.morph or k.lemma.lower() in _NEW for k in kids):
        return False
    return head.tag != "NNS" or any(k.relation == "det" or k.dep == "nmod:poss" for k in kids)


_NEW = (
    "a",
    "an",
    "no",
    "any",
    "every",
    "each",
    "another",
    "other",
    "several",
    "some",
    "many",
    "first",
    "last",
    "second",
    "only",
    "sole",
)


def _wider(one: Span, other: Span, sentence: Sentence) -> Span:
    start, end = min(one.start, other.start), max(one.end, other.end)
    return Span(start, end, sentence.text[start - sentence.start : end - sentence.start])
