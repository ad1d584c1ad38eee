"""What was decided can be taken back, further than a page lives, and outlives a newer reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from collection import publish_anew, read_anew, report_titled
from desk_server import Server
from seat import Seat

import sayso
from sayso.store import Store

DEEP = 13


def test_undo_and_redo_go_on_over_reloads_and_reports(
    reports: Path, serve: Callable[..., Server], sit: Callable[..., Seat]
) -> None:
    seat = sit(serve(reports, "--as", "Ada"))
    seat.bear("409")  # undo where there is nothing to undo
    seat.queue()
    seat.press("Enter")
    first = seat.report()
    seat.press("j", *"x" * 6, "Escape", "n")
    second = seat.report(first)
    seat.press("j", *"x" * (DEEP - 6))
    seat.saved()
    paths = _rejected(reports)
    assert len(paths) == len(set(paths)) == DEEP

    seat.page.reload()
    for n in range(DEEP):
        seat.report()
        _turn(seat, "Backspace", "Undone")
        assert seat.path() == f"/reports/{paths[-1 - n][0]}", "undo goes to where it was"
        if n in {3, 9}:
            seat.page.reload()
    assert seat.path() == first
    assert _rejected(reports) == []
    seat.rejected()
    seat.press("Backspace")
    seat.heard("Nothing to undo")

    seat.page.reload()
    for n in range(DEEP):
        seat.report()
        _turn(seat, "Shift+Backspace", "Done again")
        if n == 8:
            seat.page.reload()
    assert seat.path() == second
    assert _rejected(reports) == paths

    seat.press("Backspace")
    seat.heard("Undone")
    seat.press("j", "a")  # a new decision leaves nothing to redo
    seat.saved()
    seat.press("Shift+Backspace")
    seat.heard("Nothing to redo")


def test_corrections_survive_a_newer_reading(
    reports: Path, serve: Callable[..., Server], sit: Callable[..., Seat]
) -> None:
    id_ = report_titled(reports, "Thousands march")
    seat = sit(serve(reports, "--as", "Ada"), f"/reports/{id_}")
    seat.report()
    seat.settled()
    seat.card("Event", "arrested")
    seat.press("x")
    seat.card("Event", "marched")
    seat.field("status")
    seat.press("ArrowRight", "Enter")
    seat.heard("corrected")
    corrected = seat.page.locator("[data-field$='.status'] .value").inner_text()
    seat.press("Escape", "Escape", "t", "Shift+ArrowRight", "Enter")
    seat.see(".span-menu")
    seat.press("e")
    added = seat.see('.inspector [data-field^="events.h"]').get_attribute("data-field")
    added = str(added).rsplit(".", 1)[0]
    seat.saved()

    newer = read_anew(reports, id_)
    seat.page.reload()
    seat.report()
    seat.rejected("arrested")
    seat.card("Event", "marched")
    assert seat.see("[data-field$='.status'] .value").inner_text() == corrected
    assert "Reading 2" in _about(seat)
    with sayso.open(reports) as corpus:
        corpus.link()
        official = corpus.show(id_)
    marched = next(e for e in newer.events if newer.words(e.anchor) == "marched")
    arrested = next(e for e in newer.events if newer.words(e.anchor) == "arrested")
    ids = {e.id for e in official.events}
    assert {marched.id, "e1", added.removeprefix("events.")} <= ids
    assert arrested.id not in ids
    assert next(e for e in official.events if e.id == marched.id).status == corrected


def test_corrections_survive_a_changed_text_and_what_is_gone_is_named(
    reports: Path, serve: Callable[..., Server], sit: Callable[..., Seat]
) -> None:
    id_ = report_titled(reports, "Thousands march")
    seat = sit(serve(reports, "--as", "Ada"), f"/reports/{id_}")
    seat.report()
    for words in ("arrested", "marched"):
        seat.card("Event", words)
        seat.press("x")
        seat.heard(f"{words} rejected")
    seat.saved()
    publish_anew(
        reports,
        id_,
        (" and arrested 23 people", ""),
        (
            "<p>Thousands of",
            "<p>Correction: an earlier version named another pier.</p><p>Thousands of",
        ),
    )
    seat.page.reload()
    seat.report()
    seat.rejected("marched")
    lost = seat.see(".notices details", "1 decision")
    lost.locator("summary").click()
    seat.see(".notices code", "events.")
    assert "changed text" in _about(seat)


def _turn(seat: Seat, key: str, words: str) -> None:
    """Undo or redo once, and wait until the line below says so anew."""
    before = seat.page.locator(".told").text_content()
    seat.press(key)
    seat.wait(
        """([before, words]) => {
          const told = document.querySelector('.told').textContent;
          return told !== before && told.includes(words);
        }""",
        [before, words],
    )


def _about(seat: Seat) -> str:
    seat.press("Escape", "Escape", "Escape")
    return str(seat.see(".about").inner_text())


def _rejected(reports: Path) -> list[tuple[str, str]]:
    """What holds as rejected, in the order in which that was decided."""
    with Store.open(reports) as store:
        return [(d.record, d.path) for d in store.decisions() if d.action == "reject"]
