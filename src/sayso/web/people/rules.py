"""Who may ask for what: all routes of the API in one table.

What a role may do, the roles after it may do too. A reader looks. A coder decides too, and sees
the decisions of no other person. An adjudicator sees what coders decided, has the last word, and
links. An admin also keeps the accounts, reads the audit log, has all reports read again, and
reads decisions in from a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import compile_path

if TYPE_CHECKING:
    from sayso.web.wire.people import Role

ANYBODY = None
"""For routes that take no login."""

_RULES: tuple[tuple[str, str, Role | None], ...] = (
    ("POST", "/api/login", ANYBODY),
    ("GET", "/api/me", "reader"),
    ("POST", "/api/logout", "reader"),
    ("POST", "/api/password", "reader"),
    ("GET", "/api/openapi.json", "reader"),
    ("GET", "/api/keymap", "reader"),
    ("GET", "/api/codebook", "reader"),
    ("GET", "/api/queue", "reader"),
    ("GET", "/api/reports/{id}", "reader"),
    ("GET", "/api/reports/{id}/raw", "reader"),
    ("GET", "/api/reports/{id}/page", "reader"),
    ("GET", "/api/reports/{id}/candidates", "reader"),
    ("GET", "/api/incidents", "reader"),
    ("GET", "/api/incidents/lost", "coder"),
    ("GET", "/api/incidents/{id}", "reader"),
    ("GET", "/api/map", "reader"),
    ("GET", "/api/towns", "reader"),
    ("GET", "/api/regions", "reader"),
    ("GET", "/api/search", "reader"),
    ("GET", "/api/said", "reader"),
    ("GET", "/api/names", "reader"),
    ("GET", "/api/figures", "reader"),
    ("GET", "/api/fields", "reader"),
    ("GET", "/api/formats", "reader"),
    ("GET", "/api/export/{format}", "reader"),
    ("GET", "/api/jobs", "reader"),
    ("GET", "/api/stream", "reader"),
    ("POST", "/api/reports/{id}/suggest", "coder"),
    ("POST", "/api/reports/{id}/decisions", "coder"),
    ("POST", "/api/incidents/{id}/decisions", "coder"),
    ("POST", "/api/undo", "coder"),
    ("POST", "/api/redo", "coder"),
    ("GET", "/api/decisions.jsonl", "coder"),
    ("GET", "/api/adjudications", "adjudicator"),
    ("GET", "/api/adjudications/{report}", "adjudicator"),
    ("GET", "/api/agreement", "adjudicator"),
    ("POST", "/api/jobs", "adjudicator"),
    ("GET", "/api/people", "admin"),
    ("POST", "/api/people", "admin"),
    ("PATCH", "/api/people/{name}", "admin"),
    ("GET", "/api/audit", "admin"),
    ("POST", "/api/decisions", "admin"),
)

RULES: dict[tuple[str, str], Role | None] = {(how, path): role for how, path, role in _RULES}
"""Method and path to the least role; ``ANYBODY``: no login is needed."""

_PATTERNS = [
    (compile_path(path)[0], {how: r for (how, p), r in RULES.items() if p == path})
    for path in dict.fromkeys(path for _, path in RULES)
]


def rules_of(path: str) -> dict[str, Role | None]:
    """Each method that an address takes, with the least role; nothing: there is no such address."""
    for pattern, methods in _PATTERNS:
        if pattern.match(path):
            return methods
    return {}
