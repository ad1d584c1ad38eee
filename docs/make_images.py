"""Make the pictures of the documentation from the example reports.

Run ``python docs/make_images.py`` in the development environment, with Chromium installed
(``apt-get install chromium``). It reads ``examples/reports``, links them, and writes to
``docs/images``: ``report-page.png``, ``incidents-page.png``, ``chain.png`` and ``terminal.svg``.
Run it again when the pages or the reading change.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

import sayso
from sayso.linking.concerned import concerned
from sayso.linking.links import Links
from sayso.record import Incident, Report
from sayso.view.collection_page import incident_page
from sayso.view.incident_terminal import print_incident
from sayso.view.page import report_page

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples" / "reports"
IMAGES = HERE / "images"
COLUMNS = 100
WINDOW = {"width": 1280, "height": 800}
LIMIT = 300_000
"""Bytes; a README loads all of them."""


def main() -> None:
    """Read, link, draw."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sayso.open(Path(folder) / "examples.db") as corpus,
    ):
        failed = corpus.add([EXAMPLES]).failed
        if failed:
            sys.exit(str(failed[0]))
        corpus.link()
        told = max(corpus.incidents(), key=_origins)
        links = concerned(corpus.links(), [told])
        reports = corpus.reports_of([told])
        (IMAGES / "terminal.svg").write_text(_terminal(told, links, reports), encoding="utf-8")
        report = max(reports.values(), key=lambda r: len(r.statements) + len(r.events))
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = report_page(report)
            _shoot(browser, page, Path(folder), "report-page", "a.k-event.k-content")
            page = incident_page(told, links, reports)
            _shoot(browser, page, Path(folder), "incidents-page", None)
            _shoot(browser, page, Path(folder), "chain", None, only="svg.graph")
            browser.close()


def _origins(incident: Incident) -> int:
    return len({o for told in incident.accounts.values() for a in told for o in a.origins})


def _terminal(incident: Incident, links: Links, reports: dict[str, Report]) -> str:
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    print_incident(incident, links, reports, console)
    # The stock picture loads a font from the network; the reader's own will do.
    drawing = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return console.export_svg(title=f"sayso incident reports.db {incident.id}", code_format=drawing)


def _shoot(
    browser: Browser,
    page: str,
    folder: Path,
    name: str,
    click: str | None,
    only: str | None = None,
) -> None:
    source = folder / f"{name}.html"
    source.write_text(page, encoding="utf-8")
    window = browser.new_page(viewport=WINDOW)
    window.goto(source.as_uri())
    if click:
        window.locator(click).first.click()
    target = IMAGES / f"{name}.png"
    (window.locator(only) if only else window).screenshot(path=target)
    if target.stat().st_size > LIMIT:
        sys.exit(f"{target}: larger than {LIMIT} bytes")


if __name__ == "__main__":
    main()
