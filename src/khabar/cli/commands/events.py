"""`khabar events`: every event, in a stable order."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from khabar.cli.options import (
    DEFAULT_STORE,
    AsJson,
    AsOf,
    StorePlace,
    TheatreName,
    moment_given,
    refuse_options_before,
)

events = typer.Typer(
    help="List every event; see why reports are one event, merge two, split one, or take a word back.",
    invoke_without_command=True,
)


@events.callback()
def listed(
    context: typer.Context,
    store: StorePlace = DEFAULT_STORE,
    as_of: AsOf = None,
    theatre: TheatreName = None,
    as_json: AsJson = False,
    kind: Annotated[str | None, typer.Option("--type", help="Only types that begin so, e.g. territory.")] = None,
) -> None:
    """List every event with its claims, by when it was first known. With --json one object a line.

    The commands below explain one, and keep an analyst's word on it; their options come after their names.
    """
    if context.invoked_subcommand:
        refuse_options_before(context, "khabar events")
        return
    from khabar.picture import open_picture
    from khabar.records.event_wire import event_to_json
    from khabar.report.events import event_line, short

    with open_picture(store, theatre=theatre, create=False) as picture:
        for event in picture.events(known=moment_given(as_of)):
            if kind and not event.type.startswith(kind):
                continue
            line = f"{short(event.id)} {event_line(event)}"
            print(json.dumps(event_to_json(event), ensure_ascii=False) if as_json else line)
