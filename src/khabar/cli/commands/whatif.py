"""`khabar whatif`: what would change in control and access if something happened."""

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


def whatif(
    sentences: Annotated[
        list[str], typer.Argument(metavar="SENTENCES", help='Such as "Ghazni falls", or Ghazni=taliban, Salang=closed.')
    ],
    store: StorePlace = DEFAULT_STORE,
    on: OnDay = None,
    as_of: AsOf = None,
    side: OfSide = None,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """Show what would change in control and access if sentences came true the day after. Nothing is kept.

    Each sentence is read as a report's would be, and taken as sure. PLACE=SIDE, PLACE=contested, PLACE=closed and
    PLACE=open are understood as they stand. Asked with --on and no --as-of, it goes by what was known when that day
    ended.
    """
    day, moment = day_given(on), moment_given(as_of)

    from khabar.cli.briefs import show
    from khabar.picture import open_picture
    from khabar.report import what_if_brief
    from khabar.situation import what_if_json

    with open_picture(store, theatre=theatre, create=False) as picture:
        found = picture.what_if(sentences, on=day, known=moment, side=side)
    if as_json:
        print(json.dumps(what_if_json(found), ensure_ascii=False))
    else:
        show([what_if_brief(found)])
