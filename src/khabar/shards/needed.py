"""Packages that only shards need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from khabar.errors import MissingPart


def needed(module: str, *, extra: str, what: str) -> Any:
    """A module of an optional package. Raises MissingPart where it is not installed; `what` says what needs it."""
    try:
        return import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise MissingPart(
            f"{what} needs the package {package}, which is not installed.",
            next_step=f"Install it with Khabar's extra: pip install 'khabar[{extra}]'.",
        ) from None
