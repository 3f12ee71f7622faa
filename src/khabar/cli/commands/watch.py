"""`khabar watch`: follow feeds and folders, take in what is new, and tell of changes."""

from __future__ import annotations

import json
import os
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from khabar.cli.options import DEFAULT_STORE, AsJson, OnlyTheatre, StorePlace, TheatreName
from khabar.cli.shelf import own_gazetteers

if TYPE_CHECKING:
    from khabar.watch import Status


class RunIsMeant(TyperGroup):
    """`khabar watch feeds.toml` means `khabar watch run feeds.toml`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Puts the command's name where it was left out."""
        if args and args[0] not in {*self.commands, "--help"}:
            args = ["run", *args]
        return super().parse_args(ctx, args)


watch = typer.Typer(
    cls=RunIsMeant,
    help="Follow feeds and folders, take in what is new, and tell of changes. `khabar watch feeds.toml` runs it.",
    no_args_is_help=True,
)
FeedsPath = Annotated[Path, typer.Argument(metavar="FEEDS", help="The file of sources, rules and destinations.")]


@watch.command()
def run(
    feeds: FeedsPath,
    once: Annotated[bool, typer.Option("--once", help="Look at what is due, send alerts, and end.")] = False,
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    only_theatre: OnlyTheatre = False,
    allow_private: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-private", metavar="HOST", help="A host of your own network that feeds may lie at; repeatable."
        ),
    ] = None,
) -> None:
    """Look at every source when it is due and take in what is new; `run` may be left out.

    Safe to stop at any moment: the same command goes on. One line on standard output for whatever happens.
    """
    from khabar.fetching import Fetcher, Politeness
    from khabar.intake import Intake
    from khabar.looking import Looker
    from khabar.picture import open_picture
    from khabar.plain_text import clean
    from khabar.telling import send
    from khabar.watch import Watch
    from khabar.watching import load_feeds

    found = load_feeds(feeds)
    with open_picture(store, theatre=theatre, gazetteers=own_gazetteers()) as picture:
        fetcher = Fetcher(contact=found.contact, politeness=Politeness(), clock=lambda: picture.now)
        intake = Intake(picture, only_theatre=only_theatre)
        looker = Looker(picture, intake, fetcher, vouched=frozenset(h.lower() for h in allow_private or ()))
        watching = Watch(picture, found, looker=looker, send=lambda message, where: send(message, where, os.environ))
        for line in watching.run(once=once):
            words = clean(" ".join(line.split()))
            print(words if once else f"{picture.now:%Y-%m-%d %H:%M:%S} {words}", flush=True)


@watch.command()
def status(feeds: FeedsPath, store: StorePlace = DEFAULT_STORE, as_json: AsJson = False) -> None:
    """Show how every source does against what it usually brings, and which alerts wait. A gap is no sign of calm."""
    from khabar.picture import open_picture
    from khabar.report.source_states import source_state_lines
    from khabar.watch import status_of
    from khabar.watching import load_feeds

    found = load_feeds(feeds)
    with open_picture(store, create=False) as picture:
        now = status_of(picture, found)
    if as_json:
        print(json.dumps(status_json(now), ensure_ascii=False))
        return
    for line in source_state_lines(now.sources):
        print(line)
    for one in now.destinations:
        if one.alerts:
            print(f"{len(one.alerts)} waiting for {one.destination.name}{f': {one.fault}' if one.fault else ''}")


def status_json(status: Status) -> dict[str, Any]:
    """The status as `khabar.watch-status/1`."""
    from khabar.watching.source_state import FORMAT

    return {
        "format": FORMAT,
        "at": status.at.isoformat(),
        "sources": [state.as_json() for state in status.sources],
        "destinations": [
            {
                "name": one.destination.name,
                "waiting": len(one.alerts),
                "since": one.alerts[0].at.isoformat() if one.alerts else None,
                "fault": one.fault,
                "next_try": one.next_try.isoformat() if one.next_try else None,
            }
            for one in status.destinations
        ],
    }


@watch.command()
def example() -> None:
    """Print a feeds file to begin with."""
    sys.stdout.write(files("khabar").joinpath("data/watch/feeds.toml").read_text(encoding="utf-8"))
