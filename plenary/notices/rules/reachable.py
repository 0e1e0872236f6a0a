"""Which addresses lie on the public net: those alone does the server connect to when somebody names a host.

Stricter than the standard library's `is_global`, which lets multicast, translated and tunnelled addresses through. Sources:
the special-purpose registries of IANA (RFC 6890 and its updates), RFC 6052 and 8215 (NAT64), 3056 (6to4), 4380 (Teredo),
5214 (ISATAP).
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_REFUSED_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared between a provider and its customers
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # looks public; the host of a large cloud, answering the machines within
            "169.254.0.0/16",  # link-local, where clouds keep what their machines may know
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112: answers for private addresses
            "192.52.193.0/24",  # relays of multicast
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
        ),
    )
)
_GIVEN_OUT_6 = IPv6Network("2000::/3")
"""What is given out as addresses of single machines; everything beyond is private, local, multicast, mapped or reserved."""
_REFUSED_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which holds an IPv4 address
            "2620:4f:8000::/48",  # AS112
            "3ffe::/16",  # the former test network
            "3fff::/20",  # documentation
        ),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)


def is_on_the_public_net(address: str | IPv4Address | IPv6Address) -> bool:
    """True for an address of one machine that the whole net reaches; False for what is no address, too.

    An IPv4 address within the well-known NAT64 prefix counts as what it stands for, because networks without IPv4 are answered
    so. Every other way of wrapping one (mapped, compatible, 6to4, Teredo, ISATAP, local NAT64) is refused whole: no
    name that is meant to be found leads there.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return not any(found in network for network in _REFUSED_4)
    if found.scope_id is not None:
        return False
    if found in _NAT64:
        return is_on_the_public_net(IPv4Address(int(found) & 0xFFFFFFFF))
    if found not in _GIVEN_OUT_6 or any(found in network for network in _REFUSED_6):
        return False
    return (int(found) >> 32) & 0xFFFFFFFF not in _ISATAP
