"""Pure decisions: what a certificate is for, and how long it lasts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from cryptography.x509 import DNSName, GeneralName, IPAddress, NameConstraints

AUTHORITY_LASTS = timedelta(days=3652)
# Phones refuse a server's certificate that lasts longer than 398 days in all.
SERVER_LASTS = timedelta(days=395)
# A certificate counts from a day ago, for phones whose clock is behind.
SKEW = timedelta(days=1)
# With less than this left, the next run makes another.
RENEW = timedelta(days=30)

_NETWORKS = (
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "::1/128",
    "fc00::/7",
    "fe80::/10",
)
# Names that no public site has.
_NAMES = ("localhost", "local", "lan", "internal", "home.arpa")


def address_of(host: str) -> IPv4Address | IPv6Address | None:
    """The address that `host` writes, or None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def names_of(hosts: Sequence[str]) -> list[GeneralName]:
    """Hosts as they stand in a certificate."""
    addresses = [(host, address_of(host)) for host in hosts]
    return [DNSName(host) if found is None else IPAddress(found) for host, found in addresses]


def bounds_for(hosts: Sequence[str]) -> NameConstraints:
    """What an authority made for `hosts` may vouch for: them, and what is private anyway."""
    private: list[GeneralName] = [IPAddress(ip_network(network)) for network in _NETWORKS]
    private += [DNSName(name) for name in _NAMES]
    beyond = [host for host in hosts if not covers(NameConstraints(private, None), host)]
    own = [_exactly(host) for host in beyond]
    return NameConstraints(permitted_subtrees=private + own, excluded_subtrees=None)


def _exactly(host: str) -> GeneralName:
    address = address_of(host)
    return DNSName(host) if address is None else IPAddress(ip_network(address))


def covers(bounds: NameConstraints, host: str) -> bool:
    """Whether an authority within `bounds` may vouch for a host."""
    address, permitted = address_of(host), bounds.permitted_subtrees or []
    if address is not None:
        return any(
            address in each.value
            for each in permitted
            if isinstance(each, IPAddress) and isinstance(each.value, IPv4Network | IPv6Network)
        )
    names = [each.value for each in permitted if isinstance(each, DNSName)]
    return any(host == name or host.endswith(f".{name}") for name in names)
