"""Two coders see nothing of each other; an adjudicator sees both and has the last word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from collection import make_team, report_titled
from desk_server import Server
from seat import Seat, log_in, logged_in

import sayso
from sayso.store import Store


def test_two_coders_are_blind_to_each_other_and_an_adjudicator_decides(
    reports: Path, serve: Callable[..., Server], sit: Callable[..., Seat]
) -> None:
    make_team(reports)
    id_ = report_titled(reports, "Army convoy ambushed")
    server = serve(reports, "--team")
    amal = logged_in(sit, server, "Amal", f"/reports/{id_}")
    jo = logged_in(sit, server, "Jo", f"/reports/{id_}")
    for seat, status, why in (
        (amal, "denied", "a secret of Amal"),
        (jo, "feared", "a secret of Jo"),
    ):
        seat.report()
        seat.press("j", "x")  # the first event: both agree
        seat.heard("rejected")
        seat.press("c")
        seat.see("dialog textarea")
        seat.type(why)
        seat.press("Control+Enter")
        seat.heard("saved")
        seat.field("status")
        seat.press("Enter")
        seat.see("[role=combobox]")
        seat.type(status)
        seat.press("Enter")
        seat.heard("corrected")
        seat.press("Escape", "Escape", "d")
        seat.saved()

    for seat, other in ((amal, "Jo"), (jo, "Amal")):
        for path in (
            f"/reports/{id_}",
            "/?reviewed=all",
            "/incidents",
            "/figures",
            "/map",
            "/said",
        ):
            seat.go(path)
            seat.settled()
            answers = seat.answers()
            assert any(_names("Amal" if other == "Jo" else "Jo", a) for a in answers)
            assert not [a for a in [*answers, seat.page.content()] if _names(other, a)], path
        assert [seat.fetch(f"/api/{p}")["detail"] for p in ("adjudications", "agreement")]
        seat.bear("403")
        seat.go(f"/reports/{id_}")
        seat.report()
        assert _status(seat, id_) == ("denied" if seat is amal else "feared")

    noor = logged_in(sit, server, "Noor", "/adjudicate")
    noor.see(".row-list li", "Amal, Jo")
    noor.press("Enter")
    noor.see(".adjudicate h2", "1 to decide")
    open_ = noor.see('.weighed[aria-current="true"]', "open").inner_text()
    assert "denied" in open_
    assert "feared" in open_
    agreed = noor.page.locator(".weighed.chosen")
    assert "agreed" in agreed.first.inner_text()
    who = noor.page.locator(".weighed.here .weighed-values .soft.small").all_inner_texts()
    noor.press(str(1 + ["Jo" in words for words in who].index(True)))
    noor.see(".adjudicate h2", "Nothing is open")
    noor.press("a")
    noor.saved()
    noor.see(".row-list li", "done")

    with sayso.open(reports) as corpus:
        official, machine = corpus.show(id_), corpus.show(id_, machine=True)
    first, second = machine.events[:2]
    assert first.id not in {e.id for e in official.events}
    assert next(e for e in official.events if e.id == second.id).status == "feared"
    assert (_status(amal, id_), _status(jo, id_)) == ("denied", "feared"), "their own stays theirs"

    noor.press("g", "k")
    noor.see("h1", "Agreement")
    alpha = noor.see("tr", "event status").locator("td").first.inner_text()
    assert 0 < float(alpha) < 1


def test_nothing_of_one_person_goes_out_in_the_name_of_the_next_at_the_same_browser(
    reports: Path, serve: Callable[..., Server], sit: Callable[..., Seat]
) -> None:
    make_team(reports)
    id_ = report_titled(reports, "Army convoy ambushed")
    seat = logged_in(sit, serve(reports, "--team"), "Amal", f"/reports/{id_}")
    seat.bear("ERR_FAILED")
    seat.report()
    seat.page.clock.install()
    seat.page.route("**/decisions", lambda route: route.abort())
    seat.press("j", "x")
    seat.see(".unsaved", "1 not saved yet")
    seat.page.get_by_role("button", name="Log out").click()
    seat.page.unroute("**/decisions")
    log_in(seat, "Jo")
    seat.page.clock.fast_forward(120_000)  # whatever still waits to be sent again
    seat.go(f"/reports/{id_}")
    seat.report()
    seat.page.clock.fast_forward(120_000)
    seat.settled()
    seat.rejected()
    assert _decided(reports) == []
    seat.page.get_by_role("button", name="Log out").click()
    log_in(seat, "Amal")
    seat.saved()
    assert _decided(reports) == [("Amal", "reject")]


def _decided(reports: Path) -> list[tuple[str, str]]:
    with Store.open(reports) as store:
        return [(d.who, d.action) for d in store.decisions()]


def _status(seat: Seat, report: str) -> str:
    """How the first event that was not rejected stands, as the person sees it."""
    return str(seat.fetch(f"/api/reports/{report}")["report"]["events"][0]["status"])


def _names(other: str, words: str) -> bool:
    """Whether something tells of another person: by name, or by what only they wrote."""
    return f"secret of {other}" in words or f'"{other}"' in words or f">{other}<" in words
