"""Every view: nothing asked for outside, no barriers, light and dark, large and small, no jumps.

That nothing is asked for outside and that the console stays silent, `sit` checks after each test.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from collection import incident_of, report_titled
from desk_server import Server
from seat import Seat, logged_in

TABLET = {"width": 820, "height": 1180}
SEEN = ("color-contrast", "target-size", "scrollable-region-focusable")
"""Rules of axe whose outcome a theme or a size can change."""

JUMP = 0.05
"""How much a layout may shift: half of what Chromium calls good."""

VIEWS: dict[str, tuple[str, tuple[str, ...], str]] = {
    # name: address, keys, what is there then
    "queue": ("/", (), "#queue .line"),
    "queue of all": ("/?reviewed=all&order=newest", ("ArrowRight",), "#queue .line"),
    "queue with all filters": ("/?country=IRQ", (), ".filters [name=outlet]"),
    "report": ("/reports/{mosul}", (), ".text-body"),
    "card": ("/reports/{mosul}", ("j", "j"), ".card.active"),
    "candidates": ("/reports/{mosul}", ("j", "f", "ArrowRight"), ".field.stepping"),
    "choice": ("/reports/{mosul}", ("j", "f", "Enter"), "[role=combobox]"),
    "words": ("/reports/{mosul}", ("t", "Shift+ArrowRight", "Enter"), ".span-menu"),
    "comment": ("/reports/{mosul}", ("c",), "dialog textarea"),
    "page": ("/reports/{mosul}", ("r",), "iframe.page"),
    "decided report": ("/reports/{ambush}", ("j",), ".card.active"),
    "incidents": ("/incidents", (), ".row-list li"),
    "incident": ("/incidents/{bombing}", (), ".accounts"),
    "merge": ("/incidents/{bombing}", ("M",), "dialog .compared"),
    "split": ("/incidents/{bombing}", ("S",), "dialog .split-list"),
    "own value": ("/incidents/{bombing}", ("e",), "dialog form"),
    "map": ("/map", (), ".map-list tbody a"),
    "said": ("/said?actor=police", (), ".row-list li"),
    "figures": ("/figures", (), "svg"),
    "adjudications": ("/adjudicate", (), ".row-list li"),
    "adjudication": ("/adjudicate/{ambush}", (), ".weighed.here"),
    "agreement": ("/agreement", (), "td"),
    "search": ("/search?q=market", (), ".row-list li"),
    "keys": ("/", ("?",), "dialog kbd"),
    "nowhere": ("/nowhere", (), "h1"),
}


@pytest.fixture(scope="session")
def addresses(desk: Server) -> dict[str, str]:
    """Ids of the examples that the views are looked at with."""
    return {
        "mosul": report_titled(desk.location, "death toll rises"),
        "ambush": report_titled(desk.location, "Army convoy ambushed"),
        "bombing": incident_of(desk.location, "Mosul"),
    }


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_no_barriers_and_does_not_jump(
    name: str, desk: Server, addresses: dict[str, str], sit: Callable[..., Seat]
) -> None:
    path, keys, there = VIEWS[name]
    seat = sit(desk, path.format(**addresses), color_scheme="light")
    seat.settled()
    assert seat.jumps(JUMP) == [], "while it was loaded"
    if keys and path.startswith("/reports/"):
        seat.report()
    seat.press(*keys)
    seat.see(there)
    seat.settled()
    assert seat.jumps(JUMP) == [], "while keys were pressed"
    check_barriers(seat)


def test_a_team_logs_in_and_keeps_its_accounts(team_desk: Server, sit: Callable[..., Seat]) -> None:
    seat = sit(team_desk, "/")
    seat.bear("401")
    seat.see("input[type=password]")
    check_barriers(seat)
    kim = logged_in(sit, team_desk, "Kim", "/people")
    kim.see("td, li", "Noor")
    kim.settled()
    assert kim.jumps(JUMP) == []
    check_barriers(kim)


def test_the_next_report_does_not_jump(desk: Server, sit: Callable[..., Seat]) -> None:
    seat = sit(desk, "/?reviewed=all")
    seat.queue()
    seat.press("Enter")
    path = seat.report()
    seat.settled()
    for _ in range(6):
        seat.jumps(0)
        seat.press("n")
        path = seat.report(path)
        seat.settled()
        assert seat.jumps(JUMP) == [], path


def check_barriers(seat: Seat) -> None:
    """What axe finds on the page as it is: in light and dark, on a screen and a tablet."""
    assert seat.barriers() == []
    seat.page.emulate_media(color_scheme="dark")
    assert seat.barriers("color-contrast") == [], "dark"
    seat.page.set_viewport_size(TABLET)
    assert seat.barriers(*SEEN) == [], "dark tablet"
    seat.page.emulate_media(color_scheme="light")
    assert seat.barriers(*SEEN) == [], "light tablet"
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert seat.page.evaluate(wider) <= 0, "something hangs out at the side of a tablet"
