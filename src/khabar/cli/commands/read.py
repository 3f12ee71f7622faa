"""`khabar read`: documents to coded mentions."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.failures import NOTHING_READ
from khabar.cli.options import AsJson, Haste, PublishedOn, TheatreName, day_given
from khabar.cli.shelf import own_gazetteers


def read(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILES", help="Files or folders to read; - reads standard input.")
    ],
    date: PublishedOn = None,
    theatre: TheatreName = None,
    as_json: AsJson = False,
    reasons: Annotated[bool, typer.Option("--why", help="Show the reason for every coding and every place.")] = False,
    pipeline: Annotated[
        str | None, typer.Option(help="An installed spaCy pipeline to use instead.", envvar="KHABAR_PIPELINE")
    ] = None,
    haste: Haste = 0,
) -> None:
    """Read reports and print what they say: who did what, where, when, said by whom, how sure.

    With --json one object a document, one a line, in the order read.
    """
    from khabar.cli.passing import coded_in_order
    from khabar.documents import FILES_READ
    from khabar.errors import NothingToRead
    from khabar.reader import Reader
    from khabar.records import SetAside
    from khabar.records.wire import coded_to_json, set_aside_to_json

    day = day_given(date)
    found = coded = 0
    reader = Reader.load(theatre=theatre, pipeline=pipeline, gazetteers=own_gazetteers(), haste=haste)
    for result in coded_in_order(files, reader, published=day, stdin=sys.stdin.buffer):
        aside = isinstance(result, SetAside)
        found += 1
        coded += not aside
        if as_json:
            row = set_aside_to_json(result) if isinstance(result, SetAside) else coded_to_json(result)
            print(json.dumps(row, ensure_ascii=False))
        elif isinstance(result, SetAside):
            print(
                f"Set aside: {result.source or result.id}: {result.message} {result.next_step}".rstrip(),
                file=sys.stderr,
            )
        else:
            from khabar.cli.mentions import print_coded

            print_coded(result, reasons=reasons)
    if not found:
        raise NothingToRead(tuple(map(str, files)), FILES_READ)
    if not coded:
        raise typer.Exit(NOTHING_READ)
