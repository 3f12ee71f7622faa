"""How far an event is vouched for, by the words that formats put it in."""

from __future__ import annotations

from typing import cast, get_args

from khabar.received.told import BadRow
from khabar.records import Modality, Standing


def standing_told(word: str) -> Standing:
    """A standing by its name. Raises BadRow for another word."""
    if word not in get_args(Standing):
        raise BadRow(f"standing {word!r} is not known")
    return cast(Standing, word)


def modality_told(word: str) -> Modality:
    """A modality by its name. Raises BadRow for another word."""
    if word not in get_args(Modality):
        raise BadRow(f"modality {word!r} is not known")
    return cast(Modality, word)
