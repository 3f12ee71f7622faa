"""What a person put right in how a claim was coded."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

CorrectedField = Literal[
    "type",
    "polarity",
    "modality",
    "aspect",
    "background",
    "descriptive",
    "status",
    "time",
    "count",
    "actor",
    "target",
    "people",
    "origin",
    "destination",
    "place",
    "dismissed",
    "retracted",
]
CORRECTED_FIELDS: tuple[str, ...] = get_args(CorrectedField)


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of a claim as a person says it is; the coding stays on record, and the latest word on a field holds.

    `value` is as in the claim's JSON form (`khabar.coded/1`); of a role the list of its arguments. `dismissed` true =
    its words tell no such act, and it counts nowhere; `retracted` true = who told it took it back. `by` is a person;
    `note` the reason, "" = none given. `recorded_at` is when the store took it in (UTC), None = it is not kept.
    """

    claim_id: str
    field: CorrectedField
    value: Any
    by: str
    note: str = ""
    recorded_at: datetime | None = dataclasses.field(default=None, compare=False)
