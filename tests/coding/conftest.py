"""What tests of whole sentences share."""

from __future__ import annotations

import pytest

from khabar.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader for the world, loaded once for all tests of this room."""
    return Reader.load()
