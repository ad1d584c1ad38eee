"""An article that attacks whoever looks at it: nothing of it runs, in any view."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from collection import incident_of
from desk_server import Server, serving
from seat import Seat

import sayso
from sayso.store import Store

OVERRIDE = "\u202e"
MARKUP = "<img src=https://evil.example/m onerror=top.harm=1><b>bold</b>"
TITLE = f"Bomb {MARKUP} kills 12 in Kirkuk {OVERRIDE}gnp.exe"
OUTLET = f"River\"'><script>top.harm=2</script> Post {OVERRIDE}live"
PAGE = """<!doctype html><html><head><meta charset="utf-8">
<title>{title}</title><meta property="og:site_name" content="{outlet}">
<base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=https://evil.example/r">
<script>top.harm = 3; fetch('https://evil.example/f')</script>
<link rel="stylesheet" href="https://evil.example/a.css">
<link rel="prefetch" href="//evil.example/p">
<style>@import 'https://evil.example/b.css'; p {{ background: url(//evil.example/c) }}</style>
</head><body onload="top.harm = 4"><article><h1>{title}</h1>
<p>A bomb killed 12 people in Kirkuk on Sunday, {police} said. Two gunmen were arrested.</p>
<p style="background: url('//evil.example/d')" onclick="top.harm = 5">Residents of Kirkuk said that
<a href="javascript:top.harm=6">soldiers</a> shot at a crowd
&lt;script&gt;top.harm=7&lt;/script&gt;.</p>
<svg onload="top.harm = 8"><script>top.harm = 9</script><image href="https://evil.example/h"/></svg>
<img src="https://evil.example/i" onerror="top.harm = 10">
<iframe src="https://evil.example/j"></iframe>
<iframe srcdoc="<script>top.harm = 11</script>"></iframe><object data="//evil.example/k"></object>
<form action="https://evil.example/l"><input name="q"><button>Go</button></form>
<p>The governor of Kirkuk, {governor}, denied that soldiers had shot at anybody.</p>
<video src="https://evil.example/v" autoplay></video></article></body></html>"""
VIEWS = (
    "/", "/?reviewed=all&q=Kirkuk", "/?q=%3Cscript%3Etop.harm=12%3C/script%3E", "/incidents",
    "/incidents/{incident}", "/map", "/said?outlet=River", "/figures", "/agreement", "/adjudicate",
    "/adjudicate/{report}", "/search?q=Kirkuk",
    "/search?q=%22%3E%3Cimg%20src=x%20onerror=top.harm=13%3E",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two outlets that print the hostile article, and coders who comment on it in kind."""
    location = tmp_path_factory.mktemp("hostile") / "reports.db"
    words = {
        "title": TITLE.replace("<", "&lt;"),
        "outlet": OUTLET.replace('"', "&quot;").replace("<", "&lt;"),
        "police": "the police of <i onmouseover=top.harm=14>Kirkuk</i>",
        "governor": f"Rakan {OVERRIDE}Said",
    }
    page = PAGE.format(**words)
    with sayso.open(location) as corpus:
        corpus.add(
            {"html": page.replace("12 people", f"{n} people"), "url": f"https://post{n}.example/x"}
            for n in (12, 14)
        )
        corpus.link()
        ids = [line.id for line in corpus.list()]
    with Store.open(location) as store:
        for who in ("Amal", f"Jo {MARKUP}"):
            store.decide(ids[0], "note", who=who, path="events.e1", reason=f"{who} {MARKUP}")
            store.decide(ids[0], "correct", who=who, path="title", new=f"{who}: {TITLE}")
            store.decide(ids[0], "confirm", who=who, path="")
    with serving(location, "--as", "Ada") as server:
        yield server


def test_nothing_of_a_hostile_article_runs_in_any_view(
    hostile: Server, sit: Callable[..., Seat]
) -> None:
    with sayso.open(hostile.location) as corpus:
        ids = [line.id for line in corpus.list()]
    incident = incident_of(hostile.location, "Kirkuk")
    seat = sit(hostile, "/")
    dialogs: list[str] = []
    seat.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for view in VIEWS:
        path = view.format(incident=incident, report=ids[0])
        seat.go(path)
        seat.settled()
        _check_harmless(seat, path)
    for id_ in ids:
        seat.go(f"/reports/{id_}")
        seat.report()
        for _ in range(12):
            seat.press("j")
        seat.press("f", "Enter")
        _check_harmless(seat, id_)
        seat.press("Escape", "Escape", "Escape", "r")
        frame = seat.page.frame_locator("iframe.page")
        frame.get_by_text("Residents of Kirkuk").wait_for()
        frame.get_by_text("Residents of Kirkuk").click()
        assert (
            frame.locator("a[href], form, iframe, img, svg, object, video, script, base").count()
            == 0
        )
        _check_harmless(seat, f"page of {id_}")
    seat.go(f"/api/reports/{ids[0]}/page")
    seat.page.get_by_text("Residents of Kirkuk").wait_for()
    assert seat.page.url.endswith("/page")
    seat.go(f"/api/reports/{ids[0]}/raw")
    assert "<script>top.harm" in seat.page.inner_text("body"), "as text"
    assert dialogs == []
    assert len(seat.context.pages) == 1


def test_the_words_of_a_hostile_article_are_shown_as_they_are(
    hostile: Server, sit: Callable[..., Seat]
) -> None:
    seat = sit(hostile, "/?reviewed=all")
    assert MARKUP in seat.see(".line-title").inner_text()
    assert "<script>" in seat.see(".line-meta bdi").inner_text()
    seat.press("Enter")
    seat.report()
    assert MARKUP in seat.see(".text-body").inner_text()


def _check_harmless(seat: Seat, where: str) -> None:
    assert seat.page.evaluate("window.harm") is None, where
    assert seat.page.locator("#desk b, #desk i, #desk img, #desk script").count() == 0, where
    loose = seat.page.evaluate(_LOOSE, OVERRIDE)
    assert loose == [], f"{where}: what turns the direction of writing is kept to itself"


_LOOSE = """override => {
  const found = [];
  const words = document.createTreeWalker(document.getElementById('desk'), NodeFilter.SHOW_TEXT);
  for (let node; (node = words.nextNode());) {
    if (!node.data.includes(override) || node.parentElement.closest('svg, select')) continue;
    let at = node.parentElement;
    while (!/isolate|plaintext/.test(getComputedStyle(at).unicodeBidi)) at = at.parentElement;
    const after = document.createRange();
    after.setStartAfter(node);
    after.setEndAfter(at);
    if (at.localName !== 'bdi' && !at.dir && after.toString().trim()) found.push(at.outerHTML);
  }
  return found.map(one => one.slice(0, 300));
}"""
"""Words with an override that others follow, in an element that does not set them apart."""
