"""`khabar theatres`: the theatre packs there are."""

from __future__ import annotations

import json

from khabar.cli.options import AsJson


def theatres(as_json: AsJson = False) -> None:
    """List the theatre packs that come with Khabar, with what each covers."""
    from khabar import packs

    rows = []
    for name in packs.theatres():
        pack = packs.load_theatre(name)
        rows.append(
            {
                "id": pack.id,
                "name": pack.name,
                "countries": list(pack.countries),
                "start": pack.start.isoformat(),
                "sides": [s.name for s in pack.sides],
                "places": len(pack.places),
                "actors": len(pack.actors),
                "roads": len(pack.roads),
            }
        )
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['id']}: {row['name']}, from {row['start']}; {row['places']} places, {row['actors']} actors, {row['roads']} roads")
        print(f"  sides: {', '.join(str(s) for s in row['sides'])}")  # type: ignore[attr-defined]
