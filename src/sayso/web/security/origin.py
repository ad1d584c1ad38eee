"""Where a request comes from: under which name of ours, from which site.

A page of any other site can make a browser ask a server on the same machine. It cannot read the
answer, but what was asked may be done; and with a name of its own that it lets point to 127.0.0.1
(DNS rebinding) it could read the answer too.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import Request

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing (RFC 9110, 9.2.1)."""
_OURS = frozenset({None, "same-origin", "none"})
_PORTS = {"http": 80, "https": 443}
Origin = tuple[str | None, str | None, int | None]
"""Scheme, name, port."""
_NONE: Origin = (None, None, None)


def is_this_machine(request: Request) -> bool:
    """Whether the server is called by a name that always means the browser's own machine.

    Any port will do, so that the desk can be reached through a tunnel; pages that another
    program serves on this machine are told apart by their origin.
    """
    hosts = request.headers.getlist("host")
    name = split_origin(f"http://{hosts[0]}")[1] if len(hosts) == 1 else None
    return name == "localhost" or _is_loopback(name)


def host_fault(request: Request) -> str | None:
    """What is wrong with the name that a local server is called by; None: nothing."""
    if is_this_machine(request):
        return None
    return (
        "this desk is for this machine alone and does not answer to that name; "
        "open it as http://localhost with its port"
    )


def origin_fault(request: Request) -> str | None:
    """Whether a page of another site asks; None: no.

    For what changes something the browser's ``Origin`` must be our own; a program that is no
    browser sends none. For the rest, ``Sec-Fetch-Site`` tells pages that load our answers as
    their scripts, pictures or frames (W3C Fetch Metadata); a link to us is fine.
    """
    site = request.headers.get("sec-fetch-site")
    if request.method in SAFE_METHODS:
        linked = (
            request.headers.get("sec-fetch-mode") == "navigate"
            and request.headers.get("sec-fetch-dest") == "document"
        )
        return None if site in _OURS or linked else "a page of another site asks for this"
    origin = request.headers.get("origin")
    if origin is None and site in _OURS:
        return None
    own = f"{request.scope['scheme']}://{request.headers.get('host', '')}"
    if origin is not None and split_origin(origin) == split_origin(own) != _NONE:
        return None
    return (
        "a page of another site asks for a change; open the desk under its own address "
        "(behind a proxy, start it with --behind-proxy, and let the proxy pass Host on)"
    )


def split_origin(address: str) -> Origin:
    """Scheme, name and port of an address; Nones: it is not one."""
    try:
        parts = urlsplit(address)
        return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return _NONE


def _is_loopback(name: str | None) -> bool:
    try:
        return ipaddress.ip_address(name or "").is_loopback
    except ValueError:
        return False
