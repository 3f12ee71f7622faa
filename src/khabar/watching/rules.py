"""Which differences between two pictures somebody asked to be told of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

from khabar.errors import BadInput, UnknownSide
from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.records.mention import HAPPENED
from khabar.situation import Change, Situation, changes
from khabar.situation.changes import access_changes, road_changes
from khabar.situation.placing import key_of
from khabar.situation.roads import named_roads
from khabar.situation.trunk_roads import TRUNK_GRADE
from khabar.watching.feeds_file import AccessRule, ControlRule, EventRule, HarmRule, RoadRule, Rule, SourceRule
from khabar.watching.source_state import SourceState

# The words a claim rests on: they stay when a later version codes them otherwise.
Words = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Notice:
    """A change that a rule asks for. `change` names it within its rule; `about` is what changed."""

    rule: str
    change: str
    about: Change | Event | SourceState
    claim_ids: tuple[str, ...] = ()
    side: str = ""


def check_rules(rules: Iterable[Rule], theatre: Theatre | None) -> None:
    """Raises BadInput, UnknownPlace or UnknownSide for a rule that speaks of what the theatre has not."""
    for rule in rules:
        if isinstance(rule, SourceRule | EventRule | HarmRule) and not (isinstance(rule, EventRule) and rule.places):
            continue
        if theatre is None:
            raise BadInput(f"The rule {rule.name!r} needs a theatre.", next_step="Name one with --theatre.")
        for place in getattr(rule, "places", ()):
            theatre.place_named(place)
        if isinstance(rule, ControlRule) and rule.set and not theatre.members(rule.set):
            sets = ", ".join(sorted({name for p in theatre.places for name in p.sets}))
            raise BadInput(f"There is no set {rule.set!r} in this theatre.", next_step=f"Known: {sets or 'none'}.")
        side = getattr(rule, "side", "")
        if side and side not in theatre.side_by_id:
            raise UnknownSide(side, tuple(theatre.side_by_id))
        if not isinstance(rule, RoadRule):
            continue
        known = named_roads(theatre.roads, grade=TRUNK_GRADE)
        if missing := [road for road in rule.roads if road not in known]:
            raise BadInput(f"There is no main road {missing[0]!r}.", next_step=f"Known: {', '.join(sorted(known))}.")


def noticed_in_picture(rules: Sequence[Rule], before: Situation, after: Situation) -> tuple[Notice, ...]:
    """What the rules on control, access and roads ask for, of the same day by two states of the record."""
    differing = changes(before, after)
    found: list[Notice] = []
    for rule in rules:
        if isinstance(rule, ControlRule):
            found += _of_control(rule, differing, after)
        elif isinstance(rule, AccessRule):
            found += _of_access(rule, before, after)
        elif isinstance(rule, RoadRule):
            found += _of_roads(rule, before, after)
    return tuple(found)


def _of_control(rule: ControlRule, differing: Iterable[Change], after: Situation) -> Iterator[Notice]:
    theatre = after.theatre
    wanted = {theatre.place_named(name).key for name in rule.places}
    wanted |= {place.key for place in theatre.members(rule.set)} if rule.set else set()
    for change in differing:
        if change.kind == "control" and (change.key in wanted or not (rule.set or rule.places)):
            yield Notice(rule.name, f"{change.key}: {change.before} to {change.after}", change, change.claim_ids)


def _of_access(rule: AccessRule, before: Situation, after: Situation) -> Iterator[Notice]:
    wanted = {after.theatre.place_named(name).key for name in rule.places}
    for access, change in access_changes(before, after):
        if (not wanted or access.place_key in wanted) and rule.side in ("", access.side):
            yield _of_side(rule, access.side, change)


def _of_roads(rule: RoadRule, before: Situation, after: Situation) -> Iterator[Notice]:
    passed = {after.theatre.place_named(name).key for name in rule.places}
    for road, change in road_changes(before, after):
        asked = road.name in rule.roads or bool(passed.intersection(road.line.places))
        asked = asked or not (rule.roads or rule.places)
        if asked and rule.side in ("", road.side):
            yield _of_side(rule, road.side, change)


def _of_side(rule: AccessRule | RoadRule, side: str, change: Change) -> Notice:
    words = f"{change.key} for {side}: {change.before} to {change.after}"
    return Notice(rule.name, words, change, change.claim_ids, side)


def noticed_in_events(
    rules: Sequence[Rule], before: Sequence[Event], after: Sequence[Event], theatre: Theatre | None
) -> tuple[Notice, ...]:
    """What the rules on harm and events ask for: acts of which no words were held before, and tolls newly that high.

    What is denied, taken back, history or a sum over many acts is passed over.
    """
    found: list[Notice] = []
    for rule in rules:
        if not isinstance(rule, HarmRule | EventRule):
            continue
        places = {theatre.place_named(name).key for name in getattr(rule, "places", ())} if theatre else set()
        told = {words for event in before if _asked(rule, event, theatre, places) for words in _words(event)}
        new = (e for e in after if _asked(rule, e, theatre, places) and told.isdisjoint(_words(e)))
        found += (Notice(rule.name, _first_words(event), event, tuple(c.id for c in event.claims)) for event in new)
    return tuple(found)


def _asked(rule: HarmRule | EventRule, event: Event, theatre: Theatre | None, wanted: Set[str]) -> bool:
    """Whether a rule is about an event; `wanted` are the keys of its places."""
    happened = event.polarity == "yes" and event.standing != "retracted" and event.modality in HAPPENED
    if not happened or event.background or event.descriptive or event.aggregate:
        return False
    if isinstance(rule, HarmRule):
        return any(
            f.what == rule.what and max(f.low or 0, f.best or 0, f.high or 0) > rule.above for f in event.figures
        )
    if not event.type.startswith(rule.type):
        return False
    if not wanted or theatre is None:
        return True
    return any(key_of(place, theatre) in wanted for place in event.places)


def _words(event: Event) -> frozenset[Words]:
    return frozenset((c.document_id, c.mention.sentence.start) for c in event.claims)


def _first_words(event: Event) -> str:
    document, start = min(_words(event))
    return f"{event.type} in {document} at {start}"


def noticed_in_sources(rules: Sequence[Rule], states: Sequence[SourceState], *, today: date) -> tuple[Notice, ...]:
    """What the rules on sources ask for: a state with a known beginning once, another once a day (UTC)."""
    return tuple(
        Notice(rule.name, f"{state.source} {state.state} {_beginning(state, today)}", state)
        for rule in rules
        if isinstance(rule, SourceRule)
        for state in states
        if state.state in rule.states and (not rule.sources or state.source in rule.sources)
    )


def _beginning(state: SourceState, today: date) -> str:
    if not state.begun:
        return f"on {today.isoformat()}"
    return f"since {state.since.isoformat(timespec='seconds')}" if state.since else "from the beginning"
