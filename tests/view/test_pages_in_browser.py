"""The pages in a real browser: keyboard, policy, toggles, no script."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from view_chains import chains
from view_links import Collection

from sayso.record import Report
from sayso.view.collection_page import collection_page, incident_page
from sayso.view.page import report_page

pytestmark = pytest.mark.xdist_group("browser")


class Opened:
    """A page opened from a file, with all that it asked for and complained of."""

    def __init__(self, browser: Any, path: Path, **options: Any) -> None:
        self.context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, **options}
        )
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri())

    def focused(self) -> str:
        return self.page.evaluate("document.activeElement.textContent.trim()")  # type: ignore[no-any-return]

    def lit(self) -> str:
        words = self.page.locator("#text .lit").all_text_contents()
        return " ".join("".join(words).split())

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


@pytest.fixture
def opened(browser: Any, wire: Report, tmp_path: Path) -> Iterator[Opened]:
    path = tmp_path / "report.html"
    path.write_text(report_page(wire), encoding="utf-8")
    page = Opened(browser, path)
    yield page
    page.context.close()


def test_the_page_asks_for_nothing_and_its_policy_lets_it_work(opened: Opened) -> None:
    assert len(opened.asked) == 1
    assert opened.complaints == []
    assert (
        opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    assert opened.page.locator("#hint").is_visible(), "the script ran"


def test_an_injected_script_does_not_run(opened: Opened) -> None:
    opened.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1';"
        " document.body.append(s); }"
    )
    assert opened.page.evaluate("window.bad") is None


def test_arrow_keys_walk_the_spans_and_light_their_records(opened: Opened) -> None:
    opened.page.locator("#text a.s").first.focus()
    opened.press("Home")
    walked = []
    for _ in range(12):
        walked.append(opened.focused())
        opened.press("ArrowRight")
    assert walked[:6] == ["Gao", "GAO", "A police official", "told", "Radio Example", "that"]
    opened.page.locator('#text a.s:text-is("villagers")').focus()
    assert opened.page.locator("#inspector").is_visible()
    heads = opened.page.locator("#found .card h4").all_text_contents()
    assert heads == ["villagers", "villagers", "A police official"]


def test_the_text_is_one_tab_stop(opened: Opened) -> None:
    assert opened.page.locator('#text a.s[tabindex="0"]').count() == 1
    assert opened.page.locator('#records .card[tabindex="0"]').count() == 1


def test_enter_goes_to_the_record_and_escape_comes_back(opened: Opened) -> None:
    opened.page.locator("#text a.s.k-toll").first.focus()
    opened.press("ArrowRight", "ArrowLeft")
    start = opened.focused()
    opened.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "e1"
    assert "at least ten" in opened.lit()
    opened.press("Escape")
    assert opened.focused() == start


def test_focus_on_an_event_lights_its_words(opened: Opened) -> None:
    opened.page.locator("#text a.s").first.focus()
    opened.press("Tab")
    while opened.page.evaluate("!document.activeElement.classList.contains('card')"):
        opened.press("Tab")
    assert opened.page.evaluate("document.activeElement.id") == "e1"
    lit = opened.lit()
    for words in ("gunmen of the River Brigade", "open fire", "traders", "at least ten"):
        assert words in lit
    assert opened.page.locator("#text .rel").count() > 0, "the tellers of its chain"
    opened.press("ArrowDown", "ArrowDown")
    assert opened.lit() == "Tworaid"
    opened.press("Escape")
    assert opened.lit() == ""


def test_the_pointer_shows_the_records_at_the_words(opened: Opened) -> None:
    opened.page.locator("#text .k-event").first.hover()
    assert opened.page.locator("#found").text_content().count("On whose say-so") == 1
    assert opened.lit().startswith("gunmen of the River Brigade")
    opened.page.locator(".top .meta").hover()
    assert not opened.page.locator("#inspector").is_visible(), "nothing was chosen"


def test_a_kind_can_be_left_out(opened: Opened) -> None:
    before = opened.page.locator("#text a.s").count()
    opened.page.locator('input[data-kind="place"]').uncheck()
    opened.page.locator("#text a.s").first.focus()
    opened.press("Home")
    opened.page.locator('#text a.s[tabindex="0"]').focus()
    assert opened.focused() == "A police official"
    assert opened.page.locator("#text a.s").count() == before
    opened.press("Escape")
    opened.page.locator('#text .s:text-is("GAO")').hover()
    assert not opened.page.locator("#inspector").is_visible()


def test_a_link_to_an_event_opens_it(browser: Any, opened: Opened) -> None:
    opened.page.goto(opened.page.url + "#e3")
    assert opened.lit() == "Tworaid"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_is_wider_than_its_window(
    browser: Any, wire: Report, gao: Collection, tmp_path: Path, width: int
) -> None:
    long = "Ministry of Rather Long Names and of " * 3
    reports = {k: r.model_copy(update={"outlet": long}) for k, r in gao.reports.items()}
    many = chains(copies=40)
    pages = {
        "report": report_page(wire.model_copy(update={"outlet": long, "url": None})),
        "collection": collection_page(gao.incidents, gao.links, reports, "Gao"),
        "incident": incident_page(gao.incidents[0], gao.links, reports),
        "chains": incident_page(many.incidents[0], many.links, many.reports),
    }
    for name, text in pages.items():
        path = tmp_path / f"{name}.html"
        path.write_text(text, encoding="utf-8")
        page = Opened(browser, path, viewport={"width": width, "height": 800})
        assert page.page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.complaints == []
        page.context.close()


def test_without_scripts_text_and_records_can_be_read(
    browser: Any, wire: Report, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(report_page(wire), encoding="utf-8")
    page = Opened(browser, path, java_script_enabled=False)
    assert page.page.locator("#text .k-event").first.is_visible()
    assert page.page.locator("#e1").is_visible()
    assert not page.page.locator("#inspector").is_visible()
    page.context.close()


def shown(browser: Any, tmp_path: Path, text: str, **options: Any) -> Opened:
    path = tmp_path / "incident.html"
    path.write_text(text, encoding="utf-8")
    return Opened(browser, path, **options)


def box(page: Opened, what: str) -> dict[str, float]:
    found = page.page.locator(what).first.bounding_box()
    assert found is not None, f"{what} is not visible"
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize("width", [360, 1280])
def test_chart_and_graph_can_be_seen_without_scripts(
    browser: Any, gao: Collection, tmp_path: Path, width: int
) -> None:
    page = shown(
        browser,
        tmp_path,
        incident_page(gao.incidents[0], gao.links, gao.reports),
        viewport={"width": width, "height": 800},
        java_script_enabled=False,
    )
    assert page.asked == [page.page.url]
    chart = box(page, "svg.chart")
    assert 280 <= chart["width"] <= width
    assert chart["height"] >= 140
    for mark in ("path.steps", "path.mark:not(.hollow)", "path.mark.hollow", "rect.band"):
        assert box(page, f"svg.chart {mark}"), mark
    graph, inside = box(page, "svg.graph"), box(page, ".wide:has(svg.graph)")
    assert graph["width"] >= 800, "what is written in it stays legible"
    assert inside["x"] + inside["width"] <= width, "it is moved inside its own frame"
    page.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_words_of_the_drawings_stay_in_their_places(
    browser: Any, gao: Collection, tmp_path: Path, width: int
) -> None:
    long = {"name": "The Ministry of Rather Long Names and of Further Affairs WWWWWWWWWWWWWWWWWWW"}
    origins = tuple(o.model_copy(update=long) for o in gao.links.origins)
    links = type(gao.links)(gao.links.copies, origins, gao.links.incidents)
    page = shown(
        browser,
        tmp_path,
        incident_page(gao.incidents[0], links, gao.reports),
        viewport={"width": width, "height": 800},
    )
    out = page.page.evaluate(
        """() => {
          const out = [];
          const inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1
            && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
          const check = (e, frame) => {
            if (!inside(e.getBoundingClientRect(), frame.getBoundingClientRect()))
              out.push(e.textContent);
          };
          for (const e of document.querySelectorAll("svg.chart text"))
            check(e, e.ownerSVGElement);
          for (const e of document.querySelectorAll("svg.graph .node text"))
            check(e, e.closest(".node").querySelector("rect"));
          return out;
        }"""
    )
    assert out == []
    page.context.close()


def test_a_frame_that_moves_is_reached_by_the_keyboard(
    browser: Any, gao: Collection, tmp_path: Path
) -> None:
    page = shown(
        browser,
        tmp_path,
        incident_page(gao.incidents[0], gao.links, gao.reports),
        viewport={"width": 360, "height": 800},
    )
    frame = page.page.locator(".wide:has(svg.graph)")
    frame.focus()
    page.press("ArrowRight", "ArrowRight", "ArrowRight")
    moved = 0
    for _ in range(50):  # it moves smoothly, so not at once
        moved = frame.evaluate("frame => frame.scrollLeft")
        if moved:
            break
        page.page.wait_for_timeout(100)
    assert moved > 0
    page.context.close()


CONTRAST = """() => {
  const lum = (c) => {
    const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map((v) => v / 255)
      .map((v) => (v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = getComputedStyle(e).backgroundColor;
      if (c !== "rgba(0, 0, 0, 0)") return c;
    }
    return "rgb(255, 255, 255)";
  };
  let worst = [21, ""];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const drawn = e instanceof SVGElement;
    const seen = drawn
      ? e.getClientRects().length > 0 && !e.closest("title, desc") : e.offsetParent;
    if (!own || !seen || e.closest("script, style")) continue;
    const style = getComputedStyle(e), box = drawn && e.closest(".node")?.querySelector("rect");
    const a = lum(drawn ? style.fill : style.color);
    const b = lum(box ? getComputedStyle(box).fill : ground(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < worst[0]) worst = [ratio, e.outerHTML.slice(0, 120)];
  }
  return worst;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_have_the_contrast_of_wcag_aa(
    browser: Any, wire: Report, gao: Collection, tmp_path: Path, scheme: str
) -> None:
    ring = chains()
    pages = (
        report_page(wire),
        collection_page(gao.incidents, gao.links, gao.reports, "Gao"),
        incident_page(ring.incidents[0], ring.links, ring.reports),
    )
    for text in pages:
        path = tmp_path / "page.html"
        path.write_text(text, encoding="utf-8")
        page = Opened(browser, path, color_scheme=scheme)
        ratio, where = page.page.evaluate(CONTRAST)
        assert ratio >= 4.5, where
        page.context.close()
