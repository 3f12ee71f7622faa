"""`khabar import acled|ucdp`: others' event data as further evidence."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.failures import NOTHING_READ
from khabar.cli.options import DEFAULT_STORE, AsJson, StorePlace, TheatreName, day_given
from khabar.cli.shelf import own_gazetteers

imports = typer.Typer(help="Take in others' event data, as claims of their coders.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(metavar="FILE", help="The CSV file as it was published.")]
Released = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="The day the file could be had, for rows that do not say it."),
]
SHOWN = 20


@imports.command()
def acled(
    file: File,
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    date: Released = None,
    as_json: AsJson = False,
) -> None:
    """Take in ACLED's events from CSV. Safe to repeat: rows held are left alone, changed ones kept as newer versions.

    What cannot be read is set aside with its line and the reason; the rest goes on.
    """
    _take_in("acled", file, store, theatre, date, as_json=as_json)


@imports.command()
def ucdp(
    file: File,
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    date: Released = None,
    as_json: AsJson = False,
) -> None:
    """Take in UCDP GED's events from CSV, as `acled` does. Its rows do not say when they came out: give --date."""
    _take_in("ucdp", file, store, theatre, date, as_json=as_json)


def _take_in(dataset: str, file: Path, store: str, theatre: str | None, released: str | None, *, as_json: bool) -> None:
    from khabar.cli.progress import shown
    from khabar.importing import import_data
    from khabar.picture import open_picture

    day = day_given(released)
    tally: Counter[str] = Counter()
    asides: list[dict[str, str]] = []
    with open_picture(store, theatre=theatre, gazetteers=own_gazetteers()) as picture:
        for one in shown(import_data(picture, dataset, file, released=day), noun="rows", quiet=as_json):
            if one.set_aside is not None:
                tally["set_aside"] += 1
                if len(asides) < SHOWN:
                    asides.append({"source": one.source, "message": one.set_aside.message})
            elif one.added is not None:
                tally[one.added.state] += 1
                tally["claims"] += one.added.claims_added
    _tell(tally, asides, store, as_json=as_json)
    if tally.total() == tally["set_aside"]:
        raise typer.Exit(NOTHING_READ)


def _tell(tally: Counter[str], asides: list[dict[str, str]], store: str, *, as_json: bool) -> None:
    from khabar.plain_text import clean
    from khabar.report.wording import things
    from khabar.store.address import printable

    names = ("new", "already", "recoded", "revised", "set_aside", "claims")
    if as_json:
        totals = {name: tally[name] for name in names}
        print(json.dumps({"format": "khabar.imported/1", **totals, "first_set_aside": asides}, ensure_ascii=False))
        return
    print(
        f"{printable(store)}: {things(tally['new'], 'new row')}, {tally['already']:,} held already, "
        f"{tally['revised']:,} changed, {tally['set_aside']:,} set aside; {things(tally['claims'], 'claim')} added."
    )
    if tally["recoded"]:
        print(f"  {tally['recoded']:,} read anew by this version.")
    for aside in asides:
        print(clean(f"  Set aside: {aside['source']}: {aside['message']}"))
    if tally["set_aside"] > len(asides):
        print(f"  ... and {tally['set_aside'] - len(asides):,} more; the store keeps them all with their reasons.")
