"""A keymap file changes the keys, while the desk is open; `?` shows those that hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desk_server import Server
from seat import Seat

from sayso.store import Store


def test_a_keymap_file_changes_the_keys_and_the_sheet(
    reports: Path, serve: Callable[..., Server], sit: Callable[..., Seat], tmp_path: Path
) -> None:
    keymap = tmp_path / "keymap.yaml"
    keymap.write_text("card.reject: [Ctrl+d, q w]\nreport.legend: []\nqueue.nxt: [z]\n")
    seat = sit(serve(reports, "--as", "Ada", "--keymap", str(keymap)))
    seat.queue()
    seat.press("Enter")
    seat.report()
    seat.press("j", "x", "Control+d")
    seat.heard("rejected")
    seat.press("q", "w")
    seat.saved()
    with Store.open(reports) as store:
        assert len(store.decisions()) == 2, "x has no meaning any more"
    seat.press("?")
    sheet = seat.see("dialog .sheet").inner_text()
    assert "Ctrl+d" in sheet
    assert "legend" not in sheet, "what has no key is not listed"
    row = seat.see("dialog .sheet div", "Reject the card")
    assert row.locator("kbd").all_inner_texts() == ["Ctrl+d", "q", "w"]
    assert "there is no such action" in seat.see("dialog .faults").inner_text()
    assert str(keymap) in seat.see("dialog").inner_text()
    seat.press("Escape")

    keymap.write_text("card.reject: [z]\n")
    seat.page.reload()
    seat.report()
    seat.press("j", "z")
    seat.heard("rejected")
