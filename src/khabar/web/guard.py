"""What every request passes before it is answered: host, size and token; and what every answer carries."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khabar.errors import KhabarError
from khabar.web.entrance import Entrance, Visitor
from khabar.web.refusals import Refused, as_answer

TOKEN = "X-Khabar-Token"  # noqa: S105 - the name of a header
MOST_BYTES = 64_000
MOST_BYTES_OF_A_REPORT = 2_000_000
REPORTS = "/api/documents"
_READING = ("GET", "HEAD")
_HANDED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}


# `{tiles}`: the server of a background map, where somebody named one.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:{tiles}; font-src 'self'; "
    "connect-src 'self'{tiles}; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class Guard:
    """The outermost layer of the server."""

    def __init__(self, app: ASGIApp, *, entrance: Entrance) -> None:
        self._app = app
        self._entrance = entrance
        tiles = f" {entrance.tiles.origin}" if entrance.tiles else ""
        self._headers = {"Content-Security-Policy": _POLICY.format(tiles=tiles), **_HEADERS}
        if entrance.secure:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return  # there are no web sockets
        guarded = _with_headers(send, self._headers, is_api=scope["path"].startswith("/api/"))
        headers = Headers(scope=scope)
        try:
            self._check_host(headers)
            word = _word_of(headers, self._entrance.cookie)
            visitor = self._entrance.visitor(word)
            if scope["method"] not in _READING:
                self._check_change(headers, visitor, address_of(scope))
                receive = await _whole_body(headers, receive, most=_most_bytes(scope["path"]))
        except KhabarError as error:
            await as_answer(error)(scope, receive, guarded)
            return
        scope.setdefault("state", {}).update(visitor=visitor, word=word)
        await self._app(scope, receive, guarded)

    def _check_host(self, headers: Headers) -> None:
        """Refuses a page of another name that has its name lead here, and a proxy nobody told the server of."""
        if headers.get("host", "").casefold() not in self._entrance.hosts:
            raise Refused(
                421, "wrong-host", "The server is not called by this name.", next_step="Name it with --hostname."
            )
        if self._entrance.accounts is None and any(name in headers for name in _HANDED_ON):
            raise Refused(
                403,
                "handed-on",
                "The request came through another server, and this one asks for no account.",
                next_step="Make accounts with `khabar serve accounts add`, and name the host with --hostname.",
            )

    def _check_change(self, headers: Headers, visitor: Visitor, address: str) -> None:
        """Refuses what a page of another origin could send in a visitor's name."""
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.casefold() != headers.get("host", "").casefold():
            raise Refused(403, "wrong-origin", "The request comes from a page of another origin.")
        if not hmac.compare_digest(headers.get(TOKEN, "").encode(), visitor.token.encode()):
            raise Refused(
                403, "wrong-token", f"The header {TOKEN} is not right.", next_step="GET /api/me gives the token."
            )
        self._entrance.count_change(visitor, address)


def address_of(scope: Scope) -> str:
    """The address a request comes from; "" = unknown."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def _most_bytes(path: str) -> int:
    return MOST_BYTES_OF_A_REPORT if path == REPORTS else MOST_BYTES


def _word_of(headers: Headers, cookie: str) -> str:
    try:
        held = SimpleCookie(headers.get("cookie", "")).get(cookie)
    except CookieError:
        return ""
    return held.value if held else ""


async def _whole_body(headers: Headers, receive: Receive, *, most: int) -> Receive:
    """The body, read before anything is done with it, to be received again. Raises Refused where it is too large."""
    too_large = Refused(
        413, "too-large", f"The request has more than {most:,} bytes.", next_step="Send less at a time."
    )
    given = headers.get("content-length", "0")
    if not given.isdigit() or int(given) > most:
        raise too_large
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            raise too_large
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return pending.pop() if pending else await receive()

    return again


def _with_headers(send: Send, always: Mapping[str, str], *, is_api: bool) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in always.items():
                headers[name] = value
            if is_api:
                headers["Cache-Control"] = "no-store"
        await send(message)

    return guarded
