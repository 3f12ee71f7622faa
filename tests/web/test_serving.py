"""What a server refuses to start without, and the names it goes by."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from web_builders import PASSWORD

from khabar.errors import BadInput
from khabar.picture import open_picture
from khabar.web.accounts import Accounts
from khabar.web.hosts import is_loopback, names_of
from khabar.web.serving import Served, check, serve_picture


@pytest.mark.parametrize(
    ("name", "alone"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1:80", True),
        ("::1", True),
        ("[::1]:8350", True),
        ("localhost", True),
        ("Localhost:5173", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("10.0.0.7", False),
        ("desk.example.org", False),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
        ("", False),
    ],
)
def test_what_leads_to_this_machine_alone(name: str, alone: bool) -> None:
    assert is_loopback(name) == alone


@pytest.mark.parametrize(
    "served",
    [
        Served("0.0.0.0", 0, ("desk.example.org",)),  # noqa: S104 - it is what is refused
        Served("10.0.0.7", 0),
        Served("::", 0, ("localhost",)),
        Served("127.0.0.1", 0, ("desk.example.org",)),
        Served("desk.example.org", 0),
    ],
    ids=lambda s: f"{s.host} {s.hostnames}",
)
def test_an_exposed_server_does_not_start_without_accounts(served: Served, tmp_path: Path) -> None:
    for accounts in (None, Accounts(tmp_path / "none.json")):
        with pytest.raises(BadInput, match="nobody has an account"):
            check(served, accounts)


def test_on_this_machine_no_account_is_needed_and_a_file_named_for_them_holds_one(tmp_path: Path) -> None:
    check(Served("127.0.0.1", 0), None)
    with pytest.raises(BadInput, match="nobody has an account"):
        check(Served("127.0.0.1", 0), Accounts(tmp_path / "none.json"))


def test_with_accounts_it_does(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "accounts.json")
    accounts.add("Edi", "editor", PASSWORD)
    check(Served("10.0.0.7", 0), accounts)
    with pytest.raises(BadInput, match="--hostname"):
        check(Served("0.0.0.0", 0), accounts)  # noqa: S104 - it is what is refused


def test_a_certificate_goes_with_its_key() -> None:
    with pytest.raises(BadInput, match="key"):
        check(Served("127.0.0.1", 0, certificate=Path("a.pem")), None)


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    taken = socket.create_server(("127.0.0.1", 0))
    port = taken.getsockname()[1]
    with (
        open_picture(tmp_path / "s.db", theatre="mali-2012") as picture,
        pytest.raises(BadInput, match="cannot listen"),
    ):
        serve_picture(picture, Served("127.0.0.1", port), accounts=None, say=print)
    taken.close()


def test_a_desk_without_a_theatre_does_not_start(tmp_path: Path) -> None:
    with open_picture(tmp_path / "s.db") as picture, pytest.raises(BadInput, match="no theatre"):
        serve_picture(picture, Served("127.0.0.1", 0), accounts=None, say=print)


@pytest.mark.parametrize(
    ("host", "port", "hostnames", "names"),
    [
        ("127.0.0.1", 8350, (), {"127.0.0.1:8350", "localhost:8350", "[::1]:8350"}),
        ("127.0.0.1", 80, (), {"127.0.0.1:80", "localhost:80", "[::1]:80", "127.0.0.1", "localhost", "[::1]"}),
        ("10.0.0.7", 8350, (), {"10.0.0.7:8350"}),
        ("0.0.0.0", 8350, ("desk.example.org",), {"desk.example.org", "desk.example.org:8350"}),  # noqa: S104
        ("10.0.0.7", 443, ("desk:9000",), {"10.0.0.7:443", "10.0.0.7", "desk:9000"}),
        ("fd00::7", 8350, (), {"[fd00::7]:8350"}),
    ],
)
def test_the_names_a_server_goes_by(host: str, port: int, hostnames: tuple[str, ...], names: set[str]) -> None:
    assert set(names_of(host, port, hostnames)) == names
