"""The revisions of an article as a page."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.record import Report
from sayso.view.html import render, web_link
from sayso.view.revisions import Revision
from sayso.view.revisions_terminal import summary
from sayso.view.wording import block_name, stamp

_TAGS = {"same": "", "removed": "del", "added": "ins"}
_PLAIN = {"paragraph", "list", "quote"}


def revisions_page(report: Report, found: Sequence[Revision]) -> str:
    """What was changed in an article, as one self-contained HTML page without scripts.

    Args:
        report: The article as it is now.
        found: Its revisions, oldest first.

    Returns:
        The page, to be written as UTF-8.
    """
    return render(
        "revisions.html.j2",
        styles=("base.css", "revisions.css"),
        title=f"Revisions: {report.title or 'Report'}",
        body_class="revisions",
        report_title=report.title or "Untitled report",
        lang=report.language or "",
        outlet=report.outlet or "",
        url=web_link(report.url),
        revisions=[_revision(revision) for revision in found],
    )


def _revision(revision: Revision) -> dict[str, object]:
    return {
        "number": revision.number,
        "before": stamp(revision.before),
        "seen": stamp(revision.seen),
        "modified": stamp(revision.modified) if revision.modified else "",
        "summary": summary(revision),
        "changes": [
            {
                "kind": change.kind,
                "block": "" if change.block in _PLAIN else block_name(change.block),
                "words": [{"tag": _TAGS[run.op], "text": run.text} for run in change.words],
            }
            for change in revision.changes
        ],
        "record": revision.record,
    }
