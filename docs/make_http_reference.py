"""Writes docs/http.md, the reference of the desk's API, from the code.

``python docs/make_http_reference.py``. A route or a parameter without a description stops it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.web.app import routes_app
from sayso.web.people.rules import RULES

PAGE = Path(__file__).parent / "http.md"
INTRODUCTION = """\
<!-- Written by docs/make_http_reference.py from the code. Change the code, not this page. -->

# The HTTP API of the desk

`sayso serve` answers under `/api` with JSON. The web client uses nothing else, so that whatever a
person does at the desk a program can do too. `GET /api/openapi.json` has the same description for
machines. What the record's own types hold (`Report`, `Incident`, …) is in [record.md](record.md).

- **Who may**: the least role that may ask, where people log in (`sayso serve --team`).
- **Changes** (all but `GET`) need the header `X-CSRF-Token`: the token that `GET /api/me` gives.
- **Errors** are `{"detail": "what is wrong; what to do"}` with a status of 400 and above.
- **Pages of a list**: give the answer's `next` as `after`, until it is null.
"""


def http_page() -> str:
    """The reference: every route, every type that goes over the wire."""
    app = routes_app()
    description: dict[str, Any] = app.openapi()
    schemas: dict[str, Any] = description["components"]["schemas"]
    parts = [INTRODUCTION, "## Routes"]
    used: dict[str, None] = {}
    for path, methods in description["paths"].items():
        for method, route in methods.items():
            parts.append("\n".join(_route(method.upper(), path, route, used)))
    parts.append("## Types")
    ours = _ours()
    names = [name for name in _reached(used, schemas) if name in ours]
    parts += ["\n".join(_type(name, schemas[name])) for name in names]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _route(method: str, path: str, route: dict[str, Any], used: dict[str, None]) -> Iterator[str]:
    if not route.get("description"):
        raise ValueError(f"{method} {path} has no description")
    role = RULES[method, path]
    yield f"### `{method} {path}`\n"
    yield _one_line(route["description"])
    yield ""
    yield f"- Who may: {role or 'anybody'}."
    for parameter in route.get("parameters", ()):
        if parameter["in"] != "path":
            if "description" not in parameter:
                raise ValueError(f"{method} {path}: {parameter['name']} has no description")
            kind, what = _kind(parameter["schema"], used), _one_line(parameter["description"])
            yield f"- `{parameter['name']}`: {kind}. {what}"
    body = route.get("requestBody", {}).get("content", {})
    for media, content in body.items():
        kind = _kind(content["schema"], used) if "schema" in content else "a file"
        yield f"- Takes: {kind}{'' if media == 'application/json' else f' ({media})'}."
    for status, answer in route["responses"].items():
        if not status.startswith("2"):
            continue
        for media, content in answer.get("content", {}).items():
            kind = _kind(content.get("schema", {}), used)
            yield f"- Answers: {kind}{'' if media == 'application/json' else f' ({media})'}."
        if not answer.get("content"):
            yield "- Answers: nothing." if status == "204" else "- Answers: bytes, no JSON."


def _type(name: str, schema: dict[str, Any]) -> Iterator[str]:
    yield f"### {name}\n"
    yield _one_line(schema.get("description", "")) + "\n"
    yield "| field | type | meaning |"
    yield "|---|---|---|"
    for field, of in schema.get("properties", {}).items():
        kind = _kind(of, {}).replace("|", "or")
        yield f"| `{field}` | {kind} | {_one_line(of.get('description', ''))} |"


def _kind(schema: dict[str, Any], used: dict[str, None]) -> str:
    """A type in words; the names of our own are noted in ``used``."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        used[name] = None
        return f"`{name}`"
    if "anyOf" in schema:
        return " or ".join(_kind(part, used) for part in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "array":
        items = schema.get("prefixItems")
        if items:
            return f"[{', '.join(_kind(item, used) for item in items)}]"
        return f"list of {_kind(schema.get('items', {}), used)}"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"mapping of text to {_kind(schema['additionalProperties'], used)}"
    return {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "null": "null",
        "object": "mapping",
    }.get(schema.get("type", ""), "anything")


def _reached(used: dict[str, None], schemas: dict[str, Any]) -> list[str]:
    """Types that routes use, and those that these are made of."""
    seen = dict(used)
    waiting = list(used)
    while waiting:
        found: dict[str, None] = {}
        for of in schemas.get(waiting.pop(), {}).get("properties", {}).values():
            _kind(of, found)
        waiting += [name for name in found if name not in seen]
        seen |= found
    return sorted(seen)


def _ours() -> set[str]:
    """Types that are only of the wire; the record has a page of its own."""
    from sayso.web.wire.base import Wire

    return {model.__name__ for model in Wire.__subclasses__()}


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("``", "`").replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(http_page(), encoding="utf-8")
