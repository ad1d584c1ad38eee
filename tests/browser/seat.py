"""One person at the desk, in a browser window of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from collection import PASSWORD
from desk_server import Server
from playwright.sync_api import Error

AXE = Path(__file__).parents[2] / "client" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

_SHIFTS = """() => new Promise(done => {
  if (!window.shifts) {
    window.shifts = [];
    new PerformanceObserver(list => window.shifts.push(...list.getEntries()))
      .observe({type: 'layout-shift', buffered: true});
  }
  requestAnimationFrame(() => setTimeout(() => done(window.shifts.splice(0).map(one => ({
    by: one.value, what: one.sources.map(s => s.node?.className || s.node?.nodeName),
  })))));
})"""
"""Every shift of the layout, also right after a key, which browsers do not hold against a page."""

_UNSENT = """() => Object.keys(localStorage).filter(key => key.startsWith('sayso.outbox.'))
  .flatMap(key => JSON.parse(localStorage.getItem(key))).length"""

_KEYS = "(document.getElementById('desk-search')?.placeholder ?? '').length > 'Search'.length"
"""The keys are there: the box of the search names its own."""

_READY = f"""before => {_KEYS}
  && location.pathname.startsWith('/reports/') && location.pathname !== before
  && document.querySelector('.report[aria-busy=false] .text-body')
  && document.activeElement?.id === 'cards'"""

_GONE = """async names => {
  const list = document.getElementById('cards');
  const gone = new Map();
  for (let top = 0; list && top < list.scrollHeight; top += list.clientHeight / 2) {
    list.scrollTop = top;  // rows that are not in view are not drawn
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    for (const card of list.querySelectorAll('.card.gone'))
      gone.set(card.id, card.querySelector('.card-name').textContent);
  }
  return list && [...gone.values()].sort().join() === names.join();
}"""


def logged_in(sit: Callable[..., Seat], server: Server, name: str, path: str = "/") -> Seat:
    """Open the desk of a team, and log in by its form."""
    seat = sit(server, path)
    log_in(seat, name)
    return seat


def log_in(seat: Seat, name: str) -> None:
    """Fill in the form."""
    seat.bear("401")  # the first question of a page: who am I?
    seat.see("input[type=password]")
    seat.page.get_by_label("Name").fill(name)
    seat.page.get_by_label("Password").fill(PASSWORD)
    seat.press("Enter")
    seat.see("header.bar", name)


class Seat:
    """A page of the desk, with all that it asked for and complained of.

    Attributes:
        asked: Addresses that were asked for, in frames and other windows too.
        complaints: Errors and warnings of the console, and exceptions of the page.
    """

    def __init__(self, browser: Any, address: str, path: str = "/", **options: Any) -> None:
        self.address = address
        size = {"width": 1280, "height": 720}
        self.context = browser.new_context(**{"viewport": size, "bypass_csp": False, **options})
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self._answers: list[Any] = []
        self._borne: list[str] = []
        self._under_way: set[Any] = set()
        self.context.on("request", self._asks)
        self.context.on("requestfinished", self._asked)
        self.context.on("requestfailed", self._asked)
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.on("response", self._answered)
        self.go(path)

    def go(self, path: str) -> None:
        """Load an address of the desk."""
        self._answers.clear()
        self.page.goto(self.address + path)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Type words."""
        self.page.keyboard.type(words)

    def wait(self, script: str, arg: Any = None) -> None:
        """Wait until a script says that it is so."""
        self.page.wait_for_function(script, arg=arg)

    def see(self, selector: str, words: str = "") -> Any:
        """Wait until something is shown; the first such element."""
        found = self.page.locator(selector)
        if words:
            found = found.filter(has_text=words)
        found.first.wait_for()
        return found.first

    def settled(self) -> None:
        """Wait until a view is up and asks for nothing more."""
        self.see("h1")
        quiet = 0
        while quiet < 2:
            self.wait(f"() => {_KEYS} && !document.querySelector('[aria-busy=true]')")
            self.page.evaluate(
                "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
            )
            quiet = 0 if self._under_way else quiet + 1

    def path(self) -> str:
        """Where the person is."""
        return urlsplit(self.page.url).path

    def queue(self) -> None:
        """Wait until the queue is up and the keys work in it."""
        self.see("#queue .line.active")
        self.wait(f"() => {_KEYS}")

    def report(self, before: str = "") -> str:
        """Wait until a report is up that is not at the path ``before``; its path."""
        self.wait(_READY, before)
        return self.path()

    def card(self, *words: str) -> None:
        """Step through the cards by key until one with all these words is in focus."""
        self.see(".card")
        self.press("Escape", "Escape", "Escape")
        number = self.page.locator(".card").first.get_attribute("aria-setsize")
        for _ in range(int(number)):
            self.press("j")
            if all(word in self.page.locator(".card.active").inner_text() for word in words):
                return
        raise AssertionError(f"no card with {words}")

    def field(self, name: str) -> None:
        """Step through the fields of the card in focus by key to the one of this name."""
        for _ in range(20):
            self.press("f")
            at = self.page.evaluate("document.activeElement.closest('[data-field]')?.dataset.field")
            if at and at.rsplit(".", 1)[1] == name:
                return
        raise AssertionError(f"no field {name}")

    def heard(self, words: str) -> None:
        """Wait until the line below says this."""
        self.see(".told", words)

    def saved(self) -> None:
        """Wait until the server has all decisions."""
        self.wait(f"() => ({_UNSENT})() === 0")

    def rejected(self, *names: str) -> None:
        """Wait until these and no others are the rejected cards."""
        self.wait(_GONE, sorted(names))

    def fetch(self, path: str) -> Any:
        """Ask the server for JSON, as the person who is logged in here."""
        return self.page.evaluate("path => fetch(path).then(r => r.json())", path)

    def answers(self) -> list[str]:
        """The JSON that came since the page was loaded."""
        kind = "application/json"
        found = [one for one in self._answers if one.headers.get("content-type", "") == kind]
        bodies = []
        for one in found:
            try:
                bodies.append(one.text())
            except Error as error:
                # an answer to the page before, which was still on its way
                if "navigated away" not in str(error):
                    raise
        return bodies

    def jumps(self, most: float) -> list[Any]:
        """What moved in the layout since the page was loaded, or since this was last asked.

        Empty where all of it together is less than ``most``.
        """
        found = self.page.evaluate(_SHIFTS)
        return [] if sum(one["by"] for one in found) < most else list(found)

    def outside(self) -> list[str]:
        """Addresses that are not the desk's own."""
        own = urlsplit(self.address).netloc
        return [
            url
            for url in self.asked
            if urlsplit(url).netloc not in {own, ""} and not url.startswith(("data:", "blob:"))
        ]

    def barriers(self, *rules: str) -> list[str]:
        """What axe finds against WCAG 2.2 AA on the page as it is, a line each.

        Args:
            rules: Ask for these alone.
        """
        if not self.page.evaluate("Boolean(window.axe)"):
            # The content security policy lets no script be added; the browser itself may.
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
        found = self.page.evaluate(
            "only => axe.run(document,"
            " {runOnly: only, resultTypes: ['violations'], iframes: false})",
            only,
        )
        return [
            f"{v['id']}: {node['html'][:160]} ({node['failureSummary']})"
            for v in found["violations"]
            for node in v["nodes"]
        ]

    def bear(self, pattern: str) -> None:
        """Let complaints be that a test brings about itself."""
        self._borne.append(pattern)

    def unborne(self) -> list[str]:
        """Complaints that no test brought about."""
        return [c for c in self.complaints if not any(re.search(p, c) for p in self._borne)]

    def leave(self) -> None:
        """Close the window."""
        self.context.close()

    def _asks(self, request: Any) -> None:
        self.asked.append(request.url)
        if request.resource_type != "eventsource":  # which never ends
            self._under_way.add(request)

    def _asked(self, request: Any) -> None:
        self._under_way.discard(request)

    def _answered(self, response: Any) -> None:
        self._answers.append(response)

    def _heard(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.text} ({message.location['url']})")
