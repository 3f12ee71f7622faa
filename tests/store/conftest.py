"""The stores that must all do the same. A further database joins by a line in BACKENDS."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from khabar.store import Store, open_store

BACKENDS: dict[str, Callable[[pytest.FixtureRequest], str]] = {
    "sqlite file": lambda request: str(request.getfixturevalue("tmp_path") / "store.db"),
    "sqlite memory": lambda _: ":memory:",
    "postgresql": lambda request: str(request.getfixturevalue("database")),
}


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with open_store(BACKENDS[request.param](request)) as opened:
        yield opened
