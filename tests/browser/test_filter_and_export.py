"""The filter box of the lists and the map, and what they show as files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from desk_server import Server
from seat import Seat, logged_in

BOX = ".filter-box input"
ROWS = {"/": "#queue .line", "/incidents": ".row-list li", "/map": ".map-list tbody a"}


@pytest.mark.parametrize("path", ROWS)
def test_a_filter_narrows_what_is_listed(path: str, desk: Server, sit: Callable[..., Seat]) -> None:
    seat = sit(desk, path)
    seat.see(ROWS[path])
    seat.settled()
    everything = seat.page.locator(ROWS[path]).count()
    seat.page.locator(BOX).focus()
    seat.type("killed:>=10")
    seat.press("Enter")
    seat.wait("() => new URLSearchParams(location.search).get('where') === 'killed:>=10'")
    seat.wait(
        "([rows, all]) => document.querySelectorAll(rows).length < all", [ROWS[path], everything]
    )
    seat.settled()
    some = seat.page.locator(ROWS[path]).count()
    assert 0 < some < everything
    seat.page.reload()
    seat.see(ROWS[path])
    seat.settled()
    assert seat.page.locator(BOX).input_value() == "killed:>=10"
    assert seat.page.locator(ROWS[path]).count() == some


@pytest.mark.parametrize("path", ROWS)
def test_what_is_wrong_is_shown_where_it_is(
    path: str, desk: Server, sit: Callable[..., Seat]
) -> None:
    seat = sit(desk, path)
    seat.bear("400")
    seat.see(ROWS[path])
    seat.settled()
    box = seat.page.locator(BOX)
    box.focus()
    seat.type("bomb kiled:3")
    seat.press("Enter")
    fault = seat.see(".filter-fault")
    assert "perhaps killed:" in fault.inner_text()
    assert fault.locator("mark").inner_text() == "kiled:3"
    assert box.get_attribute("aria-invalid") == "true"
    assert seat.page.locator("p.fault, .queue-note").count() == 0, "said twice"
    assert seat.page.evaluate("window.getSelection().toString()") == "kiled:3"
    assert seat.barriers() == []
    seat.type("killed:>0")
    seat.press("Enter")
    seat.wait("() => !document.querySelector('.filter-fault')")
    assert seat.page.evaluate("window.getSelection().toString()") == "", "of the fault before"
    seat.see(ROWS[path])
    seat.wait("() => new URLSearchParams(location.search).get('where') === 'bomb killed:>0'")


def test_fields_and_values_are_offered(desk: Server, sit: Callable[..., Seat]) -> None:
    seat = sit(desk, "/incidents")
    seat.see(".row-list li")
    seat.settled()
    box = seat.page.locator(BOX)
    box.focus()
    seat.type("bomb -cou")
    seat.see(".filter-box [role=option]", "country:")
    seat.press("ArrowDown")
    assert seat.barriers() == []
    seat.press("Enter")
    assert box.input_value() == "bomb -country:"
    seat.type("ira")
    seat.see(".filter-box [role=option]", "Iraq")
    seat.press("ArrowDown", "ArrowDown", "Enter")
    assert box.input_value() == "bomb -country:IRQ"
    seat.type(" outlet:")
    seat.type("tig")
    seat.see(".filter-box [role=option]", "Tigris Wire").click()
    assert box.input_value() == 'bomb -country:IRQ outlet:"Tigris Wire"'
    assert "where" not in seat.page.url, "not before it is taken"
    seat.press("Escape")
    box.fill("")
    seat.press("Enter")


@pytest.mark.parametrize("path", ["/incidents", "/map"])
def test_what_is_shown_is_exported(path: str, desk: Server, sit: Callable[..., Seat]) -> None:
    seat = sit(desk, f"{path}?where=killed:>%3D10&country=IRQ")
    seat.see(ROWS[path])
    seat.settled()
    shown = seat.page.locator(ROWS[path]).count()
    seat.page.get_by_role("button", name="Export").click()
    seat.see("dialog [type=radio]")
    assert seat.barriers() == []
    said = seat.see("dialog code").inner_text()
    assert said.startswith("(killed:>=10) country:IRQ -type:ACCUSE,")
    with seat.page.expect_download() as waiting:
        seat.page.get_by_role("button", name="Download").click()
    with zipfile.ZipFile(waiting.value.path()) as zipped:
        assert zipped.testzip() is None
        lines = zipped.read("incidents/incidents.csv").decode().splitlines()
        assert "incidents/method.md" in zipped.namelist()
    assert len(lines) - 1 == shown > 0
    seat.wait("() => !document.querySelector('dialog')")


def test_a_coder_of_a_team_has_no_export(team_desk: Server, sit: Callable[..., Seat]) -> None:
    seat = logged_in(sit, team_desk, "Jo", "/incidents")
    seat.see(".row-list li")
    seat.settled()
    assert seat.page.get_by_role("button", name="Export").count() == 0
    seat.bear("422")
    seat.page.locator(BOX).focus()
    seat.type("state:corrected")
    seat.press("Enter")
    seat.see("[role=alert]", "coders do not see what others decided")


@pytest.mark.parametrize("path", ROWS)
def test_an_empty_list_says_so_and_leads_back(
    path: str, desk: Server, sit: Callable[..., Seat]
) -> None:
    seat = sit(desk, f"{path}?where=nowhere%20or%20neverland&type=ASSAULT")
    button = seat.see("button", "Clear the filters")
    seat.see("body", "write OR for either side")
    assert seat.barriers() == []
    button.click()
    seat.see(ROWS[path])
    seat.settled()
    seat.wait("() => !location.search.includes('where')")
    assert seat.page.locator(BOX).input_value() == ""


def test_escape_takes_back_what_was_not_taken(desk: Server, sit: Callable[..., Seat]) -> None:
    seat = sit(desk, "/?where=killed:>%3D10")
    seat.see(ROWS["/"])
    seat.settled()
    box = seat.page.locator(BOX)
    box.focus()
    seat.type(" -cou")
    seat.see(".filter-box [role=option]")
    seat.press("Escape")  # what is offered
    assert box.input_value() == "killed:>=10 -cou"
    seat.press("Escape")  # what was written
    assert box.input_value() == "killed:>=10"
    seat.press("Escape")  # the box
    assert seat.page.evaluate("document.activeElement.id") == "queue"
    assert "cou" not in seat.page.url


def test_an_export_is_given_up(desk: Server, sit: Callable[..., Seat]) -> None:
    seat = sit(desk, "/incidents")
    seat.see(".row-list li")
    seat.settled()
    opener = seat.page.get_by_role("button", name="Export")
    hold: list[Any] = []
    # The server takes its time. Playwright cannot mark a built-in as its handler.
    seat.page.route("**/api/export/**", lambda route: hold.append(route))
    for give_up in ("Cancel", "Escape"):
        opener.click()
        seat.see("dialog [type=radio]")
        seat.page.get_by_role("button", name="Download").click()
        cancel = seat.see("dialog button", "Cancel")
        assert seat.barriers() == []
        if give_up == "Cancel":
            cancel.click()
            seat.wait("() => !document.querySelector('dialog form[aria-busy=true]')")
            assert seat.page.locator("dialog .fault").count() == 0
        seat.press("Escape")
        seat.wait("() => !document.querySelector('dialog')")
        assert seat.page.evaluate("document.activeElement.textContent") == "Export…"
    assert len(hold) == 2
    seat.page.unroute_all(behavior="ignoreErrors")
