"""`khabar search`: reports found by their words and by where their acts lie."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.options import DEFAULT_STORE, AsJson, StorePlace

if TYPE_CHECKING:
    from khabar.searching import Found

_ELLIPSIS = "..."


def search(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help='All of them are said; "..." is a phrase.')
    ] = None,
    within: Annotated[
        str | None,
        typer.Option("--within", metavar="S,W,N,E", help="An act lies between these degrees: south,west,north,east."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="No more than so many reports.")] = 20,
    store: StorePlace = DEFAULT_STORE,
    as_json: AsJson = False,
) -> None:
    """Find reports by their words, whatever their case and accents, and by where what they tell lies; newest first."""
    from khabar.errors import BadInput
    from khabar.searching import box_given, search
    from khabar.store import open_store

    said, box = " ".join(map(_as_given, words or ())), box_given(within) if within else None
    if not said and box is None:
        raise BadInput("There is nothing to look for.", next_step="Give words, or --within.")
    with open_store(store, create=False, read_only=True) as opened:
        found = tuple(islice(search(opened, said, within=box), limit + 1))
    for one in found[:limit]:
        print(json.dumps(one.as_json(), ensure_ascii=False) if as_json else _told(one))
    if not as_json:
        if not found:
            print("No report is found by that.")
        if len(found) > limit:
            print(f"There are more: --limit {2 * limit}.")


def _as_given(word: str) -> str:
    """A word; what the shell has passed on as one, with spaces in it, was meant as a phrase."""
    return f'"{word}"' if " " in word and '"' not in word else word


def _told(found: Found) -> str:
    from khabar.plain_text import clean

    report, excerpt = found.document, found.excerpt
    about = "  ".join(filter(None, (str(report.published or "no date"), report.publisher, report.title)))
    opening = _ELLIPSIS if excerpt.start else ""
    ending = _ELLIPSIS if excerpt.end < len(report.text.rstrip()) else ""
    return f"{clean(about)}  [{clean(report.id)}]\n  {opening}{' '.join(clean(excerpt.text).split())}{ending}"
