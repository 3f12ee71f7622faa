"""`khabar why`: the sentences behind a place's reading."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from khabar.cli.options import DEFAULT_STORE, AsJson, AsOf, OnDay, StorePlace, TheatreName, day_given, moment_given


def why(
    places: Annotated[
        list[str], typer.Argument(metavar="PLACES", help="Places of the theatre, by any spelling it knows.")
    ],
    store: StorePlace = DEFAULT_STORE,
    on: OnDay = None,
    as_of: AsOf = None,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """Show why a place reads as held, contested, claimed or unknown: the sentences, and what would change it."""
    day, moment = day_given(on), moment_given(as_of)

    from khabar.cli.briefs import show
    from khabar.picture import open_picture
    from khabar.report import why_brief
    from khabar.situation import why_json

    with open_picture(store, theatre=theatre, create=False) as picture:
        found = [picture.why(place, on=day, known=moment) for place in places]
        pack = picture.theatre
    if as_json:
        print(json.dumps([why_json(one) for one in found], ensure_ascii=False))
    else:
        show(why_brief(one, pack) for one in found)
