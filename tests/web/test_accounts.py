"""Accounts are kept in a file for its owner's eyes alone, with no password in it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from web_builders import PASSWORD

from khabar.errors import BadInput
from khabar.web.accounts import Accounts, accounts_beside, hashed, is_password


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    return Accounts(tmp_path / "accounts.json")


def test_an_account_is_there_with_its_role_and_without_its_password(accounts: Accounts) -> None:
    accounts.add("Rea", "reader", PASSWORD)
    accounts.add("Ana", "analyst", PASSWORD)
    assert [(a.name, a.role) for a in accounts.all()] == [("Ana", "analyst"), ("Rea", "reader")]
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600
    assert PASSWORD not in accounts.path.read_text(encoding="utf-8")
    assert [file.name for file in accounts.path.parent.iterdir()] == ["accounts.json"]


def test_one_password_has_another_hash_each_time() -> None:
    one, other = hashed(PASSWORD), hashed(PASSWORD)
    assert one != other
    assert is_password(PASSWORD, one)
    assert not is_password(PASSWORD + " ", one)


def test_an_account_given_again_has_the_new_role_and_password(accounts: Accounts) -> None:
    accounts.add("Ana", "reader", PASSWORD)
    accounts.add("Ana", "editor", "quite another sentence")
    (account,) = accounts.all()
    assert account.role == "editor"
    assert is_password("quite another sentence", account.password)


@pytest.mark.parametrize(
    ("name", "password"), [("", PASSWORD), ("rule:fall", PASSWORD), ("Ana", "short"), ("Ana", "x" * 2000)]
)
def test_an_account_needs_a_persons_name_and_a_long_password(accounts: Accounts, name: str, password: str) -> None:
    with pytest.raises(BadInput):
        accounts.add(name, "editor", password)
    assert not accounts.path.exists()


def test_a_file_that_others_can_read_opens_no_door(accounts: Accounts) -> None:
    accounts.add("Ana", "analyst", PASSWORD)
    accounts.path.chmod(0o640)
    with pytest.raises(BadInput, match="Others can read"):
        accounts.all()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": "khabar.accounts/2", "accounts": []}',
        '{"schema": "khabar.accounts/1", "accounts": [{"name": "a", "role": "king", "password": "a$b$c$d$e$f"}]}',
        '{"schema": "khabar.accounts/1", "accounts": [{"name": "a", "role": "editor", "password": "plain"}]}',
    ],
)
def test_a_file_that_holds_no_accounts_is_refused(accounts: Accounts, text: str) -> None:
    accounts.path.touch(mode=0o600)
    accounts.path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="no file of accounts"):
        accounts.all()


def test_who_is_not_there_cannot_be_taken_out(accounts: Accounts) -> None:
    with pytest.raises(BadInput, match="no account 'Ana'"):
        accounts.remove("Ana")


def test_accounts_lie_beside_a_file_and_are_named_for_a_server() -> None:
    assert accounts_beside("desk.db") == Path("desk.db.accounts.json")
    with pytest.raises(BadInput, match="--accounts"):
        accounts_beside("postgresql://ana@localhost/desk")


def test_the_cost_of_a_hash_is_what_owasp_advises() -> None:
    kind, cost, block, lanes, *_ = hashed(PASSWORD).split("$")
    assert (kind, int(cost), int(block), int(lanes)) == ("scrypt", 2**15, 8, 3)
    assert json.dumps(hashed(PASSWORD))
