"""Which acts of one report are one incident, and the template it gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.muc4.fillers import Filler, Slots, doers_of, name_words, slots_of
from benchmarks.muc4.reading import Reading
from khabar.records import Mention, Place

# What an act is called in MUC-4. `harm` and `damage` are results: they hang on an incident, or tell of one alone.
_TYPES = {
    "violence.attack": "attack",
    "violence.shelling": "attack",
    "violence.bombing": "bombing",
    "violence.airstrike": "bombing",
    "harm.casualties": "harm",
    "harm.property": "damage",
    "detention.seize": "kidnapping",
}
_RESULTS = frozenset({"harm", "damage"})
_ALONE = {"harm": "attack", "damage": "bombing"}
_ABDUCTION = ("kidnap", "abduct", "hostage")
_FIRE = ("burn", "fire", "arson", "torch", "ablaze")
_THEFT = ("loot", "steal", "stole", "rob", "pillag")
_BACK = frozenset({"attack", "attacks", "crime", "incident", "action", "murder", "killing"})
# MUC-4 asks for attempts and threats too, not for what is only planned.
_UNREAL = frozenset({"denied", "planned"})
_NEAR = 2


@dataclass(frozen=True)
class Act:
    """One mention as MUC-4 sees it; `at` is the position of its sentence."""

    type: str
    at: int
    mention: Mention
    slots: Slots

    @property
    def places(self) -> frozenset[str]:
        """The towns the act's own sentence gives for it."""
        found = (a.resolved for a in self.mention.role("place") if a.span is not None)
        return frozenset(p.id for p in found if isinstance(p, Place) and p.precision in {"settlement", "site"})

    @property
    def points_back(self) -> bool:
        """Whether its word may stand for any act told of before: "the attack", "claimed responsibility"."""
        word = self.mention.trigger.text.lower()
        return word in _BACK or "responsib" in word

    @property
    def is_definite(self) -> bool:
        """Whether anything is told of it: when, where, by whom, to whom, how many."""
        dated = self.mention.occurred is not None and self.mention.occurred.basis != "document"
        s = self.slots
        told = s.things or s.named or s.described or s.doers or s.bodies
        return bool(dated or self.places or told or self.mention.counts)


@dataclass
class Incident:
    """Acts taken for one."""

    type: str
    acts: list[Act] = field(default_factory=list)

    def distance(self, at: int) -> int:
        """Sentences from its nearest act to a sentence."""
        return min(abs(a.at - at) for a in self.acts)


def incidents_of(reading: Reading) -> list[Incident]:
    """The incidents of a report, in the order it first tells of them."""
    found: list[Incident] = []
    for act in _acts_of(reading):
        home = next((i for i in reversed(found) if _belongs(act, i)), None)
        if home is None:
            found.append(home := Incident(act.type))
        elif home.type in _RESULTS and act.type not in _RESULTS:
            home.type = act.type
        home.acts.append(act)
    counted = [i for i in found if _counts(i)]
    _blame(reading, counted)
    return counted


def _acts_of(reading: Reading) -> Iterator[Act]:
    for mention in reading.coded.mentions:
        kind = _type(mention)
        real = mention.polarity == "yes" and mention.modality not in _UNREAL
        if kind and real and not mention.background and not mention.descriptive:
            yield Act(kind, reading.sentence_number(mention), mention, slots_of(reading, mention))


def _type(mention: Mention) -> str:
    word = mention.trigger.text.lower()
    kind = _TYPES.get(mention.type, "")
    if kind == "kidnapping" and not any(stem in word for stem in _ABDUCTION):
        return ""
    if kind == "damage" and any(stem in word for stem in _FIRE):
        return "arson"
    if kind == "damage" and any(stem in word for stem in _THEFT):
        return "robbery"
    return kind


def _belongs(act: Act, incident: Incident) -> bool:
    types = {act.type, incident.type}
    if len(types) > 1 and not types & _RESULTS and not act.points_back:
        return False
    return all(_agree(act, other) for other in incident.acts)


def _agree(one: Act, other: Act) -> bool:
    """Whether neither their towns nor their stated days keep two acts apart."""
    if one.places and other.places and not one.places & other.places:
        return False
    a, b = one.mention.occurred, other.mention.occurred
    if a is None or b is None or "document" in (a.basis, b.basis):
        return True
    return a.could_be(b)


def _counts(incident: Incident) -> bool:
    """Whether MUC-4 asks for it: something is told of it, and it is no fighting between armed sides."""
    slots = [a.slots for a in incident.acts]
    civil = any(s.things or s.named or s.described for s in slots)
    return (civil or not any(s.fighters for s in slots)) and any(a.is_definite for a in incident.acts)


def _blame(reading: Reading, incidents: list[Incident]) -> None:
    """Adds to each incident whom an accusation near it names, and the body its doers can only belong to."""
    for mention in reading.coded.mentions:
        if mention.type == "politics.accuse" and mention.polarity == "yes" and incidents:
            at = reading.sentence_number(mention)
            near = min(incidents, key=lambda i: i.distance(at))
            if near.distance(at) <= _NEAR:
                doers, bodies = doers_of(reading, mention.role("target"))
                near.acts.append(Act(near.type, at, mention, Slots(doers, bodies)))
    groups = {n.actor.id: n.actor for n in reading.coded.names if n.actor.kind == "armed group"}
    if len(groups) == 1:
        (group,) = groups.values()
        for incident in incidents:
            slots = [a.slots for a in incident.acts]
            if any(s.doers for s in slots) and not any(s.bodies for s in slots):
                last = incident.acts[-1]
                body = Filler(name_words(reading, group), group.id)
                incident.acts.append(Act(incident.type, last.at, last.mention, Slots(bodies=(body,))))


def template(incident: Incident) -> dict[str, object]:
    """The incident as the scorer reads it."""
    slots = [a.slots for a in incident.acts]
    return {
        "type": _ALONE.get(incident.type, incident.type),
        "PerpInd": _entities(f for s in slots for f in s.doers),
        "PerpOrg": _entities(f for s in slots for f in s.bodies),
        "Target": _entities(f for s in slots for f in s.things),
        "Victim": _entities(f for s in slots for f in s.named),
        "VictimDesc": _entities(f for s in slots for f in s.described),
        "Weapon": _entities(f for s in slots for f in s.weapons),
    }


def _entities(fillers: Iterable[Filler]) -> list[list[str]]:
    """One name for each entity, the first used; words that are among those of another say no other entity."""
    first: dict[str, str] = {}
    for filler in fillers:
        first.setdefault(filler.key, filler.text)
    kept: list[str] = []
    for text in first.values():
        words = set(text.lower().split())
        if not any(words <= set(k.lower().split()) for k in kept):
            kept = [k for k in kept if not set(k.lower().split()) <= words] + [text]
    return [[text] for text in kept]
