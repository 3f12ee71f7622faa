"""What is sent, and that it could not be."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """One alert on its way. `id` is the same however often it is sent, so that whoever gets it twice can tell."""

    id: str
    subject: str
    text: str
    at: datetime
    json: dict[str, Any]

    @property
    def body(self) -> bytes:
        """The JSON form in one line."""
        return json.dumps(self.json, ensure_ascii=False, sort_keys=True).encode()


class Undelivered(Exception):
    """A destination did not take a message. `refused` = it answered, and will not have this one."""

    def __init__(self, why: str, *, refused: bool = False) -> None:
        super().__init__(why)
        self.refused = refused
