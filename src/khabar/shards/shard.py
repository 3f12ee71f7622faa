"""A shard: one file of many reports, and what came of coding it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

# So many of what was set aside are named for each shard; the coded shard holds them all.
MOST_NAMED = 100
# Set aside as every crawl has them: counted, and no fault of anybody's.
USUAL = frozenset({"not-english", "empty", "no-text", "elsewhere"})


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of reports. `address` is its path or URL; `name` what it is called from the folder it was found in.

    `content` tells its content from any other: of a file here the hash of its bytes, of a remote one what its place
    says of it (size, time, ETag).
    """

    address: str
    name: str
    size: int
    content: str


@dataclass(frozen=True, slots=True)
class Culprit:
    """Something that could not be read: `where` names shard and report, `reason` is a stable word."""

    where: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a shard. `file` is the name of its coded shard; "" = it could not be read, and none was written.

    `set_aside` are reasons with their numbers. `culprits` are the first of those that are no usual matter. `held` = an
    earlier run coded it.
    """

    shard: str
    file: str
    coder: str = ""
    reports: int = 0
    mentions: int = 0
    set_aside: tuple[tuple[str, int], ...] = ()
    culprits: tuple[Culprit, ...] = ()
    held: bool = False

    def as_json(self) -> dict[str, Any]:
        """What a coded shard says of itself: the same whenever it is made."""
        data = asdict(self)
        del data["held"]
        return data | {"set_aside": dict(self.set_aside)}

    @classmethod
    def of_json(cls, data: dict[str, Any]) -> Done:
        """It again, as held."""
        culprits = tuple(Culprit(**culprit) for culprit in data["culprits"])
        return cls(**data | {"set_aside": tuple(data["set_aside"].items()), "culprits": culprits, "held": True})
