"""Pictures of each view of the desk, from the example reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from collection import incident_of, report_titled
from desk_server import Server
from seat import Seat


@dataclass(frozen=True)
class Picture:
    """What is on a picture.

    Attributes:
        path: The address, with the names of ``_examples`` in it.
        there: What must be shown before it is taken.
        keys: Pressed before it is taken.
        dark: Whether the desk is dark.
        typed: Written into the filter before it is taken.
        pressed: Name of a button that is pressed before it is taken.
    """

    path: str
    there: str
    keys: tuple[str, ...] = ()
    dark: bool = False
    typed: str = ""
    pressed: str = ""


_REPORT = Picture("/reports/{bombing}", ".field.stepping", ("j", "j", "f", "f", "f", "ArrowRight"))
_MAP = Picture("/map", ".map-list tbody a")
PICTURES = {
    "queue": Picture("/?reviewed=all", "#queue .line", ("ArrowRight",)),
    "report": _REPORT,
    "report-dark": Picture(_REPORT.path, _REPORT.there, _REPORT.keys, dark=True),
    "page": Picture("/reports/{bombing}", "iframe.page", ("r",)),
    "incidents": Picture("/incidents", ".row-list li"),
    "incident": Picture("/incidents/{incident}", ".accounts"),
    "map": _MAP,
    "map-dark": Picture(_MAP.path, _MAP.there, dark=True),
    "said": Picture("/said?actor=police", ".row-list li"),
    "figures": Picture("/figures", "svg"),
    "adjudicate": Picture("/adjudicate/{ambush}", ".weighed.here"),
    "agreement": Picture("/agreement", "td"),
    "filter": Picture("/incidents", ".filter-box [role=option]", typed="killed:>=5 c"),
    "export": Picture("/incidents?where=killed:>%3D5", "dialog [type=radio]", pressed="Export"),
    "search": Picture("/search?q=market", ".row-list li"),
    "keys": Picture("/reports/{bombing}", "dialog kbd", ("j", "?")),
}
WINDOW = {"width": 1280, "height": 720}
"""As large as the desk must still be good to work at."""


def take(browser: Any, server: Server, folder: Path) -> dict[str, Path]:
    """Take all pictures.

    Args:
        browser: A running one.
        server: The desk of a collection of the examples where two coders went through a report.
        folder: Where the pictures go, ``desk-<name>.png``.
    """
    examples = _examples(server.location)
    taken = {}
    for scheme in ("light", "dark"):
        seat = Seat(
            browser,
            server.address,
            viewport=WINDOW,
            color_scheme=scheme,
            reduced_motion="reduce",
            timezone_id="UTC",
            locale="en-GB",
        )
        for name, picture in PICTURES.items():
            if picture.dark == (scheme == "dark"):
                taken[name] = folder / f"desk-{name}.png"
                _take(seat, picture, picture.path.format(**examples), taken[name])
        seat.leave()
    return taken


def _take(seat: Seat, picture: Picture, path: str, file: Path) -> None:
    seat.go(path)
    seat.settled()
    if path.startswith("/reports/"):
        seat.report()
    seat.press(*picture.keys)
    if picture.typed:
        seat.page.locator(".filter-box input").focus()
        seat.type(picture.typed)
    if picture.pressed:
        seat.page.get_by_role("button", name=picture.pressed).click()
    seat.see(picture.there)
    seat.settled()
    seat.page.screenshot(path=file, animations="disabled")


def _examples(location: str) -> dict[str, str]:
    return {
        "bombing": report_titled(location, "death toll rises"),
        "ambush": report_titled(location, "Army convoy ambushed"),
        "incident": incident_of(location, "Mosul"),
    }
