"""`khabar import acled|ucdp|khabar|coded`: others' data and exports as evidence; reports coded elsewhere."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.failures import NOTHING_READ
from khabar.cli.options import DEFAULT_STORE, AsJson, StorePlace, TheatreName, day_given
from khabar.cli.shelf import own_gazetteers

if TYPE_CHECKING:
    from khabar.intake import Ingested
    from khabar.picture import Picture

imports = typer.Typer(help="Take in others' event data and exports, as claims of their coders.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(metavar="FILE", help="The CSV file as it was published.")]
Export = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="The file: geojson, parquet, geoparquet, plover, acled or ucdp, or a feed."),
]
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
    _dataset("acled", file, store, theatre, date, as_json=as_json)


@imports.command()
def ucdp(
    file: File,
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    date: Released = None,
    as_json: AsJson = False,
) -> None:
    """Take in UCDP GED's events from CSV, as `acled` does. Its rows do not say when they came out: give --date."""
    _dataset("ucdp", file, store, theatre, date, as_json=as_json)


@imports.command()
def khabar(
    file: Export,
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    date: Released = None,
    desk: Annotated[
        str,
        typer.Option("--desk", metavar="NAME", help="Who exported it, so that an event of two desks can be one."),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Take in what another desk exported with Khabar. Safe to repeat; what is held from the reports is left alone.

    The format is told by the content. Of a change feed all is applied, what it withdraws too.
    """
    from khabar.receiving import import_export

    day = day_given(date)
    _take_in(lambda picture: import_export(picture, file, released=day, desk=desk), store, theatre, as_json=as_json)


@imports.command()
def coded(
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help="What `khabar code` wrote its coded shards to: a folder or URL.")
    ],
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """Take in reports that `khabar code` coded, as `khabar ingest` would have taken in the same reports.

    Safe to repeat. Reports that repeat others, of whatever shard, are found here.
    """
    from khabar.shards.taking_in import import_coded

    _take_in(lambda picture: import_coded(picture, folder), store, theatre, as_json=as_json)


def _dataset(name: str, file: Path, store: str, theatre: str | None, date: str | None, *, as_json: bool) -> None:
    from khabar.importing import import_data

    day = day_given(date)
    _take_in(lambda picture: import_data(picture, name, file, released=day), store, theatre, as_json=as_json)


def _take_in(rows: Callable[[Picture], Iterator[Ingested]], store: str, theatre: str | None, *, as_json: bool) -> None:
    from khabar.cli.progress import shown
    from khabar.picture import open_picture

    tally: Counter[str] = Counter()
    asides: list[dict[str, str]] = []
    with open_picture(store, theatre=theatre, gazetteers=own_gazetteers()) as picture:
        for one in shown(rows(picture), noun="rows", quiet=as_json):
            if one.set_aside is not None:
                tally["set_aside"] += 1
                if len(asides) < SHOWN:
                    asides.append({"source": one.source, "message": one.set_aside.message})
            elif one.added is not None:
                is_withdrawn = one.coded is None and one.added.claims_closed
                tally["withdrawn" if is_withdrawn else one.added.state] += 1
                tally["claims"] += one.added.claims_added
    _tell(tally, asides, store, as_json=as_json)
    if tally.total() == tally["set_aside"]:
        raise typer.Exit(NOTHING_READ)


def _tell(tally: Counter[str], asides: list[dict[str, str]], store: str, *, as_json: bool) -> None:
    from khabar.plain_text import clean
    from khabar.report.wording import things
    from khabar.store.address import printable

    names = ("new", "already", "recoded", "revised", "withdrawn", "set_aside", "claims")
    if as_json:
        totals = {name: tally[name] for name in names}
        print(json.dumps({"format": "khabar.imported/1", **totals, "first_set_aside": asides}, ensure_ascii=False))
        return
    print(
        f"{printable(store)}: {things(tally['new'], 'new row')}, {tally['already']:,} held already, "
        f"{tally['revised']:,} changed, {tally['set_aside']:,} set aside; {things(tally['claims'], 'claim')} added."
    )
    if tally["withdrawn"]:
        print(f"  {tally['withdrawn']:,} withdrawn by the feed.")
    if tally["recoded"]:
        print(f"  {tally['recoded']:,} read anew by this version.")
    for aside in asides:
        print(clean(f"  Set aside: {aside['source']}: {aside['message']}"))
    if tally["set_aside"] > len(asides):
        print(f"  ... and {tally['set_aside'] - len(asides):,} more; the store keeps them all with their reasons.")
