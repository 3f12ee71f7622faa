"""Who comes in, and by which names the server is called: everybody at this machine's own address, else by account."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from khabar.errors import BadInput
from khabar.picture import Clock
from khabar.plain_text import clean
from khabar.web.accounts import Account, Accounts, Role, hashed, is_password
from khabar.web.limits import Limit
from khabar.web.refusals import Refused
from khabar.web.sessions import Sessions
from khabar.web.tiles import Tiles

LOGINS = logging.getLogger("khabar.web.logins")
_MOST_LOGINS, _MOST_CHANGES = (10, 300), (120, 60)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `role` None = nobody has logged in. `token` is what their changes must carry."""

    name: str
    role: Role | None
    token: str

    @property
    def may_review(self) -> bool:
        """Whether they see the whole and judge; anybody else sees what is released."""
        return self.role in ("analyst", "editor")


class Entrance:
    """The door of one server. `accounts` None = it is called from this machine alone, and whoever calls is the editor.

    `hosts` are the names it answers to, with their ports. `tiles` = the one other server its pages may ask.
    """

    def __init__(
        self,
        *,
        hosts: Sequence[str],
        accounts: Accounts | None,
        name: str,
        secure: bool,
        clock: Clock,
        tiles: Tiles | None = None,
    ) -> None:
        self.hosts = frozenset(host.casefold() for host in hosts)
        self.accounts = accounts
        self.secure, self.tiles = secure, tiles
        # Only a browser that came over TLS sends it, and no neighbouring host can set it.
        self.cookie = "__Host-khabar" if secure else "khabar"
        self._name = name
        self._clock = clock
        self._token = secrets.token_urlsafe(32)
        self._sessions = Sessions()
        self._logins, self._changes = Limit(*_MOST_LOGINS), Limit(*_MOST_CHANGES)
        self._hashing = threading.Lock()
        self._nobodys = hashed(secrets.token_hex(16)) if accounts else ""

    def visitor(self, word: str) -> Visitor:
        """Who shows this word of a session; "" = none."""
        if self.accounts is None:
            return Visitor(self._name, "editor", self._token)
        session = self._sessions.of(word, now=self._clock()) if word else None
        account = _named(self.accounts, session.name) if session else None
        if session is None or account is None or account.password != session.password:
            return Visitor("", None, self._token)
        return Visitor(account.name, account.role, session.token)

    def log_in(self, name: str, password: str, *, address: str) -> str:
        """The word of a new session. Raises Refused for a wrong name or password, or too many tries."""
        if self.accounts is None:
            raise Refused(400, "no-accounts", "This server asks for no account.")
        now = self._clock()
        shown = clean(name)[:80]
        wait = max(self._logins.seconds_to_wait(f"{by}", now) for by in (f"at {address}", f"as {name}"))
        if wait:
            LOGINS.warning("too many tries: %r from %s", shown, address)
            raise Refused(429, "too-many", "Too many tries to log in.", next_step="Wait.", wait_seconds=wait)
        account = _named(self.accounts, name)
        # Somebody unknown is hashed too, so that the time tells nobody who is known; one at a time, for their memory.
        with self._hashing:
            right = is_password(password, account.password if account else self._nobodys)
        if account is None or not right:
            LOGINS.warning("refused: %r from %s", shown, address)
            raise Refused(401, "wrong-password", "There is no such name and password.", next_step="Try again.")
        LOGINS.info("logged in: %r from %s", shown, address)
        return self._sessions.open(account, now=now)

    def forget(self, word: str) -> None:
        """Ends a session that another takes the place of."""
        self._sessions.close(word)

    def log_out(self, visitor: Visitor, word: str, *, address: str) -> None:
        """Ends a session."""
        self.forget(word)
        LOGINS.info("logged out: %r from %s", clean(visitor.name), address)

    def count_change(self, visitor: Visitor, address: str) -> None:
        """Counts one more request that would change something. Raises Refused where they are too many."""
        wait = self._changes.seconds_to_wait(visitor.name or address, self._clock())
        if wait:
            raise Refused(429, "too-many", "Too many requests.", next_step="Wait.", wait_seconds=wait)


def _named(accounts: Accounts, name: str) -> Account | None:
    """The account of a name. Raises Refused, which tells strangers nothing of the file."""
    try:
        return accounts.named(name)
    except BadInput as error:
        LOGINS.error("nobody can log in: %s", error)
        raise Refused(
            503, "no-accounts", "The accounts cannot be read.", next_step="Ask who runs the server."
        ) from None
