"""What was unclear in the world: stored and shown, never raised."""

from __future__ import annotations

from dataclasses import dataclass

# The code of a notice that a report replaces an earlier text of its own.
CORRECTS = "corrects-earlier"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something in a document that could not be read for certain.

    `code` is stable (`place-unresolved`, `date-conflict`, `type-unclear` ...); `start`/`end` are document offsets, None
    where the whole document is meant; `text` the words; `done` what was done about it ("kept without coordinates").
    """

    code: str
    text: str
    done: str
    start: int | None = None
    end: int | None = None
