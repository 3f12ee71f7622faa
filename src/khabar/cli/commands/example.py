"""`khabar example`: the whole way, from a folder of dispatches to the situation, on what is shipped with Khabar."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.commands.ingest import ingest
from khabar.cli.commands.situation import situation
from khabar.errors import MissingPart

FOLDER = "fall-of-the-capitals"
THEATRE = "afghanistan-2021"
EVENING = "2021-08-13"
STORE = "example.db"


def example(
    store: Annotated[str, typer.Option("--store", "-s", metavar="STORE", help="The store to make.")] = STORE,
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="The evening to show.")] = EVENING,
) -> None:
    """Take in the shipped dispatches on Afghanistan in summer 2021, and show the situation on one evening.

    The day is asked about by what readers could know by its end. The store is kept: ask it further questions.
    """
    from khabar.store.address import printable

    ingest([example_folder()], store=store, theatre=THEATRE)
    print()
    situation(store=store, on=on, as_of=on)
    print("\nAsk on:")
    for question, shows in (
        ("why Herat", "the sentences behind a place"),
        ("access Mazar-i-Sharif --on 2021-08-13", "who can reach a place by road"),
        ('whatif "Mazar-i-Sharif falls"', "what would change if it fell"),
        ("situation", "the last day the dispatches speak of"),
        ("events", "every event with its standing"),
    ):
        print(f"  {shows + ':':<38} {called()} {question} --store {printable(store)}")


def called() -> str:
    """How this program is called here: by name, or through uv where uv started it."""
    if "UV_RUN_RECURSION_DEPTH" not in os.environ:
        return "khabar"
    return "./uv run khabar" if Path("uv").is_file() else "uv run khabar"


def example_folder() -> Path:
    """Where the example dispatches lie: in the package, or beside it in a checkout. Raises MissingPart."""
    packaged = Path(str(resources.files("khabar"))) / "data" / "examples" / FOLDER
    for folder in (packaged, Path(__file__).parents[4] / "examples" / FOLDER):
        if folder.is_dir():
            return folder
    raise MissingPart("The example dispatches are not in the package.", next_step="Install Khabar again.")
