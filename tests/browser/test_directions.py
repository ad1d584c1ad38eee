"""Text from right to left and characters beyond 16 bits: read in their direction, marked aright."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from desk_server import Server, serving
from seat import Seat

from sayso.ingest.page import Page
from sayso.record import Block, Event, Place, ReaderInfo, Report
from sayso.store import Store

ARABIC = (
    "انفجار في سوق الموصل",
    "قُتل 12 شخصا في انفجار سيارة في الموصل يوم الأحد.",
    "انفجار",
    "الموصل",
)
HEBREW = ("פיגוע בשוק בכירכוכ", "פצצה הרגה 12 בני אדם בכירכוכ ביום ראשון.", "הרגה", "בכירכוכ")
ASTRAL = (
    "Blast 💥 in 𝕶irkuk 🇮🇶",
    "👩‍👩‍👧 A 💣 bomb killed 12 in 𝕶irkuk 🇮🇶 on Sunday.",
    "killed",
    "𝕶irkuk",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    location = tmp_path_factory.mktemp("world") / "reports.db"
    with Store.open(location) as store:
        for report in (_report(*ARABIC), _report(*HEBREW), _report(*ASTRAL)):
            bare = report.model_copy(update={"events": (), "places": ()})
            store.add(Page(bare, report.text.encode(), "text/plain", "made"), report)
        store.link()
    with serving(location, "--as", "Ada") as server:
        yield server


@pytest.mark.parametrize("words", [ARABIC, HEBREW], ids=["Arabic", "Hebrew"])
def test_text_from_right_to_left_is_shown_in_its_direction(
    words: tuple[str, ...], world: Server, sit: Callable[..., Seat]
) -> None:
    title, _, anchor, place = words
    seat = sit(world, f"/reports/{_report(*words).id}")
    seat.report()
    directions = seat.page.locator(".text-body .block, .report-name h1 bdi")
    assert directions.count() == 3
    found = directions.evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
    assert set(found) == {"rtl"}
    assert (
        seat.page.evaluate("getComputedStyle(document.querySelector('.cards, #cards')).direction")
        == "ltr"
    )
    seat.press("j")
    _wait_lit(seat, anchor)
    seat.card("Place")
    _wait_lit(seat, place)
    left, right = seat.page.evaluate(
        """() => {
          const line = document.querySelector('#text p');
          const words = document.createRange();
          words.selectNodeContents(line);
          const [box, at] = [line, words].map(one => one.getBoundingClientRect());
          return [at.left - box.left, box.right - at.right];
        }"""
    )
    assert right < left, "the line begins at the right"
    seat.press("Escape", "Escape")
    assert title in seat.see(".report-name h1").inner_text()


@pytest.mark.parametrize("words", [ARABIC, ASTRAL], ids=["Arabic", "astral"])
def test_words_are_selected_where_they_stand(
    words: tuple[str, ...], world: Server, sit: Callable[..., Seat]
) -> None:
    report = _report(*words)
    seat = sit(world, f"/reports/{report.id}")
    seat.report()
    seat.press("j")
    _wait_lit(seat, words[2])
    seat.press("t", "Shift+ArrowRight")
    selected = str(seat.page.evaluate("getSelection().toString()"))
    assert selected.startswith(words[2])
    seat.press("Enter")
    seat.see(".span-menu")
    with seat.page.expect_request("**/suggest") as asked:
        seat.press("e")
    span = asked.value.post_data_json["span"]
    assert report.words(span) == selected, "code points, not 16-bit units"
    seat.see('.inspector [data-field^="events.h"]')
    seat.saved()
    seat.press("Backspace")
    seat.heard("Undone")


def _wait_lit(seat: Seat, words: str) -> None:
    """Wait until these words and no others are lit in the text."""
    seat.wait(
        "words => [...(CSS.highlights.get('lit') ?? [])].join() === words",
        words,
    )


def _report(title: str, line: str, anchor: str, place: str) -> Report:
    text = f"{title}\n{line}"
    begin = len(title) + 1

    def span(words: str) -> tuple[int, int]:
        at = text.index(words, begin)
        return at, at + len(words)

    return Report(
        id="r_" + format(sum(map(ord, title)), "016x"),
        outlet="الجزيرة النهرية" if title == ARABIC[0] else "River Post",
        title=title,
        language="en",
        published="2020-05-03T10:15:00+03:00",
        relevance=0.9,
        reader=ReaderInfo(version="0.1"),
        text=text,
        blocks=(
            Block(kind="title", span=(0, len(title))),
            Block(kind="paragraph", span=(begin, len(text))),
        ),
        places=(Place(id="p1", name=place, mentions=(span(place),), country="IRQ", precision=1),),
        events=(
            Event(id="e1", type="ASSAULT", mode="explosives", anchor=span(anchor), places=("p1",)),
        ),
    )
