"""Which addresses may be reached: public ones, and those of hosts the user has vouched for."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from khabar.errors import Unreachable

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

# Public by the registry, and yet inside a data centre: the metadata services of two cloud providers, and the ranges in
# which a gateway answers for IPv4.
_WITHIN = tuple(map(ip_network, ("168.63.129.16/32", "192.0.0.0/24", "100.64.0.0/10", "64:ff9b:1::/48", "fec0::/10")))
_NAT64 = ip_network("64:ff9b::/96")


def resolved(host: str, port: int) -> tuple[str, ...]:
    """The addresses a name stands for, by the system. Raises Unreachable."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"The name {host} cannot be resolved: {error}.") from None
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address lies on the open internet, itself and every IPv4 address it stands for; False for no address.

    Private, loopback, link-local, multicast, reserved and metadata addresses do not.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if found in _NAT64:  # reserved as such; on a network with IPv6 alone every other host lies there
        return _is_open(IPv4Address(int(found) & 0xFFFFFFFF))
    return all(_is_open(one) for one in (found, *_stands_for(found)))


def _is_open(address: Address) -> bool:
    within = any(address in network for network in _WITHIN if network.version == address.version)
    return address.is_global and not (address.is_multicast or address.is_reserved or within)


def _stands_for(address: Address) -> tuple[Address, ...]:
    """The IPv4 addresses that one of IPv6 carries inside: mapped, 6to4, Teredo, and the old `::a.b.c.d`."""
    if isinstance(address, IPv4Address):
        return ()
    inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if int(address) < 2**32:
        inside.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(one for one in inside if one is not None)


def address_for(host: str, port: int, *, resolve: Resolve, vouched: bool) -> str:
    """The address to connect to for a host: the first it stands for.

    Raises Unreachable where one of its addresses is not public, unless somebody `vouched` for the host: a name that
    stands for a public and a private address is a trick.
    """
    found = resolve(host, port)
    if not found:
        raise Unreachable(f"The name {host} stands for no address.")
    inside = [] if vouched else [address for address in found if not is_public(address)]
    if inside:
        raise Unreachable(
            f"{host} is at {inside[0]}, which is not on the open internet.",
            lasting=True,
            next_step=f"If it is a source of your own network, say --allow-private {host}.",
        )
    return found[0]
