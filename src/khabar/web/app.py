"""The server as a whole: the guard, the JSON under /api, and the app's files."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from fastapi import Depends, FastAPI
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from khabar import __version__
from khabar.picture import Picture
from khabar.watching import FeedsFile
from khabar.web.api import documents, events, login, review, situation, theatre
from khabar.web.asked import known_visitor
from khabar.web.desk import Desk
from khabar.web.entrance import Entrance
from khabar.web.guard import Guard
from khabar.web.refusals import answer_failures
from khabar.web.shapes import Conflict, Failure

STATIC = Path(__file__).with_name("static")
_NOT_BUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Khabar</title></head><body>
<h1>The app is not built</h1>
<p>The server runs, and answers under <a href="/api/theatre">/api</a>. The app's files are not in this checkout.
Build them, then load this page again:</p>
<pre>cd web
npm ci
npm run build</pre>
</body></html>
"""
_FAILURES: dict[int | str, dict[str, object]] = {
    "4XX": {"model": Failure, "description": "What was asked cannot be answered."},
    "5XX": {"model": Failure, "description": "The store, or Khabar itself, cannot answer."},
}


def create_app(
    picture: Picture, entrance: Entrance, *, static: Path = STATIC, feeds: FeedsFile | None = None
) -> ASGIApp:
    """The server of one picture; `static` is the folder of the built app, `feeds` the sources that are watched."""
    return Guard(bare_app(Desk(picture, feeds=feeds), entrance, static=static), entrance=entrance)


def bare_app(desk: Desk | None, entrance: Entrance | None, *, static: Path = STATIC) -> FastAPI:
    """The server without its guard; without a desk it answers nothing, and describes itself all the same."""
    app = FastAPI(title="Khabar", version=__version__, openapi_url="/api/openapi.json", docs_url=None, redoc_url=None)
    app.state.desk, app.state.entrance = desk, entrance
    answer_failures(app)
    app.include_router(login.router, prefix="/api", responses=_FAILURES)
    members = [Depends(known_visitor)]
    for part in (theatre, situation, events, documents):
        app.include_router(part.router, prefix="/api", dependencies=members, responses=_FAILURES)
    conflict: dict[int | str, dict[str, object]] = {409: {"model": Conflict, "description": "Another came before."}}
    app.include_router(review.router, prefix="/api", dependencies=members, responses=_FAILURES | conflict)
    _serve_files(app, static)
    return app


def _serve_files(app: FastAPI, static: Path) -> None:
    if (static / "index.html").is_file():
        # Some machines do not know it, and a browser runs no module of another type.
        mimetypes.add_type("text/javascript", ".mjs")
        app.mount("/", StaticFiles(directory=static, html=True))
        return

    @app.get("/", include_in_schema=False)
    def not_built() -> HTMLResponse:
        return HTMLResponse(_NOT_BUILT, 503)
