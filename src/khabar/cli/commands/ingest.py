"""`khabar ingest`: read reports and keep them in a store."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.failures import NOTHING_READ
from khabar.cli.options import (
    DEFAULT_PATIENCE,
    DEFAULT_STORE,
    AsJson,
    Haste,
    OnlyTheatre,
    PublishedOn,
    StorePlace,
    TheatreName,
    day_given,
)
from khabar.cli.shelf import own_gazetteers

if TYPE_CHECKING:
    from khabar.intake import Ingested

Row = dict[str, str | None]
HELD = ("new", "already", "recoded", "revised")


def ingest(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATHS", help="Files or folders to take in; - reads standard input.")
    ],
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    only_theatre: OnlyTheatre = False,
    date: PublishedOn = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="So many processes read at once; each takes its own memory.")
    ] = 1,
    patience: Annotated[
        float,
        typer.Option(
            "--patience", min=0.1, metavar="SECONDS", help="With -j 2 and more: longer to read, and it is set aside."
        ),
    ] = DEFAULT_PATIENCE,
    haste: Haste = 0,
    as_json: AsJson = False,
) -> None:
    """Read reports and keep them. Safe to repeat: what is held already is left alone.

    Says what was new, what repeats another report, and what was set aside and why.
    """
    from khabar.cli.progress import shown
    from khabar.documents import FILES_READ
    from khabar.errors import NothingToRead
    from khabar.picture import open_picture

    day = day_given(date)
    tally: Counter[str] = Counter()
    rows: list[Row] = []
    with open_picture(store, theatre=theatre, gazetteers=own_gazetteers(), haste=haste) as picture:
        results = picture.ingest(
            [str(p) for p in paths],
            published=day,
            stdin=sys.stdin.buffer,
            only_theatre=only_theatre,
            jobs=jobs,
            patience=patience,
        )
        for result in shown(results, quiet=as_json):
            count(result, tally, rows)
    if not rows:
        raise NothingToRead(tuple(map(str, paths)), FILES_READ)
    tally["copies"] = sum(row.get("copy_of") is not None for row in rows)
    if as_json:
        totals = {name: tally[name] for name in (*HELD, "copies", "set_aside", "claims")}
        print(json.dumps({"format": "khabar.ingested/1", **totals, "documents": rows}, ensure_ascii=False))
    else:
        tell(tally, rows, store)
    if not any(tally[state] for state in HELD):
        raise typer.Exit(NOTHING_READ)


def count(result: Ingested, tally: Counter[str], rows: list[Row]) -> None:
    """Adds what became of one document to the totals and the rows."""
    if (aside := result.set_aside) is not None:
        tally["set_aside"] += 1
        why = {"reason": aside.reason, "message": aside.message, "next_step": aside.next_step}
        rows.append({"source": aside.source or aside.id, "state": "set aside", **why})
    elif (added := result.added) is not None:
        tally[added.state] += 1
        tally["claims"] += added.claims_added
        rows.append({"source": result.source, "state": added.state, "id": added.document_id, "copy_of": result.copy_of})
        moved = dict(result.moved)
        for row in rows:
            if original := moved.get(row.get("id") or ""):
                row["copy_of"] = original


def tell(tally: Counter[str], rows: list[Row], store: str) -> None:
    """What was new, what repeats another report, and what was set aside and why, in words."""
    from khabar.plain_text import clean
    from khabar.store.address import printable

    held = f"{tally['new']} new, {tally['already']} held already, {tally['set_aside']} set aside"
    print(f"{printable(store)}: {held}; {tally['claims']} {'claim' if tally['claims'] == 1 else 'claims'} added.")
    if tally["recoded"] or tally["revised"]:
        print(f"  {tally['recoded']} coded anew by this version, {tally['revised']} revised by their outlet.")
    if tally["copies"]:
        one = "repeats another report and does not count as a voice of its own"
        several = "repeat another report and do not count as voices of their own"
        print(f"  {tally['copies']} {one if tally['copies'] == 1 else several}:")
    sources = {row["id"]: row["source"] for row in rows if row.get("id")}
    for row in rows:
        if original := row.get("copy_of"):
            print(clean(f"    {row['source']} repeats {sources.get(original, original)}"))
    elsewhere = sum(row.get("reason") == "elsewhere" for row in rows)
    if elsewhere:
        print(f"  {elsewhere} left unread: they name no place, actor or country of the theatre.")
    for row in rows:
        if row["state"] == "set aside" and row["reason"] != "elsewhere":
            print(clean(f"  Set aside: {row['source']}: {row['message']} {row['next_step']}").rstrip())
