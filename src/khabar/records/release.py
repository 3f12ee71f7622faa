"""An analyst's word that something may leave the desk, or no longer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Release:
    """Whether what a claim says of a place may be published: `released`, or withdrawn again.

    `place_id` "" = the claim names no place; a claim that lists several places is released for each. It is given for a
    claim as it was coded: one that is coded otherwise later has another id, and waits for a new word. `by` is a person;
    `note` the reason, "" = none given. `recorded_at` is when the store took it in (UTC), None = it is not kept.
    """

    claim_id: str
    place_id: str
    released: bool
    by: str
    note: str = ""
    recorded_at: datetime | None = field(default=None, compare=False)
