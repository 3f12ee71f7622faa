"""`khabar access`: who can reach a place, by which road, since when not, and what would open it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from khabar.cli.options import (
    DEFAULT_STORE,
    AsJson,
    AsOf,
    OfSide,
    OnDay,
    StorePlace,
    TheatreName,
    day_given,
    moment_given,
)


def access(
    places: Annotated[
        list[str] | None,
        typer.Argument(metavar="PLACES", help="Places of the theatre; without any, the whole network."),
    ] = None,
    store: StorePlace = DEFAULT_STORE,
    on: OnDay = None,
    as_of: AsOf = None,
    side: OfSide = None,
    base: Annotated[
        str | None, typer.Option("--from", metavar="PLACE", help="Where that side's supply comes from instead.")
    ] = None,
    tracks: Annotated[bool, typer.Option("--tracks", help="Let supplies move on tracks too.")] = False,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """Show who can reach a place by road: by which way, how surely, cut since when, and what would open it.

    Without a place: what each side cannot reach, which places and links its supply depends on, and which are not open.
    """
    day, moment = day_given(on), moment_given(as_of)

    from khabar.cli.briefs import show
    from khabar.picture import open_picture
    from khabar.report import access_brief
    from khabar.situation import access_json

    with open_picture(store, theatre=theatre, create=False) as picture:
        found = picture.access(places or (), on=day, known=moment, side=side, base=base, tracks=tracks)
    if as_json:
        print(json.dumps(access_json(found), ensure_ascii=False))
    else:
        show([access_brief(found)])
