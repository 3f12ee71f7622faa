"""`khabar events release|withdraw`: an analyst's word on what may be published."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.commands.events import events as group
from khabar.cli.commands.judgements import By, Note
from khabar.cli.options import DEFAULT_STORE, AsJson, StorePlace, TheatreName

if TYPE_CHECKING:
    from khabar.releasing import Said

EventIds = Annotated[list[str], typer.Argument(metavar="EVENTS", help="Ids, or enough of their beginnings.")]


@group.command()
def release(
    events: EventIds,
    by: By = "",
    note: Note = "",
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """Let events be published: `khabar export` writes them from now on. Reports that join later wait for a new word."""
    from khabar import releasing
    from khabar.picture import open_picture

    with open_picture(store, theatre=theatre, create=False) as picture:
        _tell(releasing.release(picture, events, by=by, note=note), "released", as_json=as_json)


@group.command()
def withdraw(
    events: EventIds,
    by: By = "",
    note: Note = "",
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """Hold events back from now on; a change feed names them as withdrawn. What was said before stays on record."""
    from khabar import releasing
    from khabar.picture import open_picture

    with open_picture(store, theatre=theatre, create=False) as picture:
        _tell(releasing.withdraw(picture, events, by=by, note=note), "withdrawn", as_json=as_json)


def _tell(said: Said, verdict: str, *, as_json: bool) -> None:
    """Each event with what was said of it."""
    from khabar.report.events import event_line, short

    if as_json:
        told = [{"event": event.id, "claims": [claim.id for claim in event.claims]} for event in said.events]
        print(json.dumps({"verdict": verdict, "events": told, "new": said.new > 0}, ensure_ascii=False))
        return
    for event in said.events:
        print(f"{verdict}{'' if said.new else ' already'}: {short(event.id)} {event_line(event)}")
