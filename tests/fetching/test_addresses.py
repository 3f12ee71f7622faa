"""Only the open internet is asked, whatever a name says and however an address is written."""

from __future__ import annotations

import pytest

from khabar.errors import Unreachable
from khabar.fetching.addresses import address_for, is_public, resolved

INSIDE = (
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200", "0.0.0.0"),  # noqa: S104
    *("224.0.0.1", "255.255.255.255", "240.0.0.1", "168.63.129.16", "192.0.0.192", "198.18.0.1"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1"),
    *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1"),
    *("2002:7f00:1::", "2001:0:7f00:1::", "not an address", ""),
)


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_within_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_an_address_on_the_open_internet_is(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(Unreachable, match=r"10\.0\.0\.1, which is not on the open internet") as caught:
        address_for("a.example", 80, resolve=lambda *_: ["93.184.216.34", "10.0.0.1"], vouched=False)
    assert caught.value.lasting
    assert "--allow-private a.example" in caught.value.next_step


def test_a_host_somebody_vouched_for_may_be_private() -> None:
    assert address_for("intranet", 80, resolve=lambda *_: ["10.0.0.1"], vouched=True) == "10.0.0.1"


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1"])
def test_an_address_in_disguise_is_looked_at_as_the_system_reads_it(host: str) -> None:
    with pytest.raises(Unreachable):
        address_for(host, 80, resolve=resolved, vouched=False)
