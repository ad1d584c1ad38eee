"""The description of the API: complete, and typed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from fastapi.routing import APIRoute

from sayso.web.app import routes_app
from sayso.web.openapi import description

FILES = {"/api/reports/{id}/raw", "/api/reports/{id}/page", "/api/decisions.jsonl"}
"""Answers that are no JSON."""
FILES |= {"/api/export/{format}"}


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    paths = routes_app().openapi()["paths"]
    return [(path, how, what) for path, hows in paths.items() for how, what in hows.items()]


def test_every_route_says_what_it_does() -> None:
    routes = [route for route in routes_app().routes if isinstance(route, APIRoute)]
    silent = [route.path for route in routes if not (route.endpoint.__doc__ or "").strip()]
    assert silent == []
    assert [path for path, _, what in operations() if not what.get("description")] == []


def test_every_route_has_a_name_of_its_own() -> None:
    names = [what["operationId"] for _, _, what in operations()]
    assert len(names) == len(set(names)) > 30


def test_every_answer_has_a_type() -> None:
    untyped = []
    for path, how, what in operations():
        answers = [a for status, a in what["responses"].items() if status.startswith("2")]
        if path in FILES or "204" in what["responses"]:
            continue
        schemas = [kind.get("schema") for a in answers for kind in a.get("content", {}).values()]
        if not any(schemas):
            untyped.append((how, path))
    assert untyped == []


def test_every_type_says_what_it_is() -> None:
    schemas = routes_app().openapi()["components"]["schemas"]
    own = {name: s for name, s in schemas.items() if "Validation" not in name}
    assert [
        name for name, s in own.items() if s["type"] == "object" and "description" not in s
    ] == []
    assert {"ReportView", "IncidentView", "Decided", "Notice", "Queue", "MapColumns"} <= own.keys()


def test_the_description_is_written_where_it_is_wanted(tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"
    subprocess.run([sys.executable, "-m", "sayso.web.openapi", str(file)], check=True)
    assert json.loads(file.read_text()) == json.loads(description())
