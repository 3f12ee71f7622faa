"""The options several commands share, each written once."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from khabar.times.moments import parse_day, parse_moment

StorePlace = Annotated[
    str,
    typer.Option(
        "--store",
        "-s",
        metavar="STORE",
        help="The store: a file, or postgresql://USER@HOST/DATABASE.",
        envvar="KHABAR_STORE",
        show_default=True,
    ),
]
TheatreName = Annotated[
    str | None,
    typer.Option("--theatre", "-t", help="A theatre pack: its name or its folder.", envvar="KHABAR_THEATRE"),
]
OnlyTheatre = Annotated[
    bool, typer.Option("--only-theatre", help="Leave unread what names no place, actor or country of the theatre.")
]
Haste = Annotated[
    int,
    typer.Option(
        metavar="LEVEL",
        min=0,
        max=2,
        show_default=True,
        help="Read faster, miss more: 1 leaves out sentences that hardly tell of an act, 2 has a smaller network, too.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
PublishedOn = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="Day of publication of what is read; wins over its own date."),
]
OnDay = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help="The day asked about. Default: the last reported.")
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="MOMENT", help="What was known then, e.g. 2021-08-12 or 2021-08-12T18:00Z."),
]
Since = Annotated[str | None, typer.Option("--since", metavar="MOMENT", help="Also show what changed since then.")]
OfSide = Annotated[
    str | None, typer.Option("--side", metavar="SIDE", help="Only this side, by any name. Default: all with a base.")
]

Feeds = Annotated[
    Path | None,
    typer.Option("--feeds", metavar="FILE", help="Show how these watched sources do: an outage is told as a gap."),
]

ShardsAtOnce = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="So many at once. Default: 1; with ray as many as there are cores."),
]
EngineChosen = Annotated[Literal["local", "ray"], typer.Option("--engine", help="What runs the work.")]
RayAddress = Annotated[
    str | None,
    typer.Option("--ray-address", metavar="ADDRESS", help="A Ray cluster's. Default: one is begun on this machine."),
]

Patience = Annotated[
    float,
    typer.Option(
        "--patience", min=0.1, metavar="SECONDS", help="A report that takes longer to read is set aside, and named."
    ),
]

DEFAULT_STORE = "khabar.db"
DEFAULT_PATIENCE = 120.0  # that of `khabar.readers`, which takes long to import for --help


def day_given(text: str | None) -> date | None:
    """An option's day; None where it was not given. Raises BadDate."""
    return parse_day(text) if text else None


def moment_given(text: str | None) -> datetime | None:
    """An option's moment in UTC; None where it was not given. Raises BadDate."""
    return parse_moment(text.replace("Z", "+00:00")) if text else None


def refuse_options_before(context: typer.Context, command: str) -> None:
    """Refuses an option that stands before the name of a command below: it would be lost in silence."""
    sources = (context.get_parameter_source(name) for name in context.params)
    if any(source is not None and source.name == "COMMANDLINE" for source in sources):
        below = context.invoked_subcommand
        raise typer.BadParameter(f"Options come after the command's name: {command} {below} ... --store FILE.")
