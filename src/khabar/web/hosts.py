"""The names a server is called by, and which of them lead to this machine alone."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

_SCHEMES_OWN = (80, 443)


def is_loopback(name: str) -> bool:
    """Whether a host name, with or without a port, is this machine's own, so that nobody else can call it."""
    host = _without_port(name).strip("[]")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def is_any_address(host: str) -> bool:
    """Whether to listen at a host is to listen at every address of the machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return False


def names_of(host: str, port: int, hostnames: Sequence[str]) -> tuple[str, ...]:
    """What the header Host may say: the server's own names with its port, and `hostnames` with or without one."""
    if is_loopback(host):
        own: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    else:
        own = () if is_any_address(host) else (f"[{host}]" if ":" in host else host,)
    called = [f"{name}:{port}" for name in own]
    called += own if port in _SCHEMES_OWN else ()
    for name in hostnames:
        # A proxy in front has a port of its own, which a browser leaves out where it is the scheme's.
        called += [name] if _without_port(name) != name else [name, f"{name}:{port}"]
    return tuple(dict.fromkeys(called))


def _without_port(name: str) -> str:
    host, colon, port = name.rpartition(":")
    return host if colon and port.isdigit() and (":" not in host or host.endswith("]")) else name
