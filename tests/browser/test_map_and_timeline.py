"""Map, timeline and list show what the others hold; the address has all of it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from desk_server import Server
from seat import Seat


def test_a_brush_on_the_timeline_changes_marks_list_and_address(
    desk: Server, sit: Callable[..., Seat]
) -> None:
    seat = sit(desk, "/map")
    seat.see(".map-list tbody a")
    seat.settled()
    everything = _listed(seat)
    marks = _marks(seat)
    seat.page.get_by_role("slider", name="First day").focus()
    seat.press("End", *["ArrowLeft"] * 40)
    seat.wait("() => new URLSearchParams(location.search).has('since')")
    some = _fewer(seat, everything)
    assert 0 < some < everything
    assert _marks(seat) != marks
    brushed = _asked(seat)
    assert brushed["since"] <= brushed["until"]

    seat.page.reload()
    seat.see(".map-list tbody a")
    seat.settled()
    assert _listed(seat) == some, "the address has all of it"
    seat.press("g", "q")
    seat.see("#queue .line")
    seat.page.go_back()
    seat.see(".map-list tbody a")
    _wait_for(seat, some)
    assert _asked(seat) == brushed

    seat.page.get_by_role("slider", name="First day").focus()
    seat.press("Escape")
    _wait_for(seat, everything)
    seat.wait("() => !new URLSearchParams(location.search).has('since')")


def test_the_map_is_walked_by_keys_and_leads_to_an_incident(
    desk: Server, sit: Callable[..., Seat]
) -> None:
    seat = sit(desk, "/map")
    seat.see(".map-list tbody a")
    seat.settled()
    everything = _listed(seat)
    seat.page.locator(".map-head label", has_text="Country").locator("select").select_option("IRQ")
    _fewer(seat, everything)
    seat.wait("() => location.search.includes('country=IRQ')")
    rows = seat.page.locator(".map-list tbody tr").filter(has=seat.page.locator("a"))
    assert all("Iraq" in words for words in rows.all_inner_texts())
    before = seat.page.url
    seat.press("+", "+", "ArrowLeft")
    seat.wait("before => location.href !== before && location.search.includes('at=')", before)
    seat.press("0")
    seat.page.locator(".map-list tbody a").first.focus()
    seat.press("ArrowDown", "Enter")
    seat.see(".accounts")
    assert seat.path().startswith("/incidents/")


_COUNT = "parseInt(document.querySelector('.map-list header .soft').textContent.replace(',', ''))"
"""How many incidents the list has; it draws those in view alone."""


def _listed(seat: Seat) -> int:
    return int(seat.page.evaluate(_COUNT))


def _fewer(seat: Seat, than: int) -> int:
    seat.wait(f"than => {_COUNT} < than", than)
    seat.settled()
    return _listed(seat)


def _wait_for(seat: Seat, number: int) -> None:
    seat.wait(f"number => {_COUNT} === number", number)


def _marks(seat: Seat) -> list[str]:
    """What is drawn for incidents on the map."""
    return list(seat.page.locator(".mark").evaluate_all("all => all.map(one => one.outerHTML)"))


def _asked(seat: Seat) -> dict[str, list[str]]:
    return parse_qs(urlsplit(seat.page.url).query)
