"""Which act a toll belongs to: other schemes list the dead with the act, Khabar as a statement of its own.

A toll is an act's where both stand in one report, at one place and time, and no other act there could be meant; the
same sentence goes before the same report. Where two acts could be meant, or two tolls, nobody's dead are told twice:
the toll is left out and counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from khabar.export.account import Account
from khabar.export.outgoing import Outgoing
from khabar.export.record import why_not
from khabar.export.toll import figure_of
from khabar.records import Event

TOLL = "harm.casualties"
# Acts in which people are killed.
_DEADLY = frozenset(
    {
        "violence.clash", "violence.airstrike", "violence.shelling", "violence.bombing", "violence.attack",
        "territory.capture", "territory.siege", "territory.advance", "territory.repel", "protest.demonstration",
    }
)  # fmt: skip


def acts_with_tolls(
    outgoing: Callable[[Account], Iterable[Outgoing]], account: Account
) -> Iterator[tuple[Outgoing, Event | None]]:
    """Each event with its toll, None = it has none; a toll itself goes with its act, or is counted as lost."""
    tolls = tolls_of_acts(outgoing, account)
    for out in outgoing(account):
        if out.event.type != TOLL or why_not(out.event):
            yield out, tolls.get(out.event.id)


def tolls_of_acts(outgoing: Callable[[Account], Iterable[Outgoing]], account: Account) -> Mapping[str, Event]:
    """By the id of an act, the one toll that belongs to it. Of the events only tolls and acts beside them are held."""
    tolls = [event for event in _happened(outgoing) if event.type == TOLL and figure_of(event, "killed")]
    acts: dict[str, list[Event]] = {claim.document_id: [] for toll in tolls for claim in toll.claims}
    for event in _happened(outgoing):
        if event.type in _DEADLY:
            for document in acts.keys() & {claim.document_id for claim in event.claims}:
                acts[document].append(event)
    found: dict[str, list[Event]] = defaultdict(list)
    for toll in tolls:
        act = _act_of(toll, acts)
        if act is None:
            account.lost["tolls that no one act can be found for"] += 1
        else:
            found[act.id].append(toll)
    account.lost["tolls of an act that has several"] += sum(len(t) for t in found.values() if len(t) > 1)
    return {id: one[0] for id, one in found.items() if len(one) == 1}


def _happened(outgoing: Callable[[Account], Iterable[Outgoing]]) -> Iterator[Event]:
    return (out.event for out in outgoing(Account()) if not why_not(out.event))


def _act_of(toll: Event, acts: Mapping[str, Sequence[Event]]) -> Event | None:
    """The one act a toll can belong to; None where there is none, or more than one."""
    near = {
        act.id: act
        for claim in toll.claims
        for act in acts.get(claim.document_id, ())
        if _same_place(act, toll) and act.occurred and toll.occurred and act.occurred.could_be(toll.occurred)
    }
    told_at_once = {id: act for id, act in near.items() if _sentences(act) & _sentences(toll)}
    chosen = told_at_once or near
    return next(iter(chosen.values())) if len(chosen) == 1 else None


def _same_place(one: Event, other: Event) -> bool:
    return not {place.id for place in one.places}.isdisjoint(place.id for place in other.places)


def _sentences(event: Event) -> set[tuple[str, int, int]]:
    """Where its sentences stand; none where the words were withheld."""
    return {
        (claim.document_id, claim.mention.sentence.start, claim.mention.sentence.end)
        for claim in event.claims
        if claim.sentence_text
    }
