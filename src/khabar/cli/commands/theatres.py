"""`khabar theatres`: the theatre packs there are."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from khabar.cli.options import AsJson

if TYPE_CHECKING:
    from khabar.packs.theatre import Theatre


@dataclass(frozen=True, slots=True)
class Covered:
    """What a theatre pack covers, as shown and as JSON."""

    id: str
    name: str
    countries: tuple[str, ...]
    start: str
    sides: tuple[str, ...]
    places: int
    actors: int
    roads: int


def theatres(as_json: AsJson = False) -> None:
    """List the theatre packs that come with Khabar, with what each covers."""
    from khabar import packs

    rows = [covered(packs.load_theatre(name)) for name in packs.theatres()]
    if as_json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
        return
    for row in rows:
        print(f"{row.id}: {row.name}, from {row.start}")
        print(f"  {row.places} places, {row.actors} actors, {row.roads} roads")
        print(f"  sides: {', '.join(row.sides)}")


def covered(pack: Theatre) -> Covered:
    """What a pack covers."""
    return Covered(
        id=pack.id,
        name=pack.name,
        countries=pack.countries,
        start=pack.start.isoformat(),
        sides=tuple(side.name for side in pack.sides),
        places=len(pack.places),
        actors=len(pack.actors),
        roads=len(pack.roads),
    )
