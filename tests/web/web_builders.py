"""A server over a store, asked as a browser asks it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from khabar.picture import Picture, open_picture
from khabar.watching import FeedsFile
from khabar.web.accounts import Accounts
from khabar.web.app import create_app
from khabar.web.entrance import Entrance
from khabar.web.guard import TOKEN
from khabar.web.hosts import names_of
from khabar.web.tiles import Tiles

HOST, PORT = "desk.example.org", 8350
PASSWORD = "a long enough sentence"  # noqa: S105 - opens nothing but these tests
NOWHERE = Path("no such folder")
NAMES = {"reader": "Rea", "analyst": "Ana", "editor": "Edi"}


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2021, 9, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **by: float) -> None:
        self.now += timedelta(**by)


class Server:
    """One server with its picture and clock; browsers are made for it."""

    def __init__(
        self,
        store: Path,
        *,
        accounts: Path | None = None,
        theatre: str | None = None,
        static: Path = NOWHERE,
        feeds: FeedsFile | None = None,
        tiles: Tiles | None = None,
    ) -> None:
        self.clock = Clock()
        self.picture: Picture = open_picture(store, theatre=theatre, clock=self.clock)
        self.accounts = Accounts(accounts) if accounts else None
        host = HOST if accounts else "127.0.0.1"
        self.origin = f"https://{HOST}" if accounts else f"http://127.0.0.1:{PORT}"
        entrance = Entrance(
            hosts=names_of(host, PORT, [HOST] if accounts else []),
            accounts=self.accounts,
            name="" if accounts else "Ana",
            secure=accounts is not None,
            clock=self.clock,
            tiles=tiles,
        )
        self.app = create_app(self.picture, entrance, static=static, feeds=feeds)

    def browser(self, role: str = "") -> Browser:
        """A browser, logged in as somebody of a role; "" = as nobody."""
        found = Browser(self)
        self.clock.go_on(minutes=1)
        if role:
            assert found.log_in(NAMES[role]).status_code == 200
        return found

    def close(self) -> None:
        self.picture.close()


class Browser(TestClient):
    """A browser with its cookies, which sends the token with every change, as the app does."""

    def __init__(self, server: Server) -> None:
        super().__init__(server.app, base_url=server.origin, raise_server_exceptions=False)
        self.origin = server.origin

    def log_in(self, name: str, password: str = PASSWORD) -> Any:
        return self.change("/api/login", {"name": name, "password": password})

    def ask(self, path: str, **params: Any) -> Any:
        """The JSON of an answer that has to be had."""
        answer = self.get(f"/api/{path}", params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def change(self, path: str, body: Any = None, **headers: str) -> Any:
        token = self.get("/api/me").json()["token"]
        return self.post(path, json=body, headers={TOKEN: token, "Origin": self.origin, **headers})

    def change_raw(self, path: str, body: bytes, kind: str) -> Any:
        token = self.get("/api/me").json()["token"]
        return self.post(path, content=body, headers={TOKEN: token, "Content-Type": kind})
