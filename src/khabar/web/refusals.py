"""What a server says when it does not answer: one JSON shape for every failure, with a fitting status."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from khabar.errors import (
    ActedOn,
    BadInput,
    KhabarError,
    Overtaken,
    StoreError,
    StoreLocked,
    StoreReadOnly,
    UnknownId,
    UnknownPlace,
    UnknownSide,
)

if TYPE_CHECKING:
    from fastapi import FastAPI, Request

_STATUS: tuple[tuple[type[KhabarError], int], ...] = (
    (ActedOn, 409),
    (Overtaken, 409),
    (UnknownId, 404),
    (UnknownPlace, 404),
    (UnknownSide, 404),
    (BadInput, 400),
    (StoreLocked, 503),
    (StoreReadOnly, 403),
    (StoreError, 503),
)
_CODES = {404: "not-found", 405: "method-not-allowed"}


class Refused(KhabarError):
    """A request that is not answered, for a reason of HTTP's: `status` is its code there."""

    def __init__(self, status: int, code: str, message: str, *, next_step: str = "", wait_seconds: int = 0) -> None:
        super().__init__(message, next_step=next_step)
        self.status = status
        self.code = code
        self.wait_seconds = wait_seconds


def as_answer(error: KhabarError) -> JSONResponse:
    """A failure as it is sent."""
    if isinstance(error, Refused):
        status, wait = error.status, error.wait_seconds
    else:
        status, wait = next((status for kind, status in _STATUS if isinstance(error, kind)), 500), 0
    body: dict[str, object] = {"error": error.as_json()}
    if isinstance(error, ActedOn):
        told = [dict(zip(("by", "at", "what", "note"), word, strict=True)) for word in error.theirs]
        body |= {"event": error.event, "mine": error.seen, "now": error.now, "theirs": told}
    return JSONResponse(body, status, {"Retry-After": str(wait)} if wait else None)


def answer_failures(app: FastAPI) -> None:
    """Has every failure of an app answered in the one shape."""
    app.add_exception_handler(KhabarError, _expected)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _unanswered)
    app.add_exception_handler(Exception, _unexpected)


def _expected(_: Request, error: Exception) -> JSONResponse:
    return as_answer(cast(KhabarError, error))


def _unreadable(_: Request, error: Exception) -> JSONResponse:
    first = cast(RequestValidationError, error).errors()[0]
    field = ".".join(str(part) for part in first["loc"][1:])
    message = f"{field or 'The request'}: {first['msg']}."
    return as_answer(BadInput(message, next_step="GET /api/openapi.json says what may be given."))


def _unanswered(_: Request, error: Exception) -> JSONResponse:
    http = cast(HTTPException, error)
    return as_answer(Refused(http.status_code, _CODES.get(http.status_code, "http"), f"{http.detail}."))


def _unexpected(_: Request, __: Exception) -> JSONResponse:
    # What it was, the server writes to its log; a stranger has no use for it.
    return as_answer(Refused(500, "internal", "This is a fault of Khabar's.", next_step="The server's log says more."))
