"""Incidents merged and split at the desk: so the command line lists them, here and in a copy."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from collection import incident_of
from desk_server import Server
from seat import Seat
from typer.testing import CliRunner

from sayso.cli.app import app


def test_a_merge_and_a_split_are_in_the_list_and_go_with_the_export(
    reports: Path, serve: Callable[..., Server], sit: Callable[..., Seat], examples: Path
) -> None:
    before = _incidents(reports)
    bombing, march = incident_of(reports, "Mosul"), incident_of(reports, "Thessaloniki")
    small = next(
        i
        for i, events in before.items()
        if len(events) == 5 and _same_report(events, before[bombing])
    )
    server = serve(reports, "--as", "Ada")
    seat = sit(server, f"/incidents/{small}")
    seat.see(".accounts")
    seat.press("M")
    seat.see("dialog")
    seat.page.locator("#merge-id").focus()
    seat.type(bombing)
    seat.press("Tab")
    seat.see("dialog button.primary:enabled")
    seat.page.locator("#merge-reason").focus()
    seat.type("The same bomb.")
    seat.press("Enter")
    seat.wait("id => location.pathname === `/incidents/${id}`", bombing)
    seat.see(".decisions", "The same bomb.")

    seat.go(f"/incidents/{march}")
    seat.see(".accounts")
    seat.press("S")
    seat.see("dialog .split-list")
    parted = seat.page.locator(".split-list > li").last
    parted.locator("input").first.focus()
    seat.press("Space")
    seat.see("dialog button.primary:enabled")
    seat.page.locator("#split-reason").focus()
    seat.type("Another march.")
    seat.press("Enter")
    seat.saved()
    seat.see(".decisions", "Another march.")

    here = _incidents(reports)
    merged = before[small] | before[bombing]
    assert here[bombing] == merged
    assert small not in here
    part = _reports(before[march]) - _reports(here[march])
    assert part
    (other,) = [i for i, events in here.items() if i not in before and events <= before[march]]
    assert here[march] | here[other] == before[march]
    assert not here[march] & here[other]
    seat.go(f"/incidents/{other}")
    seat.see(".accounts")
    seat.go("/incidents")
    seat.see(".row-list li")

    lines = server.get("/api/decisions.jsonl").text
    assert {d["action"] for d in map(json.loads, lines.splitlines()) if "action" in d} == {
        "merge",
        "split",
    }
    journal = reports.with_name("decisions.jsonl")
    journal.write_text(lines)
    copy = Path(shutil.copy(examples, reports.with_name("copy.db")))
    assert _sayso("decisions", "import", str(copy), str(journal))
    assert _incidents(copy) == here
    assert _sayso("link", str(copy))
    assert _sayso("link", str(reports))
    assert _incidents(copy) == _incidents(reports) == here


Events = frozenset[tuple[str, str]]


def _sayso(*args: str) -> str:
    done = CliRunner().invoke(app, args)
    assert done.exit_code == 0, done.output
    return done.output or "done"


def _incidents(location: Path) -> dict[str, Events]:
    """The events of each incident, as the command line lists them."""
    found: list[dict[str, Any]] = json.loads(_sayso("incidents", str(location), "--json"))
    return {i["id"]: frozenset((e["report"], e["event"]) for e in i["events"]) for i in found}


def _reports(events: Events) -> set[str]:
    return {report for report, _ in events}


def _same_report(some: Events, others: Events) -> bool:
    return bool(_reports(some) & _reports(others))
