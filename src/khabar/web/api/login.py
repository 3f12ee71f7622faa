"""Who I am here, coming in and going out."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from khabar.web.asked import Anybody, TheEntrance
from khabar.web.entrance import Entrance, Visitor
from khabar.web.guard import address_of
from khabar.web.sessions import LASTS
from khabar.web.shapes import Me

router = APIRouter(tags=["login"])


class Login(BaseModel):
    """A name and its password."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=200)]
    password: Annotated[str, Field(min_length=1, max_length=1000)]


@router.get("/me", response_model=Me)
def me(who: Anybody, at: TheEntrance) -> dict[str, Any]:
    """Who asks, what they may do, and the token that every change must carry in the header X-Khabar-Token."""
    return _me(who, at)


@router.post("/login", response_model=Me)
def log_in(login: Login, request: Request, response: Response, at: TheEntrance) -> dict[str, Any]:
    """Opens a session, kept in a cookie. The answer has the session's own token."""
    word = at.log_in(login.name, login.password, address=address_of(request.scope))
    if request.state.word:
        at.forget(request.state.word)
    response.set_cookie(
        at.cookie,
        word,
        max_age=int(LASTS.total_seconds()),
        path="/",
        secure=at.secure,
        httponly=True,
        samesite="strict",
    )
    return _me(at.visitor(word), at)


@router.post("/logout", response_model=Me)
def log_out(who: Anybody, request: Request, response: Response, at: TheEntrance) -> dict[str, Any]:
    """Ends the session."""
    at.log_out(who, request.state.word, address=address_of(request.scope))
    response.delete_cookie(at.cookie, path="/", secure=at.secure, httponly=True, samesite="strict")
    return _me(at.visitor(""), at)


def _me(who: Visitor, at: Entrance) -> dict[str, Any]:
    return {
        "name": who.name,
        "role": who.role,
        "token": who.token,
        "has_accounts": at.accounts is not None,
        "may_review": who.may_review,
        "tiles": at.tiles.as_json() if at.tiles else None,
    }
