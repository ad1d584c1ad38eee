"""Where a server may listen: a password must not cross a network in the clear."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from sayso.errors import InputError


def check_binding(
    host: str, *, team: bool, tls: bool, proxies: Sequence[str] = (), plain_http: bool = False
) -> None:
    """Whether a desk may be served at an address.

    Args:
        host: The address or name to listen at.
        team: People log in.
        tls: The server has a certificate of its own.
        proxies: Proxies that end TLS in front of it.
        plain_http: The user takes passwords in the clear on themselves.

    Raises:
        InputError: Others could reach a desk without a login, or passwords could be read on the
            way; or a proxy is not an address.
    """
    for proxy in proxies:
        try:
            ipaddress.ip_network(proxy, strict=False)
        except ValueError as error:
            raise InputError(
                "is not an address of a proxy",
                source=proxy,
                remedy="give an address or a network: --behind-proxy 10.0.0.2",
            ) from error
    if is_loopback(host):
        return
    if not team:
        raise InputError(
            "a desk without logins is for this machine alone",
            source=host,
            remedy="leave --host out, or let people log in: --team",
        )
    if not (tls or proxies or plain_http):
        raise InputError(
            "passwords would cross the network in the clear",
            source=host,
            remedy="give --certificate and --key, or --behind-proxy with the address of a proxy "
            "that does TLS, or --plain-http where the network itself is encrypted",
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
