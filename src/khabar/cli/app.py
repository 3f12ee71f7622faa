"""The commands of `khabar`, each in a file of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from khabar import __version__
from khabar.cli.commands import (
    access,
    code,
    corrections,  # noqa: F401  puts its commands under `events`
    course,
    doctor,
    events,
    example,
    export,
    gazetteer,
    importing,
    ingest,
    judgements,  # noqa: F401  puts its commands under `events`
    ledger,
    link,
    queue,  # noqa: F401  puts its command under `events`
    read,
    releases,  # noqa: F401  puts its commands under `events`
    report,
    search,
    serve,
    situation,
    store,
    theatre,
    watch,
    whatif,
    why,
)

app = typer.Typer(
    name="khabar",
    help="Reads news reports of armed conflict; keeps a sourced, dated picture of who holds what.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("example")(example.example)
app.command("read")(read.read)
app.command("ingest")(ingest.ingest)
app.command("code")(code.code)
app.command("link")(link.link)
app.add_typer(watch.watch, name="watch")
app.command("situation")(situation.situation)
app.command("report")(report.report)
app.command("brief")(report.brief)
app.command("why")(why.why)
app.command("course")(course.course)
app.command("access")(access.access)
app.command("whatif")(whatif.whatif)
app.add_typer(events.events, name="events")
app.command("search")(search.search)
app.add_typer(serve.serve, name="serve")
app.add_typer(theatre.theatre, name="theatre")
app.add_typer(gazetteer.gazetteer, name="gazetteer")
app.command("export")(export.export)
app.add_typer(importing.imports, name="import")
app.add_typer(store.store, name="store")
app.add_typer(ledger.ledger, name="ledger")
app.command("doctor")(doctor.doctor)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"khabar {__version__}")
        raise typer.Exit


@app.callback()
def khabar(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads news reports of armed conflict; keeps a sourced, dated picture of who holds what."""
