"""`khabar events correct|as-coded|corrections`: an analyst's word on how a claim was coded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.commands.events import events as group
from khabar.cli.commands.judgements import By, Note
from khabar.cli.options import DEFAULT_STORE, AsJson, StorePlace, TheatreName

if TYPE_CHECKING:
    from khabar.correcting import Corrected

ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, or enough of it, as `why` lists.")]


@group.command()
def correct(
    claim: ClaimId,
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="type, time, place, origin, destination, actor, target, people, killed, wounded, displaced, detained, "
            "freed, missing, polarity, modality, aspect, status, background, descriptive, dismissed or retracted.",
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help='A type; a name, or several parted by ";"; DAY or DAY..DAY; 12, 10-15 or 10+; yes or no; none.',
        ),
    ],
    by: By = "",
    note: Note = "",
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """Put a field of a claim right. Its coding stays on record; your word outlives every later reading.

    `dismissed yes`: the words tell no such act. `retracted yes`: who told it took it back.
    """
    from khabar.correcting import correct
    from khabar.picture import open_picture

    with open_picture(store, theatre=theatre, create=False) as picture:
        _tell(correct(picture, claim, field, value, by=by, note=note), as_json=as_json)


@group.command("as-coded")
def as_coded(
    claim: ClaimId,
    fields: Annotated[list[str] | None, typer.Argument(metavar="FIELDS", help="Only these fields.")] = None,
    by: By = "",
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    as_json: AsJson = False,
) -> None:
    """Take back what people put right in a claim: it is again as coded. The words taken back stay on record."""
    from khabar.correcting import as_coded
    from khabar.picture import open_picture

    with open_picture(store, theatre=theatre, create=False) as picture:
        _tell(as_coded(picture, claim, fields or (), by=by), as_json=as_json)


@group.command()
def corrections(
    ever: Annotated[bool, typer.Option("--ever", help="Also words that others or the same person replaced.")] = False,
    store: StorePlace = DEFAULT_STORE,
    as_json: AsJson = False,
) -> None:
    """List what people put right in claims, in order of arrival. With --json one object a line."""
    from khabar.report.correction import correction_json, correction_line
    from khabar.store import open_store

    with open_store(store, create=False, read_only=True) as opened:
        for said in opened.corrections(ever=ever):
            print(json.dumps(correction_json(said), ensure_ascii=False) if as_json else correction_line(said))


def _tell(corrected: Corrected, *, as_json: bool) -> None:
    from khabar.report.correction import corrected_json, corrected_lines

    told = (corrected.corrections, corrected.events, corrected.became)
    if as_json:
        print(json.dumps(corrected_json(*told), ensure_ascii=False))
    else:
        print("\n".join(corrected_lines(*told)))
