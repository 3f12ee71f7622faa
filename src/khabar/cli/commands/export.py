"""`khabar export`: the picture in a format others read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.options import DEFAULT_STORE, AsJson, AsOf, StorePlace, TheatreName, day_given, moment_given

if TYPE_CHECKING:
    from khabar.export import Care


def export(
    format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="acled, ucdp, plover, control, hapi, timemap, geojson, parquet or geoparquet."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write.")],
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="Only this day.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help="Only from this day on.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Only up to this day.")] = None,
    as_of: AsOf = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="MOMENT", help="Only what was added, changed or withdrawn in this store since."
        ),
    ] = None,
    side: Annotated[
        str | None, typer.Option("--side", metavar="SIDE", help="Only events in which this side takes part.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what no analyst has released, marked unreviewed.")
    ] = False,
    care: Annotated[
        Path | None, typer.Option("--care", metavar="FILE", help="What to withhold so as to do no harm: a YAML file.")
    ] = None,
    embargo_days: Annotated[
        int | None, typer.Option("--embargo-days", min=0, help="Hold back what happened fewer days ago.")
    ] = None,
    redact_persons: Annotated[
        bool, typer.Option("--redact-persons", help="Take out names of persons, and the sentences that may name them.")
    ] = False,
    hxl: Annotated[bool, typer.Option("--hxl", help="With hapi: a second row of HXL tags.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write events, or who held what, for other programs; only what an analyst released, unless --all.

    Prints what was held back, withheld, and more than the format can carry.
    """
    days = (day_given(on or first), day_given(on or last))
    known, earlier = moment_given(as_of), moment_given(since)

    from khabar.errors import BadInput
    from khabar.exporting import Wanted
    from khabar.exporting import export as write
    from khabar.picture import open_picture

    if on and (first or last):
        raise BadInput("--on is one day, --from and --to are several.", next_step="Give either.")
    wanted = Wanted(*days, known, side, everything, _care(care, embargo_days, redact_persons))
    with open_picture(store, theatre=theatre, create=False) as picture:
        account = write(picture, format, out, wanted=wanted, since=earlier, hxl=hxl)
    if as_json:
        print(json.dumps({"file": str(out), **account.as_json()}, ensure_ascii=False))
        return
    print(f"{out}: {account.written} written" + (" as changes." if since else "."))
    for line in account.lines():
        print(line)
    if not account.written and account.held_back.total():
        print("Nothing is released: `khabar events release EVENT --by NAME`, or --all.")


def _care(file: Path | None, embargo_days: int | None, redact_persons: bool) -> Care:
    """What is withheld: the file's options, and those of the command line in their stead."""
    from khabar.export import NONE, PERSONS, load_care

    options = load_care(file) if file else NONE
    if embargo_days is not None:
        options = options.model_copy(update={"embargo_days": embargo_days})
    return options.model_copy(update={"redact": PERSONS}) if redact_persons else options
