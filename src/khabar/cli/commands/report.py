"""`khabar report` and `khabar brief`: the situation, or what changed in it, as a document for readers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from khabar.cli.options import DEFAULT_STORE, AsOf, Feeds, OnDay, StorePlace, TheatreName, day_given, moment_given

if TYPE_CHECKING:
    from khabar.picture import Picture
    from khabar.reporting import Asked, Format, Kind
    from khabar.watching import SourceState

Out = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="The file to write; without one, print.")]
InFormat = Annotated[
    Literal["md", "html", "pdf", "docx"] | None,
    typer.Option("--format", help="Default: by the ending of FILE, else md. pdf and docx need khabar[report]."),
]
Released = Annotated[bool, typer.Option("--released", help="Rest only on what an analyst released.")]
Full = Annotated[bool, typer.Option("--full", help="Everything, however many pages it takes.")]
Title = Annotated[str, typer.Option("--title", metavar="TEXT", help="A title of your own, in any script.")]
WeekBefore = Annotated[
    str | None, typer.Option("--since", metavar="MOMENT", help="Tell what changed since. Default: a week before.")
]
DayBefore = Annotated[
    str | None, typer.Option("--since", metavar="MOMENT", help="Tell what changed since. Default: the day before.")
]


def report(
    out: Out = None,
    format: InFormat = None,
    store: StorePlace = DEFAULT_STORE,
    on: OnDay = None,
    as_of: AsOf = None,
    since: WeekBefore = None,
    theatre: TheatreName = None,
    released: Released = False,
    full: Full = False,
    title: Title = "",
    feeds: Feeds = None,
) -> None:
    """Write the situation report: figures, map, control, access, harm, talks, claims, gaps; three pages, all cited.

    Asked of a day with no --as-of, it goes by what was known when that day ended.
    """
    asked = _asked(on, as_of, since, released=released, full=full, title=title)
    _deliver("situation", asked, store, theatre, out, format, feeds)


def brief(
    out: Out = None,
    format: InFormat = None,
    store: StorePlace = DEFAULT_STORE,
    on: OnDay = None,
    as_of: AsOf = None,
    since: DayBefore = None,
    theatre: TheatreName = None,
    released: Released = False,
    full: Full = False,
    title: Title = "",
    feeds: Feeds = None,
) -> None:
    """Write one page on what changed: control, roads, harm, talks and claims that are new, all cited.

    Asked of a day with no --as-of, it goes by what was known when that day ended.
    """
    asked = _asked(on, as_of, since, released=released, full=full, title=title)
    _deliver("changes", asked, store, theatre, out, format, feeds)


def _asked(on: str | None, as_of: str | None, since: str | None, *, released: bool, full: bool, title: str) -> Asked:
    days = (day_given(on), moment_given(as_of), moment_given(since))

    from khabar.reporting import Asked

    return Asked(*days, released=released, full=full, title=title)


def _deliver(
    kind: Kind,
    asked: Asked,
    store: str,
    theatre: str | None,
    out: Path | None,
    format: Format | None,
    feeds: Path | None,
) -> None:
    """Writes the report to its file and says so, or prints it."""
    from khabar.errors import BadInput
    from khabar.picture import open_picture
    from khabar.reporting import format_of, rendered, report_of, write_report

    chosen = format_of(out, format)
    if out is None and chosen in ("pdf", "docx") and sys.stdout.isatty():
        raise BadInput(f"A {chosen} is no text for a terminal.", next_step="Give a file with -o.")
    with open_picture(store, theatre=theatre, create=False) as picture:
        found = report_of(picture, kind, asked, states=_states(picture, feeds) if feeds else ())
    if out is None:
        sys.stdout.buffer.write(rendered(found, chosen))
        sys.stdout.buffer.flush()
        return
    files = write_report(found, chosen, out)
    print(f"{' and '.join(map(str, files))}: {len(found.references)} sources cited.")
    print(found.standing)


def _states(picture: Picture, feeds: Path) -> tuple[SourceState, ...]:
    """How the sources of a feeds file do."""
    from khabar.watch import states_of
    from khabar.watching import load_feeds

    return states_of(picture, load_feeds(feeds))
