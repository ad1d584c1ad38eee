"""Twenty reports gone through by keyboard alone; the store has exactly what was decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desk_server import Server
from seat import Seat

from sayso.store import Store


def test_twenty_reports_are_gone_through_by_keyboard_alone(
    reports: Path, serve: Callable[..., Server], sit: Callable[..., Seat]
) -> None:
    seat = sit(serve(reports, "--as", "Ada"))
    seat.queue()
    seat.page.evaluate("window.clicks = 0; addEventListener('mousedown', () => window.clicks++)")
    seat.press("Enter")
    path, meant = "", set()
    for n in range(20):
        path = seat.report(path)
        record = path.rsplit("/", 1)[1]
        did = REVIEWS[n % len(REVIEWS)](seat)
        meant |= {(record, action, where) for action, where in did}
        seat.press("Escape", "Escape", "Escape", "d")
        meant.add((record, "confirm", ""))
    seat.saved()
    assert seat.page.evaluate("window.clicks") == 0
    with Store.open(reports) as store:
        decided = store.decisions()
        official = {d.record: store.get(d.record, official=True) for d in decided}
    assert {(d.record, d.action, d.path) for d in decided} == meant
    assert len(decided) == len(meant)
    assert {d.who for d in decided} == {"Ada"}
    assert len(official) == 20
    for one in decided:
        collection, _, rest = one.path.partition(".")
        things = {t.id: t for t in getattr(official[one.record], collection, ())}
        if one.action == "reject":
            assert rest not in things
        elif one.action == "add":
            assert things[rest].anchor == tuple(one.new["anchor"])
        elif one.action == "correct":
            assert getattr(things[rest.split(".")[0]], rest.split(".")[1]) == one.new
        elif one.action == "note":
            assert one.reason == "Look at the other edition; a j x d in it."


def _focus(seat: Seat) -> str:
    """Path of the card in focus, by what the fields below it are of."""
    path = seat.page.locator(".inspector [data-field]").first.get_attribute("data-field")
    return str(path).rsplit(".", 1)[0]


def _accept(seat: Seat) -> list[tuple[str, str]]:
    seat.press("j")
    first = _focus(seat)
    seat.press("a")
    second = _focus(seat)
    seat.press("a")
    assert first != second, "the next card is in focus after a verdict"
    return [("confirm", first), ("confirm", second)]


def _reject(seat: Seat) -> list[tuple[str, str]]:
    seat.press("j", "j")
    path = _focus(seat)
    seat.press("x")
    seat.heard("rejected")
    return [("reject", path)]


def _step(seat: Seat) -> list[tuple[str, str]]:
    """Another candidate for a field, with the arrow keys."""
    seat.press("j")
    path = _focus(seat)
    field = "status" if path.startswith("events.") else "stance"
    seat.field(field)
    before = seat.page.locator(f'[data-field="{path}.{field}"] .value').inner_text()
    seat.press("ArrowRight")
    seat.see(f'[data-field="{path}.{field}"].stepping')
    seat.press("ArrowRight", "ArrowLeft", "Enter")
    seat.heard("corrected")
    seat.see(f'[data-field="{path}.{field}"]', f"was {before}")
    return [("correct", f"{path}.{field}")]


def _add(seat: Seat) -> list[tuple[str, str]]:
    """An event that was missed: the caret to its words, some more of them, and what they are."""
    seat.press("t", "ArrowRight", "ArrowDown", "Shift+ArrowRight", "Enter")
    seat.see(".span-menu")
    seat.press("e")
    seat.see('.inspector [data-field^="events.h"]')
    return [("add", _focus(seat))]


def _comment_and_flag(seat: Seat) -> list[tuple[str, str]]:
    seat.press("j")
    path = _focus(seat)
    seat.press("c")
    seat.see("dialog textarea")
    seat.type("Look at the other edition; a j x d in it.")
    seat.press("Control+Enter")
    seat.heard("saved")
    seat.press("!")
    seat.see(".card.active .flagged")
    return [("note", path), ("flag", path)]


REVIEWS = (_accept, _reject, _step, _add, _comment_and_flag)
