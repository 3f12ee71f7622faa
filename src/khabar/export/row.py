"""One row of an export: a typed record that cannot be made unless it fits the format's schema."""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

Json = dict[str, Any]


class Row(BaseModel):
    """The base of every format's row. Its fields are the columns, in order; None = the cell is empty.

    `KEY` are the columns that name what the row is about, by which a change feed knows it again; `PASSING` those that
    differ from export to export although nothing has changed. `REVIEW` is the column that says whether an analyst has
    released it, "" = the format has no room for that.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    PASSING: ClassVar[tuple[str, ...]] = ()
    REVIEW: ClassVar[str] = ""

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(cls.model_fields)

    @property
    def key(self) -> tuple[str, ...]:
        """What the row is about, as text."""
        return tuple(str(getattr(self, name)) for name in self.KEY)

    @property
    def flat(self) -> Row:
        """The row whose columns count as the format's: itself, but for rows that only wrap another."""
        return self

    def as_json(self) -> Json:
        """The row as plain values; fields without a value are left out."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)

    @property
    def fingerprint(self) -> bytes:
        """The same for rows that say the same."""
        said = {name: value for name, value in self.as_json().items() if name not in self.PASSING}
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).digest()[:16]
