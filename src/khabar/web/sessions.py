"""Who is logged in: kept by the server alone, so that a session can be ended; a browser holds only a random word."""

from __future__ import annotations

import hashlib
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from khabar.web.accounts import Account

LASTS = timedelta(hours=10)


@dataclass(frozen=True, slots=True)
class Session:
    """One login. It holds while the account has the password it was opened with; `token` goes with every change."""

    name: str
    password: str
    token: str
    ends: datetime


class Sessions:
    """The sessions that are open. They end with the server, too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[str, Session] = {}

    def open(self, account: Account, *, now: datetime) -> str:
        """Logs somebody in; the word that the browser is to show."""
        word = secrets.token_urlsafe(32)
        session = Session(account.name, account.password, secrets.token_urlsafe(32), now + LASTS)
        with self._lock:
            self._open = {key: held for key, held in self._open.items() if held.ends > now}
            self._open[_key(word)] = session
        return word

    def of(self, word: str, *, now: datetime) -> Session | None:
        """The session a browser shows the word of; None where there is none, or it has ended."""
        session = self._open.get(_key(word))
        return session if session and session.ends > now else None

    def close(self, word: str) -> None:
        """Logs somebody out."""
        with self._lock:
            self._open.pop(_key(word), None)


def _key(word: str) -> str:
    # What is held here would open no session if it were read.
    return hashlib.sha256(word.encode()).hexdigest()
