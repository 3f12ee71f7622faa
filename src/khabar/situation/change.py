"""One difference between two moments of knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["control", "cut off", "road", "claim", "tally"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.  `key` is a place key, a road's name, a tally's claim or an event id, by `kind`.

    `before` and `after` are states in the words of that kind, with the side after a colon: `held:rebels`; `before` ""
    = not in the picture then.
    """

    kind: Kind
    key: str
    before: str
    after: str
    claim_ids: tuple[str, ...]
