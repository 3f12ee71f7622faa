"""The review desk: which events to look at first, and an analyst's word on them, refused where another came before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any, TypedDict

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from khabar import correcting, judging, releasing
from khabar.errors import BadInput
from khabar.judging import events_named
from khabar.records import Event
from khabar.reviewing import State, queue, refuse_acted_on, seen_of
from khabar.situation.known import day_of_event
from khabar.web.api.events import in_full
from khabar.web.asked import Analyst, TheDesk
from khabar.web.desk import Desk
from khabar.web.entrance import Visitor
from khabar.web.shapes import Decision, Queue

router = APIRouter(prefix="/review", tags=["review"])
MOST = 200

Id = Annotated[str, Field(min_length=1, max_length=80)]
Version = Annotated[str, Field(max_length=200)]


class Said(TypedDict):
    """Who says it, why, and the ledger's last entry before they were found to see what is there."""

    by: str
    note: str
    seen: int


class Act(BaseModel):
    """What an analyst says of events, and the version of each that they looked at, in the same order."""

    model_config = ConfigDict(extra="forbid")

    ids: list[Id] = Field(min_length=1, max_length=50)
    claims: list[Id] = Field(default=[], max_length=2000, description="split and undo: of these claims alone")
    note: str = Field(default="", max_length=2000)
    seen: list[Version] = Field(description="`seen` of each event, as GET /api/events/{id} gave it")


@router.get("", response_model=Queue)
def listed(
    _: Analyst,
    asked: TheDesk,
    state: Annotated[list[State] | None, Query(description="Default: those that wait.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> dict[str, Any]:
    """The events that want looking at, by what hangs on them and how little vouches for them, with the reasons."""
    whole, states = asked.whole, tuple(dict.fromkeys(state or ("waiting",)))
    found = whole.once(("queue", states), lambda: queue(whole, states=states))
    rows = [
        {
            "event": in_full(q.event, with_merges=False),
            "day": day_of_event(q.event).isoformat(),
            "state": q.state,
            "consequence": q.consequence,
            "doubt": q.doubt,
            "reasons": list(q.reasons),
            "seen": whole.once(("seen", q.event.id), partial(seen_of, whole, q.event)),
        }
        for q in found[:limit]
    ]
    return {"total": len(found), "queue": rows}


@router.post("/release", response_model=Decision)
def release(act: Act, who: Analyst, asked: TheDesk) -> dict[str, Any]:
    """Lets events be published, as their claims stand."""
    return _done("released", act, who, asked, lambda said: releasing.release(asked.whole, act.ids, **said).events)


@router.post("/withdraw", response_model=Decision)
def withdraw(act: Act, who: Analyst, asked: TheDesk) -> dict[str, Any]:
    """Holds events back."""
    return _done("withdrawn", act, who, asked, lambda said: releasing.withdraw(asked.whole, act.ids, **said).events)


@router.post("/merge", response_model=Decision)
def merge(act: Act, who: Analyst, asked: TheDesk) -> dict[str, Any]:
    """Makes one event of several."""
    return _done("merged", act, who, asked, lambda said: judging.merge(asked.whole, act.ids, **said).events)


@router.post("/split", response_model=Decision)
def split(act: Act, who: Analyst, asked: TheDesk) -> dict[str, Any]:
    """Parts claims from the rest of their event."""
    id = _only(act)
    return _done("split", act, who, asked, lambda said: judging.split(asked.whole, id, act.claims, **said).events)


class Correct(Act):
    """What an analyst puts right in a claim of an event."""

    ids: list[Id] = Field(min_length=1, max_length=1)
    claim: Id
    field: str = Field(max_length=40, description="as `khabar events correct` names it")
    value: str = Field(max_length=2000, description="as a person writes it there")


class AsCoded(Act):
    """A claim of an event that is to be as coded again, in these fields or in all."""

    ids: list[Id] = Field(min_length=1, max_length=1)
    claim: Id
    fields: list[str] = Field(default=[], max_length=40)


@router.post("/correct", response_model=Decision)
def correct(act: Correct, who: Analyst, asked: TheDesk) -> dict[str, Any]:
    """Puts a field of a claim right, dismisses it, or marks it retracted."""
    return _done("corrected", act, who, asked, lambda said: _corrected(act, asked, said))


@router.post("/as-coded", response_model=Decision)
def as_coded(act: AsCoded, who: Analyst, asked: TheDesk) -> dict[str, Any]:
    """Takes back what people put right in a claim."""
    return _done("as coded", act, who, asked, lambda said: _coded_again(act, asked, said))


def _corrected(act: Correct, asked: Desk, said: Said) -> Sequence[Event]:
    before = events_named(act.ids, asked.whole.events())
    return (*before, *correcting.correct(asked.whole, act.claim, act.field, act.value, **said).events)


def _coded_again(act: AsCoded, asked: Desk, said: Said) -> Sequence[Event]:
    before = events_named(act.ids, asked.whole.events())
    by, seen = said["by"], said["seen"]
    return (*before, *correcting.as_coded(asked.whole, act.claim, act.fields, by=by, seen=seen).events)


@router.post("/undo", response_model=Decision)
def undo(act: Act, who: Analyst, asked: TheDesk) -> dict[str, Any]:
    """Leaves to the rules again what people said of an event's claims, or of some of them."""
    id = _only(act)
    return _done("undone", act, who, asked, lambda said: judging.undo(asked.whole, id, act.claims, **said).events)


def _only(act: Act) -> str:
    if len(act.ids) != 1:
        raise BadInput("This is done to one event at a time.", next_step="Name one id.")
    return act.ids[0]


def _done(what: str, act: Act, who: Visitor, asked: Desk, work: Callable[[Said], Sequence[Event]]) -> dict[str, Any]:
    """Does it where every event is as it was looked at, and tells what came of it. Raises ActedOn, BadInput."""
    if not who.name:
        raise BadInput("It is not said who judges.", next_step="Start `khabar serve` with --name, or KHABAR_ANALYST.")
    if len(act.seen) != len(act.ids):
        raise BadInput("Each event needs the version looked at.", next_step="Give `seen` for each of `ids`.")
    with asked.acting:
        # Others may write past this server: what they say after this entry is found when ours is kept.
        said: Said = {"by": who.name, "note": act.note, "seen": asked.whole.store.head()}
        refuse_acted_on(asked.whole, act.ids, act.seen)
        touched = {claim.id for event in work(said) for claim in event.claims}
        whole = asked.whole
        now = [event for event in whole.events() if any(claim.id in touched for claim in event.claims)]
        rows = [
            {
                "event": in_full(event, with_merges=True),
                "day": day_of_event(event).isoformat(),
                "state": whole.states[event.id],
                "seen": seen_of(whole, event),
            }
            for event in now
        ]
    return {"done": what, "by": who.name, "events": rows}
