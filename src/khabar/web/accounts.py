"""Who may enter an exposed desk: names, roles and hashed passwords in one file that only its owner can read.

Passwords are hashed with scrypt, which Python's standard library brings: memory-hard as argon2 is, and no package more.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import stat
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

from khabar.errors import BadInput
from khabar.judging import judge

Role = Literal["reader", "analyst", "editor"]
ROLES: tuple[Role, ...] = get_args(Role)
SCHEMA = "khabar.accounts/1"
LEAST_LETTERS = 12
MOST_LETTERS = 1000
# 32 MiB a hash: as OWASP advises for scrypt.
_COST, _BLOCK, _LANES = 2**15, 8, 3


@dataclass(frozen=True, slots=True)
class Account:
    """One who may enter. `password` is its hash with its salt and cost."""

    name: str
    role: Role
    password: str


class Accounts:
    """The accounts in a file. A file that others than its owner can read is refused."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> tuple[Account, ...]:
        """Every account, by name; empty where there is no file. Raises BadInput where the file is no such file."""
        try:
            with self.path.open("rb") as file:
                mode = os.fstat(file.fileno()).st_mode
                text = file.read()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise BadInput(
                f"{self.path} cannot be read: {error.strerror}.", next_step="Check its permissions."
            ) from None
        if stat.S_IMODE(mode) & 0o077:
            raise BadInput(f"Others can read {self.path}.", next_step=f"Close it to them: chmod 600 {self.path}")
        return _accounts_in(text, self.path)

    def named(self, name: str) -> Account | None:
        """The account of a name; None where there is none."""
        return next((account for account in self.all() if account.name == name), None)

    def add(self, name: str, role: Role, password: str) -> None:
        """Lets somebody enter; a name that is there gets the new role and password. Raises BadInput."""
        name = judge(name)
        if not LEAST_LETTERS <= len(password) <= MOST_LETTERS:
            raise BadInput(
                f"The password has {len(password)} characters.", next_step=f"Give {LEAST_LETTERS} or more: a few words."
            )
        others = [account for account in self.all() if account.name != name]
        self._write([*others, Account(name, role, hashed(password))])

    def remove(self, name: str) -> None:
        """Takes an account out; its sessions end with it. Raises BadInput where there is none of that name."""
        if self.named(name) is None:
            raise BadInput(f"There is no account {name!r}.", next_step="`khabar serve accounts list` lists them.")
        self._write([account for account in self.all() if account.name != name])

    def _write(self, accounts: list[Account]) -> None:
        rows = [asdict(account) for account in sorted(accounts, key=lambda a: a.name)]
        draft = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                json.dump({"schema": SCHEMA, "accounts": rows}, file, ensure_ascii=False, indent=1)
            draft.replace(self.path)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise BadInput(
                f"{self.path} cannot be written: {error.strerror}.", next_step="Name another file with --accounts."
            ) from None


def accounts_beside(store: str) -> Path:
    """Where a store's accounts are kept when no other file is named. Raises BadInput for a store on a server."""
    from khabar.store.address import file_of, server_of

    if server_of(store) is not None:
        raise BadInput("A store on a server has no folder for accounts.", next_step="Name a file with --accounts.")
    return Path(f"{file_of(store)}.accounts.json")


def hashed(password: str) -> str:
    """A password's hash with a salt of its own."""
    salt = secrets.token_bytes(16)
    return f"scrypt${_COST}${_BLOCK}${_LANES}${_text(salt)}${_text(_hash(password, salt, _COST, _BLOCK, _LANES))}"


def is_password(password: str, of: str) -> bool:
    """Whether a hash is that of a password."""
    _, cost, block, lanes, salt, known = of.split("$")
    found = _hash(password, base64.b64decode(salt), int(cost), int(block), int(lanes))
    return hmac.compare_digest(found, base64.b64decode(known))


def _hash(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    memory = 2 * 128 * cost * block
    return hashlib.scrypt(password.encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=memory, dklen=32)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _accounts_in(text: bytes, path: Path) -> tuple[Account, ...]:
    try:
        data = json.loads(text)
        if data["schema"] != SCHEMA:
            raise ValueError
        accounts = tuple(Account(row["name"], row["role"], row["password"]) for row in data["accounts"])
        if any(a.role not in ROLES or a.password.count("$") != 5 for a in accounts):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadInput(f"{path} is no file of accounts.", next_step="Take it away and add the accounts anew.") from None
    return accounts
