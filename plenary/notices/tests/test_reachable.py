"""Which addresses are connected to: those on the public net and no other, however an address within is wrapped."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.notices.rules.reachable import is_on_the_public_net

PUBLIC = [
    "1.1.1.1", "8.8.8.8", "93.184.215.14", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "126.255.255.255",
    "168.63.129.15", "169.253.255.255", "198.17.255.255", "198.20.0.0", "223.255.255.255",
    "2606:4700:4700::1111", "2a00:1450:4001:81b::200e", "2001:4860:4860::8888", "2003::1", "2400::1",
    "64:ff9b::808:808",  # 8.8.8.8, as networks without IPv4 are answered
]  # fmt: skip
REFUSED = [
    "0.0.0.0",  # noqa: S104  # nothing is bound to it; it is refused
    "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "100.127.255.255", "127.0.0.1", "127.255.255.254",
    "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "192.31.196.1",
    "192.52.193.1", "192.88.99.1", "192.168.0.1", "192.175.48.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::8.8.8.8",  # compatible
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8",  # mapped, translated
    "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::a9fe:a9fe",  # NAT64
    "64:ff9b:1::8.8.8.8", "64:ff9b:1:ffff::1",  # local NAT64
    "100::1", "100:0:0:1::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",  # discarded, Teredo
    "2001:2::1", "2001:10::1", "2001:20::1", "2001:1::1", "2001:db8::1", "3fff::1", "3ffe::1", "5f00::1",
    "2002:7f00:1::1", "2002:808:808::1",  # 6to4
    "2620:4f:8000::1", "2606:4700::5efe:10.0.0.1", "2606:4700::200:5efe:8.8.8.8",  # AS112, ISATAP
    "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "2606:4700::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "4000::1",
    "", "localhost", "example.org", "127.1", "0x7f000001", "2130706433", "010.0.0.1", "1.1.1.1:443", "[::1]", "1.1.1.1/32",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_connected_to(address: str) -> None:
    assert is_on_the_public_net(address)


@pytest.mark.parametrize("address", REFUSED)
def test_every_other_is_refused(address: str) -> None:
    assert not is_on_the_public_net(address)


WITHIN = st.one_of(
    st.ip_addresses(v=4, network=network)
    for network in ("10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
)
WRAPPED = [
    lambda inner, rest: inner,
    lambda inner, rest: (0xFFFF << 32) | inner,
    lambda inner, rest: (0xFFFF << 48) | inner,
    lambda inner, rest: (0x64FF9B << 96) | inner,
    lambda inner, rest: (0x64FF9B0001 << 80) | (rest & ((1 << 48) - 1)) << 32 | inner,
    lambda inner, rest: (0x2002 << 112) | inner << 80 | rest & ((1 << 80) - 1),
    lambda inner, rest: (0x2001 << 112) | (rest & ((1 << 64) - 1)) << 32 | inner ^ 0xFFFFFFFF,
    lambda inner, rest: (0x2A00 << 112) | (rest & ((1 << 48) - 1)) << 64 | 0x5EFE << 32 | inner,
]


@given(WITHIN, st.sampled_from(WRAPPED), st.integers(0, (1 << 80) - 1))
def test_what_lies_within_is_refused_however_it_is_wrapped(inner: IPv4Address, wrap: object, rest: int) -> None:
    assert not is_on_the_public_net(inner)
    assert not is_on_the_public_net(IPv6Address(wrap(int(inner), rest)))


@given(st.ip_addresses())
def test_it_is_stricter_than_the_library_and_reads_text_as_it_reads_addresses(
    address: IPv4Address | IPv6Address,
) -> None:
    allowed = is_on_the_public_net(address)
    assert allowed == is_on_the_public_net(str(address))
    unusual = ("is_private", "is_loopback", "is_link_local", "is_multicast", "is_reserved", "is_unspecified")
    if allowed:
        inner = IPv4Address(int(address) & 0xFFFFFFFF) if address in IPv6Network("64:ff9b::/96") else address
        assert inner.is_global
        assert [name for name in unusual if getattr(inner, name)] == []


def test_the_librarys_own_word_would_not_do() -> None:
    lets_through = ["224.0.0.1", "192.88.99.1", "168.63.129.16", "64:ff9b::7f00:1", "ff0e::1"]
    assert [ip_address(each).is_global for each in lets_through] == [True] * len(lets_through)
    assert [is_on_the_public_net(each) for each in lets_through] == [False] * len(lets_through)
