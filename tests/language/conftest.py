"""The parser is loaded once for all the language tests: loading it takes about a second."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from khabar.language import Parser

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "language"))


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The embedded English parser."""
    return Parser.load()
