"""`khabar events queue`: which events an analyst should look at first."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from khabar.cli.commands.events import events as group
from khabar.cli.options import DEFAULT_STORE, AsJson, StorePlace, TheatreName


@group.command()
def queue(
    limit: Annotated[int, typer.Option("--limit", min=1, help="No more than so many events.")] = 20,
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """List the events that wait for a word on their publication, that of most consequence and doubt first, and why."""
    from khabar.picture import open_picture
    from khabar.plain_text import clean
    from khabar.report.events import event_line, short
    from khabar.reviewing import queue as waiting

    with open_picture(store, theatre=theatre, create=False) as picture:
        found = waiting(picture)
    for one in found[:limit]:
        if as_json:
            figures = {"consequence": one.consequence, "doubt": one.doubt, "reasons": list(one.reasons)}
            print(json.dumps({"event": one.event.id, "state": one.state, **figures}, ensure_ascii=False))
        else:
            print(f"{short(one.event.id)} {event_line(one.event)}\n  {clean('; '.join(one.reasons))}")
    if not as_json:
        print(f"{len(found):,} {'event waits' if len(found) == 1 else 'events wait'} for a word.")
