"""`khabar course`: who held a place from when to when, looking back."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from khabar.cli.options import DEFAULT_STORE, AsJson, AsOf, OnDay, StorePlace, TheatreName, day_given, moment_given


def course(
    places: Annotated[
        list[str], typer.Argument(metavar="PLACES", help="Places of the theatre, by any spelling it knows.")
    ],
    store: StorePlace = DEFAULT_STORE,
    on: OnDay = None,
    as_of: AsOf = None,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """Show who held a place from when to when, looking back: each day by all that is said of it, before and after.

    `khabar situation --on DAY` goes by what was said of days up to it alone.
    """
    day, moment = day_given(on), moment_given(as_of)

    from khabar.cli.briefs import show
    from khabar.picture import open_picture
    from khabar.report import course_brief
    from khabar.situation import course_json

    with open_picture(store, theatre=theatre, create=False) as picture:
        found = picture.courses(places, until=day, known=moment)
        pack = picture.theatre
    if as_json:
        print(json.dumps([course_json(one) for one in found], ensure_ascii=False))
    else:
        show(course_brief(one, pack) for one in found)
