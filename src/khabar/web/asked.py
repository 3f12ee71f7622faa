"""What a request asks with: its visitor, the picture they may see, the day and the moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, cast

from fastapi import Depends, Query, Request
from starlette.responses import Response

from khabar.times.moments import parse_day, parse_moment
from khabar.web.desk import Desk, KeptPicture
from khabar.web.entrance import Entrance, Visitor
from khabar.web.refusals import Refused

Day = Annotated[str | None, Query(max_length=10, description="A day, YYYY-MM-DD. Default: the last reported.")]
Moment = Annotated[
    str | None, Query(max_length=40, description="What was known then: a day, meaning its end, or an ISO 8601 instant.")
]
Name = Annotated[str, Query(min_length=1, max_length=200)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]


def desk(request: Request) -> Desk:
    """The desk that answers."""
    return cast(Desk, request.app.state.desk)


def entrance(request: Request) -> Entrance:
    """The door of this server."""
    return cast(Entrance, request.app.state.entrance)


def visitor(request: Request) -> Visitor:
    """Who asks, as the guard let them in."""
    return cast(Visitor, request.state.visitor)


def known_visitor(who: Annotated[Visitor, Depends(visitor)]) -> Visitor:
    """Who asks. Raises Refused where nobody has logged in."""
    if who.role is None:
        raise Refused(401, "login-needed", "Nobody has logged in.", next_step="Log in, or ask for an account.")
    return who


def analyst(who: Annotated[Visitor, Depends(known_visitor)]) -> Visitor:
    """Who asks, an analyst or editor. Raises Refused for anybody else."""
    if not who.may_review:
        raise Refused(403, "not-allowed", "Only analysts may.", next_step="Ask for the role of an analyst.")
    return who


def picture(who: Annotated[Visitor, Depends(known_visitor)], asked: Annotated[Desk, Depends(desk)]) -> KeptPicture:
    """What the visitor may see: readers what is released, all others the whole."""
    return asked.whole if who.may_review else asked.released


TheDesk = Annotated[Desk, Depends(desk)]
TheEntrance = Annotated[Entrance, Depends(entrance)]
Seen = Annotated[KeptPicture, Depends(picture)]
Anybody = Annotated[Visitor, Depends(visitor)]
Analyst = Annotated[Visitor, Depends(analyst)]


def day_asked(text: str | None) -> date | None:
    """The day a request names; None where it names none. Raises BadDate."""
    return parse_day(text) if text else None


def moment_asked(text: str | None) -> datetime | None:
    """The moment a request names, in UTC; None where it names none. Raises BadDate."""
    return parse_moment(text) if text else None


def as_json(told: bytes) -> Response:
    """JSON as it is sent."""
    return Response(told, media_type="application/json")
