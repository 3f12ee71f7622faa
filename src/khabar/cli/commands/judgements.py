"""`khabar events why|merge|split|undo`: why reports are one event, and an analyst's word on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.commands.events import events as group
from khabar.cli.options import DEFAULT_STORE, AsJson, StorePlace, TheatreName

if TYPE_CHECKING:
    from khabar.linking import Decided

EventId = Annotated[str, typer.Argument(metavar="EVENT", help="The event's id, or enough of its beginning.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges.", envvar="KHABAR_ANALYST")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="The reason; it is shown with the event.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would come of it and keep nothing.")]


@group.command()
def why(
    events: Annotated[
        list[str], typer.Argument(metavar="EVENTS", help="An event's id, or enough of its beginning; or those of two.")
    ],
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """Show why an event's claims are one act: each pair with its likeness and reasons, and who judged.

    Of two events it shows why they are two.
    """
    from khabar.errors import BadInput
    from khabar.judging import explain
    from khabar.linking.as_json import explained_json
    from khabar.picture import open_picture
    from khabar.report.event_why import explained_lines

    if len(events) > 2:
        raise BadInput("Only two events are compared at a time.", next_step="Name one event, or two.")
    with open_picture(store, theatre=theatre, create=False) as picture:
        found = explain(picture, events)
    if as_json:
        print(json.dumps(explained_json(found), ensure_ascii=False))
    else:
        print("\n".join(explained_lines(found)))


@group.command()
def merge(
    events: Annotated[list[str], typer.Argument(metavar="EVENTS", help="Ids, or enough of their beginnings.")],
    by: By = "",
    note: Note = "",
    dry_run: DryRun = False,
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """Make one event of several: all their claims speak of one act. It outlives every later reading."""
    from khabar import judging
    from khabar.picture import open_picture

    with open_picture(store, theatre=theatre, create=False) as picture:
        _tell(judging.merge(picture, events, by=by, note=note, keep=not dry_run), as_json=as_json)


@group.command()
def split(
    event: EventId,
    claims: Annotated[
        list[str], typer.Argument(metavar="CLAIMS", help="The claims that do not belong, as `why` lists.")
    ],
    by: By = "",
    note: Note = "",
    dry_run: DryRun = False,
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """Part claims from the rest of their event: they speak of another act. It outlives every later reading."""
    from khabar import judging
    from khabar.picture import open_picture

    with open_picture(store, theatre=theatre, create=False) as picture:
        _tell(judging.split(picture, event, claims, by=by, note=note, keep=not dry_run), as_json=as_json)


@group.command()
def undo(
    event: EventId,
    claims: Annotated[
        list[str] | None, typer.Argument(metavar="CLAIMS", help="Only what was said of these claims.")
    ] = None,
    by: By = "",
    note: Note = "",
    dry_run: DryRun = False,
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """Take back what people said of an event's claims: the rules decide again. The words taken back stay on record."""
    from khabar import judging
    from khabar.picture import open_picture

    with open_picture(store, theatre=theatre, create=False) as picture:
        _tell(judging.undo(picture, event, claims or (), by=by, note=note, keep=not dry_run), as_json=as_json)


def _tell(decided: Decided, *, as_json: bool) -> None:
    """What was decided and what came of it."""
    from khabar.linking.as_json import decided_json
    from khabar.report.event_why import decided_lines

    if as_json:
        print(json.dumps(decided_json(decided), ensure_ascii=False))
    else:
        print("\n".join(decided_lines(decided)))
