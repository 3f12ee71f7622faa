"""Secrets stand in the environment, never in a file that is handed around."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.telling.message import Undelivered


def secret(name: str, environment: Mapping[str, str]) -> str:
    """The value of an environment variable; "" where none is named. Raises Undelivered where it is not set."""
    if name and not environment.get(name):
        raise Undelivered(f"The environment variable {name} is not set.")
    return environment.get(name, "") if name else ""
