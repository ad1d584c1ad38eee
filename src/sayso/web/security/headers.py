"""Headers of every answer: what a browser may do with it.

Sources: the OWASP Secure Headers Project and, for the policy of content, W3C CSP 3.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders

_OWN = ("script-src", "style-src", "img-src", "font-src", "connect-src", "frame-src")
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        *(f"{kind} 'self'" for kind in _OWN),
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
"""Only the server's own files; no script, style or picture that stands inside of a page."""

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_A_YEAR = "max-age=31536000"
_PERSONAL = ("/api/me", "/api/login", "/api/logout", "/api/password", "/api/people", "/api/audit")


def dress(headers: MutableHeaders, path: str, *, keep_to_tls: bool) -> None:
    """Put the headers on an answer.

    Args:
        headers: Of the answer; a policy of content or of keeping that a route has set stays.
        path: What was asked for.
        keep_to_tls: The browser is to come by TLS from now on.
    """
    for name, value in _ALWAYS.items():
        headers[name] = value
    if "Content-Security-Policy" not in headers:
        headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        headers["X-Frame-Options"] = "DENY"  # the same, for browsers before frame-ancestors
    if keep_to_tls:
        headers["Strict-Transport-Security"] = _A_YEAR
    if not path.startswith("/api"):
        headers.setdefault("Cache-Control", "no-cache")
        return
    # What a person sees is theirs: no cache between may keep it, none may show it to another.
    headers.add_vary_header("Cookie")
    if path.startswith(_PERSONAL):
        headers["Cache-Control"] = "no-store"
    else:
        headers.setdefault(
            "Cache-Control", "private, no-cache" if "ETag" in headers else "no-store"
        )
