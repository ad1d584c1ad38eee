"""A server that is gone: what is decided meanwhile is shown, kept, and sent when it is back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from collection import report_titled
from desk_server import Server
from seat import Seat

from sayso.store import Store


def test_what_cannot_be_saved_is_shown_kept_and_sent_later(
    reports: Path, serve: Callable[..., Server], sit: Callable[..., Seat]
) -> None:
    id_ = report_titled(reports, "Thousands march")
    server = serve(reports, "--as", "Ada")
    seat = sit(server, f"/reports/{id_}")
    seat.bear("ERR_|403")  # it is gone; when it is back, it knows nothing of the page
    seat.report()
    seat.press("j", "x")
    seat.saved()
    server.stop()
    seat.press("x", "x")
    seat.see(".unsaved", "2 not saved yet")
    assert _rejects(reports) == 1
    seat.press("Backspace")
    seat.heard("Cannot undo yet")
    serve(reports, "--as", "Ada", port=server.port)
    seat.saved()
    seat.page.locator(".unsaved").wait_for(state="detached")
    assert _rejects(reports) == 3


def test_what_was_not_saved_is_sent_after_a_reload(
    reports: Path, serve: Callable[..., Server], sit: Callable[..., Seat]
) -> None:
    id_ = report_titled(reports, "Thousands march")
    seat = sit(serve(reports, "--as", "Ada"), f"/reports/{id_}")
    seat.bear("ERR_FAILED")
    seat.report()
    seat.page.route("**/decisions", lambda route: route.abort())
    seat.press("j", "x", "x")
    seat.see(".unsaved", "2 not saved yet")
    seat.page.reload()
    seat.report()
    seat.see(".unsaved", "2 not saved yet")
    seat.rejected(*_names(reports, id_, 2))
    assert _rejects(reports) == 0
    seat.page.unroute("**/decisions")
    seat.page.reload()
    seat.saved()
    seat.report()
    seat.rejected(*_names(reports, id_, 2))
    assert _rejects(reports) == 2


def test_what_the_server_refuses_is_taken_back_and_named(
    reports: Path, serve: Callable[..., Server], sit: Callable[..., Seat]
) -> None:
    id_ = report_titled(reports, "Thousands march")
    seat = sit(serve(reports, "--as", "Ada"), f"/reports/{id_}")
    seat.bear("422")
    seat.report()
    seat.press("Escape")
    seat.page.locator("[data-field=published] .value").focus()
    seat.press("Enter")
    seat.see("[data-field=published] input")
    seat.press("Control+a")
    seat.type("the day before yesterday")
    seat.press("Enter")
    seat.heard("Not saved")
    seat.see("[data-field=published] .value", "2024")
    seat.saved()
    with Store.open(reports) as store:
        assert store.decisions() == []


def _rejects(reports: Path) -> int:
    with Store.open(reports) as store:
        return sum(d.action == "reject" for d in store.decisions())


def _names(reports: Path, report: str, number: int) -> list[str]:
    """The words of a report's first events."""
    with Store.open(reports) as store:
        found = store.get(report)
    return [found.words(event.anchor) for event in found.events[:number]]
