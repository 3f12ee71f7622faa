"""What an analyst decides about events: two are one, one is two, or let the rules decide again.

A decision is a set of judgements on pairs of claims. It is kept for good beside those before it, the latest word on a
pair holds, and it binds every later run of the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from khabar.errors import AmbiguousId, BadInput, UnknownId
from khabar.linking import RULE, Decided, Explained, by_people, called_apart, called_one, compared, taken_back
from khabar.picture import Picture
from khabar.records import Event, Judgement

_LISTS = "`khabar events` lists the events; an event's id changes when its first claim leaves it."


def explain(picture: Picture, ids: Sequence[str]) -> Explained:
    """Why the claims of an event are one act; or, of two events, why they are two.

    Raises UnknownId, AmbiguousId.
    """
    everything = picture.events()
    events = events_named(ids, everything)
    claims = _claims_of(events)
    ever = picture.judgements(ever=True)
    said = tuple(j for j in ever if not j.by.startswith(RULE) and not claims.isdisjoint((j.one, j.other)))
    reports = {claim.document_id for event in events for claim in event.claims}
    told = (claim for event in everything for claim in event.claims if claim.document_id in reports)
    pairs = compared(events[0].claims, events[-1].claims, theatre=picture.theatre_named, told=told)
    return Explained(events, pairs, said)


def merge(
    picture: Picture, ids: Sequence[str], *, by: str, note: str = "", keep: bool = True, seen: int | None = None
) -> Decided:
    """Makes one event of several. `keep` False = only shows what would come of it; `seen` as in `Store.add_judgements`.

    Raises UnknownId, AmbiguousId, Overtaken, and BadInput where fewer than two are named or no word can make them one.
    """
    events = events_named(ids, picture.events())
    if len(events) < 2:
        raise BadInput("To merge takes two events.", next_step=_LISTS)
    judgements = called_one(events, by=judge(by), note=note, standing=by_people(picture.judgements()))
    decided = _decided(picture, judgements, _claims_of(events))
    if not any(_claims_of([event]) >= _claims_of(events) for event in decided.events):
        raise BadInput(
            "These events are at different places of reports that list several, and stay one for each place.",
            next_step="Merge the events that are at one place.",
        )
    return _kept(picture, decided, seen) if keep else decided


def split(
    picture: Picture,
    id: str,
    claims: Sequence[str],
    *,
    by: str,
    note: str = "",
    keep: bool = True,
    seen: int | None = None,
) -> Decided:
    """Parts claims from the rest of their event; on either side the rules decide what is one.

    Raises UnknownId, AmbiguousId, Overtaken, and BadInput where nothing would be left.
    """
    (event,) = events_named([id], picture.events())
    parting = _claims_named(claims, event)
    if parting == _claims_of([event]):
        raise BadInput(
            "These are all the claims of the event: nothing would be left.",
            next_step=f"`khabar events why {id}` lists them; name those that do not belong.",
        )
    judgements = called_apart(event, parting, by=judge(by), note=note)
    decided = _decided(picture, judgements, _claims_of([event]))
    return _kept(picture, decided, seen) if keep else decided


def undo(
    picture: Picture,
    id: str,
    claims: Sequence[str] = (),
    *,
    by: str,
    note: str = "",
    keep: bool = True,
    seen: int | None = None,
) -> Decided:
    """Leaves to the rules again what people have said of an event's claims, or of some of them.

    Raises UnknownId, AmbiguousId, Overtaken, and BadInput where nobody has said anything.
    """
    (event,) = events_named([id], picture.events())
    chosen = _claims_named(claims, event) if claims else _claims_of([event])
    judgements = taken_back(by_people(picture.judgements()), chosen, by=judge(by), note=note)
    if not judgements:
        raise BadInput(
            "Nobody has judged these claims: the rules alone put them here.",
            next_step=f"`khabar events why {id}` shows their reasons.",
        )
    touched = {claim for judgement in judgements for claim in (judgement.one, judgement.other)}
    decided = _decided(picture, judgements, chosen | touched)
    return _kept(picture, decided, seen) if keep else decided


def _decided(picture: Picture, judgements: tuple[Judgement, ...], claims: frozenset[str]) -> Decided:
    events = picture.events_if(judgements)
    return Decided(judgements, tuple(e for e in events if not claims.isdisjoint(_claims_of([e]))), kept=False)


def _kept(picture: Picture, decided: Decided, seen: int | None) -> Decided:
    picture.judge(decided.judgements, seen=seen)
    return replace(decided, kept=True)


def judge(name: str) -> str:
    """Who judges. Raises BadInput where it is not said, or is a name that rules sign with."""
    if not name.strip():
        raise BadInput("It is not said who judges.", next_step="Name yourself with --by NAME, or by KHABAR_ANALYST.")
    if name.strip().startswith(RULE):
        raise BadInput(f"Names that begin with {RULE!r} are those of rules.", next_step="Give a person's name.")
    return name.strip()


def events_named(ids: Sequence[str], events: Sequence[Event]) -> tuple[Event, ...]:
    """The events of these ids, or beginnings of ids, each once, in the order named."""
    by_id = {event.id.removeprefix("event:"): event for event in events}
    found = (only_one("event", id.removeprefix("event:"), by_id, next_step=_LISTS) for id in ids)
    return tuple(by_id[id] for id in dict.fromkeys(found))


def _claims_named(ids: Sequence[str], event: Event) -> frozenset[str]:
    step = f"`khabar events why {event.id}` lists the claims of this event."
    known = _claims_of([event])
    return frozenset(only_one("claim", id, known, next_step=step) for id in ids)


def only_one(kind: str, given: str, ids: Iterable[str], *, next_step: str) -> str:
    """The one of some ids that begins so. Raises UnknownId, AmbiguousId."""
    found = tuple(sorted(id for id in ids if given and id.startswith(given)))
    if not found:
        raise UnknownId(kind, given, next_step=next_step)
    if len(found) > 1 and given not in found:
        raise AmbiguousId(kind, given, found)
    return given if given in found else found[0]


def _claims_of(events: Sequence[Event]) -> frozenset[str]:
    return frozenset(claim.id for event in events for claim in event.claims)
