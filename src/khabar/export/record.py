"""What an export draws on, and which of it the tables of happenings have room for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from khabar.export.account import Account
from khabar.export.outgoing import Outgoing
from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.times import Interval


@dataclass(frozen=True)
class Record:
    """The events that may go out with everything withheld taken out already, and what else a format may ask for.

    `outgoing` gives them anew each time it is called, one by one, and counts what is withheld from them. `evidence` are
    the same events before names and points were taken out: who holds a place is judged by them, and nothing of their
    words is written. `known` is the moment of knowledge (UTC), `days` what `control` is asked for. `hidden` are the ids
    of places too exact to be told.
    """

    outgoing: Callable[[Account], Iterable[Outgoing]]
    known: datetime
    theatre: Theatre | None = None
    evidence: Sequence[Outgoing] = ()
    days: Interval | None = None
    hidden: frozenset[str] = frozenset()


def has_happened(event: Event, account: Account) -> bool:
    """Whether it is told as something that came to pass; the others are counted as lost."""
    why = why_not(event)
    if why:
        account.lost[why] += 1
    return not why


def why_not(event: Event) -> str:
    """Why an event is not told as something that came to pass; "" = it is."""
    if event.polarity == "no":
        return "events said not to have happened"
    if event.standing == "retracted":
        return "events retracted"
    if event.modality in ("planned", "threatened", "possible", "denied"):
        return f"events only {event.modality}"
    if event.aspect == "attempted":
        return "attempts that failed"
    if event.background:
        return "events told as history"
    if event.descriptive:
        return "states told in passing"
    return "statements about many acts at once" if event.aggregate else ""


def lose_details(event: Event, account: Account, *, places: bool = True, speaker: bool = True) -> None:
    """Counts what no flat table has room for in an event that is written.

    `places`: the format has one place an event; `speaker`: it does not say who told the report that is quoted.
    """
    account.lost["further places of an event"] += max(0, len(event.places) - 1) if places else 0
    account.lost["further reports of an event, each with its words and speaker"] += max(0, len(event.claims) - 1)
    if speaker:
        account.lost["speakers whom a report names"] += sum(c.mention.attribution is not None for c in event.claims)
    account.lost["why a sentence is coded as it is"] += len(event.claims)
    account.lost["figures that sources disagree on, each with who gave it"] += sum(
        len(figure.versions) > 1 for figure in event.figures
    )
    account.lost["reasons why reports are one event"] += len(event.merges)
