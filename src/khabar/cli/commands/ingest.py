"""`khabar ingest`: read reports and keep them in a store."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.failures import NOTHING_READ
from khabar.cli.options import DEFAULT_STORE, AsJson, PublishedOn, StorePath, TheatreName, day_given


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders to take in; - reads standard input.")],
    store: StorePath = DEFAULT_STORE,
    theatre: TheatreName = None,
    date: PublishedOn = None,
    as_json: AsJson = False,
) -> None:
    """Read reports and keep them. Safe to repeat: what is held already is left alone.

    Says what was new, what repeats another report, and what was set aside and why.
    """
    from khabar.cli.progress import shown
    from khabar.picture import open_picture

    day = day_given(date)
    tally = {"new": 0, "already": 0, "recoded": 0, "revised": 0, "copies": 0, "set_aside": 0, "claims": 0}
    rows = []
    with open_picture(store, theatre=theatre) as picture:
        results = picture.ingest([str(p) for p in paths], published=day, stdin=sys.stdin.buffer)
        for result in shown(results, quiet=as_json):
            if result.set_aside is not None:
                tally["set_aside"] += 1
                aside = result.set_aside
                rows.append({"source": aside.source or aside.id, "state": "set aside", "reason": aside.reason, "message": aside.message})
            elif result.added is not None:
                tally[result.added.state] += 1
                tally["claims"] += result.added.claims_added
                tally["copies"] += result.copy_of is not None
                rows.append({"source": result.source, "state": result.added.state, "id": result.added.document_id, "copy_of": result.copy_of})
    if as_json:
        print(json.dumps({"format": "khabar.ingested/1", **tally, "documents": rows}, ensure_ascii=False))
    else:
        _tell(tally, rows, store)
    if not any(tally[state] for state in ("new", "already", "recoded", "revised")):
        raise typer.Exit(NOTHING_READ)


def _tell(tally: dict[str, int], rows: list[dict[str, str | None]], store: Path) -> None:
    from khabar.report.text import clean

    print(f"{store}: {tally['new']} new, {tally['already']} held already, {tally['set_aside']} set aside; {tally['claims']} claims added.")
    if tally["recoded"] or tally["revised"]:
        print(f"  {tally['recoded']} coded anew by this version, {tally['revised']} revised by their outlet.")
    if tally["copies"]:
        print(f"  {tally['copies']} repeat another report and do not count as a voice of their own:")
        for row in rows:
            if row.get("copy_of"):
                print(clean(f"    {row['source']} repeats {row['copy_of']}"))
    for row in rows:
        if row["state"] == "set aside":
            print(clean(f"  Set aside: {row['source']}: {row['message']}"))
