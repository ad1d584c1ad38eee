"""The cookie of a session.

Under TLS its name begins with ``__Host-``: browsers then take it only from this very host, for
all of it, and over TLS (RFC 6265bis, 4.1.3.2).
"""

from __future__ import annotations

from fastapi import Response
from starlette.requests import Request

from sayso.web.people.logins import LONGEST
from sayso.web.security.origin import split_origin


def token_of(request: Request) -> str | None:
    """The session's token that a browser shows."""
    return request.cookies.get(_name(request))


def give_token(request: Request, response: Response, token: str) -> None:
    """Let the browser keep a session's token, where no script can read it."""
    response.set_cookie(
        _name(request),
        token,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        secure=is_https(request),
        httponly=True,
        samesite="strict",
    )


def take_token(request: Request, response: Response) -> None:
    """Let the browser forget the token."""
    response.delete_cookie(
        _name(request), path="/", secure=is_https(request), httponly=True, samesite="strict"
    )


def is_https(request: Request) -> bool:
    """Whether the browser came by TLS, as the server knows or a trusted proxy says."""
    return bool(request.scope["scheme"] == "https")


def _name(request: Request) -> str:
    # Cookies know no ports: two desks on one host would take each other's.
    scheme = request.scope["scheme"]
    port = split_origin(f"{scheme}://{request.headers.get('host', '')}")[2]
    own = "" if port in (None, 80, 443) else f"-{port}"
    return f"__Host-sayso{own}" if is_https(request) else f"sayso{own}"
