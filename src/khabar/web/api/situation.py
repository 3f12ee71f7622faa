"""The situation on a day and what led to it, as the commands of the same names tell it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from khabar.errors import BadInput
from khabar.situation import access_json, changes_json, course_json, timeline, timeline_json, to_json, why_json
from khabar.times import Interval
from khabar.web.asked import Day, Moment, Name, Seen, as_json, day_asked, moment_asked
from khabar.web.shapes import Access, Changes, Course, Situation, Timeline, Why

router = APIRouter(tags=["situation"])


@router.get("/situation", response_model=Situation)
def situation(seen: Seen, on: Day = None, known: Moment = None) -> Response:
    """Who holds what, who is cut off, harm, politics and open claims: `khabar.situation/1`."""
    day, moment = day_asked(on), moment_asked(known)
    return as_json(seen.told(("situation", day, moment), lambda: to_json(seen.situation(on=day, known=moment))))


@router.get("/changes", response_model=Changes)
def changes(seen: Seen, since: Annotated[str, Query(max_length=40)], known: Moment = None, on: Day = None) -> Response:
    """What differs in the situation of a day from what was known of the same day at an earlier moment."""
    day, moment, before = day_asked(on), moment_asked(known), moment_asked(since)
    question = ("changes", day, moment, before)
    return as_json(seen.told(question, lambda: changes_json(seen.situation(on=day, known=moment, since=before))))


@router.get("/access", response_model=Access)
def access(
    seen: Seen,
    on: Day = None,
    known: Moment = None,
    side: Annotated[str | None, Query(max_length=200)] = None,
    place: Annotated[list[Name] | None, Query(max_length=50)] = None,
    tracks: bool = False,
) -> Response:
    """Who can reach places by road; with none named the whole network: `khabar.access/1`."""
    day, moment, places = day_asked(on), moment_asked(known), tuple(place or ())
    question = ("access", day, moment, side, places, tracks)
    return as_json(
        seen.told(
            question, lambda: access_json(seen.access(places, on=day, known=moment, side=side or None, tracks=tracks))
        )
    )


@router.get("/why", response_model=Why)
def why(seen: Seen, place: Name, on: Day = None, known: Moment = None) -> Response:
    """The sentences behind the reading of a place: `khabar.why/1`."""
    day, moment = day_asked(on), moment_asked(known)
    return as_json(seen.told(("why", place, day, moment), lambda: why_json(seen.why(place, on=day, known=moment))))


@router.get("/course", response_model=Course)
def course(seen: Seen, place: Name, on: Day = None, known: Moment = None) -> Response:
    """Who held a place from when to when, looking back: `khabar.course/1`."""
    day, moment = day_asked(on), moment_asked(known)
    return as_json(
        seen.told(
            ("course", place, day, moment),
            lambda: course_json(seen.courses([place], until=day, known=moment)[0]),
        )
    )


@router.get("/timeline", response_model=Timeline)
def days(
    seen: Seen,
    known: Moment = None,
    first: Annotated[str | None, Query(alias="from", max_length=10)] = None,
    last: Annotated[str | None, Query(alias="to", max_length=10)] = None,
    tally: Annotated[str, Query(alias="set", max_length=100)] = "",
) -> Response:
    """Day after day: how many places each side holds, of all or of a set, and the harm of each day."""
    start, end, moment = day_asked(first), day_asked(last), moment_asked(known)
    theatre = seen.theatre
    if tally and not theatre.members(tally):
        raise BadInput(f"The theatre has no set of places {tally!r}.", next_step="GET /api/theatre names its sets.")
    if start and end and end < start:
        raise BadInput("The last day is before the first.", next_step="Give `from` a day no later than `to`.")

    def work() -> object:
        at, day, events = seen.asked(None, moment)
        # A day after the last reported has nothing to tell that the situation of that day does not.
        until = min(end or day, day)
        asked = Interval.of_days(start or theatre.start, until) if (start or theatre.start) <= until else None
        told = timeline(asked, known=at, events=events, theatre=theatre, tally=tally) if asked else ()
        return timeline_json(told, at)

    return as_json(seen.told(("timeline", moment, start, end, tally), work))
