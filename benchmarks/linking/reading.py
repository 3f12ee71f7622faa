"""The reports of the gold, coded and linked."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.linking.gold import Key
from khabar.packs.theatre import Theatre
from khabar.picture import Picture, open_picture
from khabar.records import Claim, Event

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "fall-of-the-capitals"
THEATRE = "afghanistan-2021"
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Linked:
    """Some reports' claims by the place of their triggers, and the events that hold them."""

    claims: dict[Key, Claim]
    events: tuple[Event, ...]
    theatre: Theatre | None

    @property
    def groups(self) -> dict[Key, frozenset[str]]:
        """The events of each mention."""
        found: dict[Key, set[str]] = {key: set() for key in self.claims}
        for event in self.events:
            for claim in event.claims:
                found[key_of(claim)].add(event.id)
        return {key: frozenset(ids) for key, ids in found.items()}


def key_of(claim: Claim) -> Key:
    """What the gold knows a mention by."""
    trigger = claim.mention.trigger
    return (claim.document_id, claim.mention.type, trigger.start, trigger.end)


def link_example() -> Linked:
    """The example, read as its readers do."""
    with fresh_picture(THEATRE) as picture:
        return linked(picture, EXAMPLE)


def link_news(news: Path, *, wanted: Collection[str]) -> Linked:
    """The wanted items of a JSONL file of news, read without a theatre."""
    lines = [line for line in news.read_text(encoding="utf-8").splitlines() if json.loads(line)["id"] in wanted]
    return link_lines(lines)


def link_lines(lines: Iterable[str], *, theatre: str | None = None) -> Linked:
    """The reports of JSONL lines."""
    with fresh_picture(theatre) as picture, tempfile.TemporaryDirectory() as scratch:
        reports = Path(scratch) / "reports.jsonl"
        reports.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return linked(picture, reports)


@contextmanager
def fresh_picture(theatre: str | None = None) -> Iterator[Picture]:
    """A picture with nothing in it, thrown away afterwards."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        open_picture(Path(scratch) / "linking.db", theatre=theatre, clock=lambda: _NOW) as picture,
    ):
        yield picture


def linked(picture: Picture, reports: Path) -> Linked:
    """What a picture makes of some reports."""
    for _ in picture.ingest(reports):
        pass
    claims = {key_of(claim): claim for claim in picture.store.claims()}
    return Linked(claims, picture.events(), picture.theatre_named)
