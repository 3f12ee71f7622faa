"""`khabar serve`: the desk in a browser, and who may enter it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from khabar.cli.options import DEFAULT_STORE, AsJson, Feeds, StorePlace, TheatreName, refuse_options_before

if TYPE_CHECKING:
    from khabar.web.accounts import Accounts

serve = typer.Typer(
    help="Serve the desk to a browser, and keep the accounts of an exposed one.", invoke_without_command=True
)
accounts = typer.Typer(help="Who may enter a desk that is exposed.", no_args_is_help=True)
serve.add_typer(accounts, name="accounts")

AccountsFile = Annotated[
    Path | None,
    typer.Option("--accounts", metavar="FILE", help="The file of accounts. Default: beside the store."),
]
AccountName = Annotated[str, typer.Argument(metavar="NAME", help="The name to log in with, and to sign with.")]


@serve.callback()
def serve_command(
    context: typer.Context,
    store: StorePlace = DEFAULT_STORE,
    theatre: TheatreName = None,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 = any that is free.")] = 8350,
    name: Annotated[
        str,
        typer.Option(
            "--name", metavar="NAME", help="Who judges, where there are no accounts.", envvar="KHABAR_ANALYST"
        ),
    ] = "",
    hostname: Annotated[
        list[str] | None,
        typer.Option("--hostname", metavar="NAME", help="A name browsers call the server by, e.g. desk.example.org."),
    ] = None,
    accounts_file: AccountsFile = None,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", metavar="FILE", help="Speak TLS, with this certificate (PEM).")
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="The certificate's key (PEM).")] = None,
    feeds: Feeds = None,
    tiles: Annotated[
        str,
        typer.Option(
            "--tiles", metavar="URL", help="Offer a background map: https://HOST/{z}/{x}/{y}.png, asked by browsers."
        ),
    ] = "",
    tiles_credit: Annotated[str, typer.Option("--tiles-credit", metavar="TEXT", help="Whom that map credits.")] = "",
) -> None:
    """Serve the desk: the map, the events, their reports and the review, at http://127.0.0.1:8350.

    From this machine alone no account is needed. At any other address, or by any other name, people log in: make
    accounts first with `khabar serve accounts add`.
    """
    if context.invoked_subcommand:
        refuse_options_before(context, "khabar serve")
        return
    from khabar.cli.shelf import own_gazetteers
    from khabar.picture import open_picture
    from khabar.watching import load_feeds
    from khabar.web.serving import Served, serve_picture
    from khabar.web.tiles import Tiles

    watched = load_feeds(feeds) if feeds else None
    background = Tiles(tiles, tiles_credit) if tiles else None
    served = Served(host, port, tuple(hostname or ()), name, certificate, key, background)
    doors = _accounts(store, accounts_file) if served.is_exposed or accounts_file else None
    with open_picture(store, theatre=theatre, gazetteers=own_gazetteers(), create=False) as picture:
        serve_picture(picture, served, accounts=doors, say=lambda words: print(words, flush=True), feeds=watched)


@accounts.command("add")
def add(
    name: AccountName,
    role: Annotated[
        Literal["reader", "analyst", "editor"],
        typer.Option("--role", help="A reader sees what is released; the others see all, and judge."),
    ],
    store: StorePlace = DEFAULT_STORE,
    accounts_file: AccountsFile = None,
) -> None:
    """Let somebody enter, or give them another role and password. Asks for the password, or reads it from a pipe."""
    kept = _accounts(store, accounts_file)
    kept.add(name, role, _password())
    print(f"{name} may enter as {role}: {kept.path}")


@accounts.command("list")
def listed(store: StorePlace = DEFAULT_STORE, accounts_file: AccountsFile = None, as_json: AsJson = False) -> None:
    """List who may enter, and as what."""
    import json

    found = _accounts(store, accounts_file).all()
    if as_json:
        print(json.dumps([{"name": one.name, "role": one.role} for one in found], ensure_ascii=False))
    for one in () if as_json else found:
        print(f"{one.role:<8} {one.name}")


@accounts.command("remove")
def remove(name: AccountName, store: StorePlace = DEFAULT_STORE, accounts_file: AccountsFile = None) -> None:
    """Take somebody out; where they are logged in, that ends."""
    kept = _accounts(store, accounts_file)
    kept.remove(name)
    print(f"{name} may no longer enter.")


def _accounts(store: str, file: Path | None) -> Accounts:
    from khabar.web.accounts import Accounts, accounts_beside

    return Accounts(file or accounts_beside(store))


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
