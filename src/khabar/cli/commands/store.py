"""`khabar store check|migrate|backup|restore`: keeping a store safe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.failures import STORE
from khabar.cli.options import DEFAULT_STORE, AsJson, StorePath

store = typer.Typer(help="Check, bring up to date, back up and restore a store.", no_args_is_help=True)
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]


@store.command()
def check(store: StorePath = DEFAULT_STORE, as_json: AsJson = False) -> None:
    """Look at every part of a store: schema, pages, references, ledger, the words of each claim, free space.

    It may be in use, and is not changed. Ends with 3 where a part is not sound.
    """
    from khabar.store.check import check_store

    parts = check_store(store)
    if as_json:
        rows = [{"part": p.part, "ok": p.ok, "found": p.found, "next_step": p.next_step} for p in parts]
        print(json.dumps({"format": "khabar.store-check/1", "store": str(store), "parts": rows}, ensure_ascii=False))
    else:
        for part in parts:
            print(f"{'ok     ' if part.ok else 'FAULT  '}  {part.part}: {part.found}")
            if part.next_step:
                print(f"         {part.next_step}")
    if not all(part.ok for part in parts):
        raise typer.Exit(STORE)


@store.command()
def migrate(store: StorePath = DEFAULT_STORE, as_json: AsJson = False) -> None:
    """Bring a store of an older Khabar up to date, step by step; a copy of it as it is is kept beside it.

    A store of a newer Khabar is left alone. Safe to repeat, and to interrupt.
    """
    from khabar.store.copying import migrate

    done = migrate(store)
    words = f"{store}: schema {done.was} is the newest."
    if done.copy:
        words = f"{store}: brought from schema {done.was} to {done.now}; as it was it is kept in {done.copy}."
    _tell(words, as_json, was=done.was, now=done.now, copy=str(done.copy) if done.copy else None)


@store.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    store: StorePath = DEFAULT_STORE,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Copy a store, which may be in use, into one file; the copy is checked before it gets its name."""
    from khabar.store.copying import backup

    made = backup(store, file, force=force)
    _tell(f"{store}: copied to {made} and checked, {_size(made)}.", as_json, file=str(made))


@store.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    store: StorePath = DEFAULT_STORE,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of a store, after checking it.

    With --force it takes the place of the store there, which is moved aside and not lost.
    """
    from khabar.store.copying import restore

    kept = restore(file, store, force=force)
    aside = f"; what was there is kept in {kept}" if kept else ""
    _tell(f"{store}: restored from {file}{aside}.", as_json, store=str(store), kept=str(kept) if kept else None)


def _tell(words: str, as_json: bool, **facts: str | None) -> None:
    print(json.dumps(facts, ensure_ascii=False) if as_json else words)


def _size(file: Path) -> str:
    return f"{file.stat().st_size / 1e6:,.1f} MB"
