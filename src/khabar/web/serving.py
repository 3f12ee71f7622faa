"""Starting the server: where it listens, whether it is exposed, and what it refuses to start without."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from khabar.errors import BadInput, MissingPart
from khabar.picture import Picture
from khabar.watching import FeedsFile
from khabar.web.accounts import Accounts
from khabar.web.hosts import is_any_address, is_loopback, names_of
from khabar.web.tiles import Tiles


@dataclass(frozen=True, slots=True)
class Served:
    """Where and how a desk is served. `hostnames` are the names it is called by besides its address."""

    host: str
    port: int
    hostnames: tuple[str, ...] = ()
    name: str = ""
    certificate: Path | None = None
    key: Path | None = None
    tiles: Tiles | None = None

    @property
    def is_exposed(self) -> bool:
        """Whether others than those on this machine can call it."""
        return not all(map(is_loopback, (self.host, *self.hostnames)))


def serve_picture(
    picture: Picture,
    served: Served,
    *,
    accounts: Accounts | None,
    say: Callable[[str], None],
    feeds: FeedsFile | None = None,
) -> None:
    """Serves a picture until it is stopped. `accounts` None = no account is asked for; `say` tells the address.

    `feeds` are the sources that are watched: the desk shows where one leaves a gap.

    Raises BadInput where an exposed server has no accounts, or cannot listen; MissingPart where the extra `web` is not
    installed.
    """
    check(served, accounts)
    try:
        import uvicorn

        from khabar.web.app import create_app
        from khabar.web.entrance import Entrance
    except ModuleNotFoundError as error:
        raise MissingPart(f"{error.name} is not installed.", next_step="Install `khabar[web]`.") from None
    picture.theatre  # noqa: B018 - a desk without a theatre has no map: said now, and not at the first question
    listening = _listening(served)
    port = listening.getsockname()[1]
    entrance = Entrance(
        hosts=names_of(served.host, port, served.hostnames),
        accounts=accounts,
        name=served.name,
        secure=served.is_exposed or served.certificate is not None,
        clock=lambda: picture.now,
        tiles=served.tiles,
    )
    logging.basicConfig(format="%(asctime)s %(name)s %(message)s", level=logging.WARNING)
    logging.getLogger("khabar.web").setLevel(logging.INFO)
    config = uvicorn.Config(
        create_app(picture, entrance, feeds=feeds),
        log_config=None,
        access_log=False,
        server_header=False,
        # Only a proxy on this machine is believed, and only where the server is told of one.
        proxy_headers=bool(served.hostnames),
        forwarded_allow_ips="127.0.0.1",
        ssl_certfile=served.certificate,
        ssl_keyfile=served.key,
        limit_concurrency=200,
        timeout_keep_alive=15,
    )
    say(f"Khabar's desk: {_address(served, port)} (Ctrl-C ends it)")
    uvicorn.Server(config).run(sockets=[listening])


def check(served: Served, accounts: Accounts | None) -> None:
    """Raises BadInput where a server may not be started so."""
    if not accounts.all() if accounts else served.is_exposed:
        raise BadInput(
            "Others can call this server, and nobody has an account.",
            next_step="Make one: `khabar serve accounts add NAME --role editor`.",
        )
    if is_any_address(served.host) and not served.hostnames:
        raise BadInput(
            f"{served.host} is every address of this machine, and no name to be called by.",
            next_step="Say by which name browsers call it: --hostname desk.example.org",
        )
    if (served.certificate is None) != (served.key is None):
        raise BadInput("A certificate goes with its key.", next_step="Give --certificate and --key.")


def _listening(served: Served) -> socket.socket:
    family = socket.AF_INET6 if ":" in served.host else socket.AF_INET
    try:
        return socket.create_server((served.host.strip("[]"), served.port), family=family)
    except OSError as error:
        raise BadInput(
            f"The server cannot listen at {served.host}, port {served.port}: {(error.strerror or str(error)).lower()}.",
            next_step="Name another port with --port, or 0 for any that is free.",
        ) from None


def _address(served: Served, port: int) -> str:
    scheme = "https" if served.certificate else "http"
    host = f"[{served.host}]" if ":" in served.host.strip("[]") else served.host
    return f"{scheme}://{host}:{port}"
