"""A comparison in the terminal and as a page: all that differs is said, nothing hostile acts."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from rich.console import Console

from sayso.coded import Coded, CodedEvent, Comparison, Count, Figure, compare
from sayso.coded.parties import Side
from sayso.view.compare_page import MOST, compare_page
from sayso.view.compare_terminal import print_comparison
from tests.coded.coded_rows import event

HOSTILE = "</summary><script>alert(1)</script>\u202e\x1b[31m\ud800\x00=cmd|' /c calc'!A1"


def compared(ours: list[CodedEvent], theirs: list[CodedEvent], name: str = "ours.db") -> Comparison:
    return compare(Coded(name, "sayso", ours), Coded("ged.csv", "ged", theirs))


def mali() -> Comparison:
    figures = (Figure("killed", "police", Count(10, 10, 10)),)
    ours = [
        replace(event("i_1", killed=(10, 12, 15)), figures=figures),
        event("i_2", "2020-05-04", killed=3),
        event("i_3", "2021-05-04"),
    ]
    theirs = [
        replace(event("g1", ("2020-05-02", "2020-05-04"), killed=10), notes="A raid on Gao"),
        event("g2", "2022-05-04", name="بماكو"),
    ]
    return compared(ours, theirs)


def shown(found: Comparison, limit: int | None = 20, width: int = 200) -> str:
    out = io.StringIO()
    print_comparison(found, Console(file=out, width=width), limit=limit)
    return out.getvalue()


def test_the_terminal_says_what_each_has() -> None:
    text = " ".join(shown(mali()).split())
    assert "ours: ours.db: sayso, 3 events" in text
    assert "theirs: ged.csv: UCDP GED, 2 events" in text
    assert "their best, 10, is the figure of police" in text
    assert "One event here, several there" in text
    assert "killed 10, and 15 together" in text
    assert "nothing within 3 days and 50 km" in text


def test_what_contradicts_most_and_what_killed_most_comes_first() -> None:
    same = event("same", "2020-01-01"), event("same_t", "2020-01-01")
    day = event("day", "2020-02-01"), event("day_t", "2020-02-02")
    both = event("both", "2020-03-01", killed=4), event("both_t", "2020-03-02", killed=9)
    both = tuple(replace(each, sides=((Side("River Front"),), ())) for each in both)
    ours, theirs = map(list, zip(same, day, both, strict=True))
    alone = [event(f"k{n}", f"20{n}-06-01", killed=n) for n in (11, 19, 12)]
    text = shown(compared([*ours, *alone], theirs))
    for where in (text, compare_page(compared([*ours, *alone], theirs))):
        places = [where.rindex(id_) for id_ in ("both_t", "day_t", "same_t", "k19", "k12", "k11")]
        assert places == sorted(places)


def test_what_a_codebook_has_no_column_for_is_no_difference() -> None:
    ours = [replace(event("o"), counts={"killed": Count(3, 3, 3), "injured": Count(8, 8, 8)})]
    text = shown(compared(ours, [event("t", killed=3)]))
    assert "nothing" in text.split("What both have")[1]
    theirs = [replace(event("t", killed=3), counts={"killed": Count(4, 4, 4)})]
    assert "killed: 3 / 4" in shown(compared(ours, theirs))


def test_a_limit_says_how_many_are_not_shown() -> None:
    ours = [event(f"o{n}", f"20{n + 10}-05-02") for n in range(30)]
    text = shown(compared(ours, [event("t")]), limit=5)
    assert "24 more" in " ".join(text.split())
    assert "more" not in shown(compared(ours, [event("t")]), limit=None).split("Only ours")[1]


def test_nothing_to_compare() -> None:
    nothing = compared([], [])
    assert "0 events" in shown(nothing)
    assert "Nothing." in compare_page(nothing)


def test_the_page_has_every_field_and_no_script() -> None:
    page = compare_page(mali())
    tree = html.fromstring(page)
    assert tree.xpath("//script") == []
    assert tree.xpath("//@src | //link | //@onclick") == []
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]
    assert all(href.startswith("#") for href in tree.xpath("//a/@href"))
    anchors = set(tree.xpath("//@id"))
    assert {href[1:] for href in tree.xpath("//a/@href")} <= anchors
    text = " ".join(tree.text_content().split())
    assert "their best, 10, is the figure of police" in text
    assert "theirs: A raid on Gao" in text
    assert "بماكو" in text


def test_hostile_words_do_nothing() -> None:
    hostile = replace(
        event("t", name=HOSTILE, parties=(HOSTILE,)), notes=HOSTILE, type=HOSTILE, line=HOSTILE
    )
    theirs = [replace(hostile, id=HOSTILE), replace(hostile, id="x", earliest=None, latest=None)]
    found = compared([event("o"), replace(hostile, id="y")], theirs, name=HOSTILE)
    page = compare_page(found)
    page.encode("utf-8")
    assert "<script>alert" not in page
    assert html.fromstring(page).xpath("//script") == []
    text = shown(found)
    assert "\x1b" not in text
    assert "\u202e" not in text
    text.encode("utf-8")


def test_a_page_of_many_events_says_how_many_are_left_out() -> None:
    ours = [event(f"o{n}", day=None) for n in range(MOST + 7)]
    page = compare_page(compared(ours, [event("t")]))
    assert "7 more: see the tables that --out writes" in page


@pytest.mark.xdist_group("browser")
def test_the_page_in_a_browser(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "compare.html"
    path.write_text(compare_page(mali()), encoding="utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints == []
    context.close()
