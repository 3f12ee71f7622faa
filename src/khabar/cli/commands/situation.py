"""`khabar situation`: the picture on a day, by what was known at a moment."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer

from khabar.cli.options import (
    DEFAULT_STORE,
    AsJson,
    AsOf,
    OnDay,
    Since,
    StorePlace,
    TheatreName,
    day_given,
    moment_given,
)


def situation(
    store: StorePlace = DEFAULT_STORE,
    on: OnDay = None,
    as_of: AsOf = None,
    since: Since = None,
    theatre: TheatreName = None,
    as_json: AsJson = False,
    markup: Annotated[
        Literal["text", "md"], typer.Option("--format", help="Text, or Markdown with the same citations.")
    ] = "text",
) -> None:
    """Show who holds what, the tally, roads cut, harm, talks and open claims; every line cites its sentences."""
    day, moment, earlier = day_given(on), moment_given(as_of), moment_given(since)

    from khabar.cli.briefs import show
    from khabar.picture import open_picture
    from khabar.report import situation_brief
    from khabar.situation import to_json

    with open_picture(store, theatre=theatre, create=False) as picture:
        found = picture.situation(on=day, known=moment, since=earlier)
    if as_json:
        print(json.dumps(to_json(found), ensure_ascii=False))
    else:
        show([situation_brief(found)], markdown=markup == "md")
