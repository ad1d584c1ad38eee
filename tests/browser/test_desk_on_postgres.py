"""The loop of a review on PostgreSQL: the same desk, another engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desk_server import Server
from seat import Seat

from sayso.store import Store
from sayso.store.copying import copy_database


def test_a_review_on_postgresql(
    examples: Path, postgres_url: str, serve: Callable[..., Server], sit: Callable[..., Seat]
) -> None:
    copy_database(str(examples), postgres_url)
    seat = sit(serve(postgres_url, "--as", "Ada"))
    seat.queue()
    seat.press("Enter")
    path = ""
    for _ in range(3):
        path = seat.report(path)
        seat.press("j", "a", "x", "Backspace")
        seat.heard("Undone")
        seat.press("Escape", "d")
    seat.saved()
    seat.page.reload()
    seat.report()
    seat.press("/")
    seat.type("market")
    seat.press("Enter")
    seat.see(".row-list li", "market")
    for keys in ("g i", "g m", "g s", "g f", "g k"):
        seat.press(*keys.split())
        seat.settled()
    with Store.open(postgres_url) as store:
        kept = store.decisions()
        written = store.log()
    assert [d.action for d in kept if d.action != "undo"] == ["confirm", "confirm"] * 3
    assert sum(d.action == "undo" for d in written) == 3
