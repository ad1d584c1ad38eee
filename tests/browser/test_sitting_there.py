"""A day at the desk: on a tablet, in two windows, in the dark, far from Greenwich."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from collection import report_titled
from desk_server import Server, serving
from seat import Seat

from sayso.store import Store


@pytest.fixture(scope="module")
def day(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    location = shutil.copy(examples, tmp_path_factory.mktemp("day") / "reports.db")
    with serving(location, "--as", "Ada") as server:
        yield server


def test_a_report_is_gone_through_by_touch_on_a_tablet(
    day: Server, sit: Callable[..., Seat]
) -> None:
    tablet = {"viewport": {"width": 820, "height": 1180}, "has_touch": True, "is_mobile": True}
    seat = sit(day, "/", **tablet)
    seat.see("#queue .line").tap()
    path = seat.report()
    seat.page.locator(".card").nth(1).tap()
    seat.see(".card.active")
    seat.page.get_by_role("button", name="Reject").tap()
    seat.heard("rejected")
    seat.page.locator(".report-tools").get_by_role("button", name="Done").tap()
    seat.report(path)
    seat.saved()
    with Store.open(day.location) as store:
        decided = store.decisions(path.rsplit("/", 1)[1])
    assert [d.action for d in decided] == ["reject", "confirm"]


def test_what_is_decided_in_one_window_shows_in_the_other(
    day: Server, sit: Callable[..., Seat]
) -> None:
    path = f"/reports/{report_titled(day.location, 'Mosul market bombing death')}"
    one, other = sit(day, path), sit(day, path)
    one.report()
    other.report()
    one.press("j", "x")
    one.saved()
    other.rejected("bombing")
    one.press("Backspace")
    one.heard("Undone")
    other.rejected()


def test_linking_says_how_far_it_is(day: Server, sit: Callable[..., Seat]) -> None:
    watching, seat = sit(day, "/figures"), sit(day, "/figures")
    for each in (watching, seat):
        each.settled()
    before = [job["id"] for job in seat.fetch("/api/jobs")]
    seat.page.get_by_role("button", name="Link now").click()
    seat.see("section", "Linking and reading again")
    seat.wait(
        """async before => (await (await fetch('/api/jobs')).json())
          .some(job => !before.includes(job.id) && job.state === 'done')""",
        before,
    )
    for each in (watching, seat):
        each.see(".jobs li, .job", "link")


def test_light_and_dark_are_remembered_and_times_are_told_twice(
    day: Server, sit: Callable[..., Seat]
) -> None:
    seat = sit(day, "/", color_scheme="light", timezone_id="Asia/Tokyo", locale="en-GB")
    time = seat.see("#queue time[datetime*='+']")
    assert time.inner_text().endswith("UTC")
    assert "GMT+9" in str(time.get_attribute("title"))
    background = "getComputedStyle(document.body).backgroundColor"
    light = seat.page.evaluate(background)
    seat.press("g", "t")
    seat.wait(f"light => {background} !== light", light)
    dark = seat.page.evaluate(background)
    seat.page.reload()
    seat.see("#queue time")
    assert seat.page.evaluate(background) == dark
