"""`khabar store check|migrate|backup|restore|move`: keeping a store safe, where it should be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.failures import STORE
from khabar.cli.options import DEFAULT_STORE, AsJson, StorePlace

store = typer.Typer(help="Check, bring up to date, back up, restore and move a store.", no_args_is_help=True)
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]


@store.command()
def check(store: StorePlace = DEFAULT_STORE, as_json: AsJson = False) -> None:
    """Look at every part of a store: schema, pages, references, ledger, the words of each claim, free space.

    It may be in use, and is not changed. Ends with 3 where a part is not sound.
    """
    from khabar.store.address import printable
    from khabar.store.check import check_store

    parts = check_store(store)
    if as_json:
        rows = [{"part": p.part, "ok": p.ok, "found": p.found, "next_step": p.next_step} for p in parts]
        print(
            json.dumps({"format": "khabar.store-check/1", "store": printable(store), "parts": rows}, ensure_ascii=False)
        )
    else:
        for part in parts:
            print(f"{'ok     ' if part.ok else 'FAULT  '}  {part.part}: {part.found}")
            if part.next_step:
                print(f"         {part.next_step}")
    if not all(part.ok for part in parts):
        raise typer.Exit(STORE)


@store.command()
def migrate(store: StorePlace = DEFAULT_STORE, as_json: AsJson = False) -> None:
    """Bring a store of an older Khabar up to date; a copy of a file as it is is kept beside it.

    A store of a newer Khabar is left alone. Safe to repeat, and to interrupt.
    """
    from khabar.store.address import printable
    from khabar.store.copying import migrate

    done = migrate(store)
    words = f"{printable(store)}: schema {done.was} is the newest."
    if done.was != done.now:
        kept = f"; as it was it is kept in {done.copy}" if done.copy else ""
        words = f"{printable(store)}: brought from schema {done.was} to {done.now}{kept}."
    _tell(words, as_json, was=done.was, now=done.now, copy=str(done.copy) if done.copy else None)


@store.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    store: StorePlace = DEFAULT_STORE,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Copy a store, which may be in use, into one file; the copy is checked before it gets its name."""
    from khabar.store.address import printable
    from khabar.store.copying import backup

    made = backup(store, file, force=force)
    _tell(f"{printable(store)}: copied to {made} and checked, {_size(made)}.", as_json, file=str(made))


@store.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    store: StorePlace = DEFAULT_STORE,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of a store, after checking it.

    With --force it takes the place of the store there, which is moved aside and not lost.
    """
    from khabar.store.address import printable
    from khabar.store.copying import restore

    kept = restore(file, store, force=force)
    aside = f"; what was there is kept in {kept}" if kept else ""
    _tell(f"{printable(store)}: restored from {file}{aside}.", as_json, store=printable(store), kept=kept)


@store.command()
def move(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Where it goes: a file or postgresql://...")],
    store: StorePlace = DEFAULT_STORE,
    as_json: AsJson = False,
) -> None:
    """Take all that a store holds from a file to a server, back, or to another server, losing nothing.

    The new store is checked and there at once, or not at all; the old one stays as it is. Nobody should write to
    either meanwhile: what is written to the old one later is not in the new.
    """
    from khabar.cli.progress import shown
    from khabar.store.address import printable
    from khabar.store.copying import move

    rows = sum(shown(move(store, target), noun="rows", size=int, quiet=as_json))
    words = f"{printable(store)}: {rows:,} rows taken to {printable(target)} and checked."
    words += " From now on name that as the store."
    _tell(words, as_json, store=printable(target), rows=rows)


def _tell(words: str, as_json: bool, **facts: str | int | None) -> None:
    print(json.dumps(facts, ensure_ascii=False) if as_json else words)


def _size(file: Path) -> str:
    return f"{file.stat().st_size / 1e6:,.1f} MB"
