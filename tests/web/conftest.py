"""The example's store, read once, and servers over copies of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from web_builders import NAMES, PASSWORD, Server

from khabar.cli.commands.example import THEATRE, example_folder
from khabar.picture import open_picture
from khabar.web.accounts import Accounts, Role


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the example dispatches; nobody writes to it."""
    store = tmp_path_factory.mktemp("example") / "example.db"
    with open_picture(store, theatre=THEATRE) as picture:
        list(picture.ingest([example_folder()]))
    return store


@pytest.fixture(scope="session")
def accounts_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One account of each role; their passwords are hashed at little cost, which each hash tells."""
    accounts = Accounts(tmp_path_factory.mktemp("accounts") / "accounts.json")
    roles: tuple[Role, ...] = ("reader", "analyst", "editor")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("khabar.web.accounts._COST", 2**4)
        for role in roles:
            accounts.add(NAMES[role], role, PASSWORD)
    return accounts.path


@pytest.fixture(scope="session")
def local(example: Path) -> Iterator[Server]:
    """A server on this machine over the example, for tests that change nothing."""
    server = Server(example)
    yield server
    server.close()


@pytest.fixture
def a_server(example: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Makes servers over one store that may be written."""
    store = tmp_path / "desk.db"
    shutil.copy(example, store)
    servers: list[Server] = []

    def make(**more: Any) -> Server:
        servers.append(Server(store, **more))
        return servers[-1]

    yield make
    for server in servers:
        server.close()
