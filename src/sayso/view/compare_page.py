"""A comparison with coded data as one self-contained page without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.coded.comparing.compare import Alone, Compared, Comparison
from sayso.coded.event import CodedEvent
from sayso.view import compare_words as words
from sayso.view.html import render
from sayso.view.safe import one_line

MOST = 1000
"""Events of each list that a page shows: more is for a table."""
_UNFOLDED = 25
"""Pairs up to which the fields of all are shown at once."""
_NOTE = 400


def compare_page(found: Comparison) -> str:
    """A comparison as one self-contained HTML page, without scripts.

    Args:
        found: What to show. Of each list the first thousand events are shown, those that
            contradict one another first, and of one side those with most killed.

    Returns:
        The page, to be written as UTF-8.
    """
    ranked = words.ranked(found.pairs)
    return render(
        "compare.html.j2",
        styles=("base.css", "compare.css"),
        title=f"{found.ours.name} and {found.theirs.name}",
        body_class="compare",
        ours=words.party(found.ours),
        theirs=words.party(found.theirs),
        filter=found.filter or "",
        reach=words.reach(found),
        summary=words.summary(found),
        relations=list(words.RELATIONS.values()),
        fields=[
            {
                "name": each.field,
                "counts": [
                    each.same,
                    each.compatible,
                    each.different,
                    each.only_ours,
                    each.only_theirs,
                ],
                "share": words.share(each),
            }
            for each in found.fields
        ],
        totals=[words.total(each) for each in found.totals],
        unfolded=len(found.pairs) <= _UNFOLDED,
        pairs=[_pair(pair) for pair in ranked[:MOST]],
        more_pairs=max(0, len(ranked) - MOST),
        groups=[words.grouped(group) for group in found.groups[:MOST]],
        alone=[
            _list("only-ours", "Only ours", found.only_ours),
            _list("only-theirs", "Only theirs", found.only_theirs),
        ],
    )


def _pair(pair: Compared) -> dict[str, Any]:
    return {
        "ours": _event(pair.ours),
        "theirs": _event(pair.theirs),
        "score": f"{pair.score:g}",
        "also": pair.also,
        "against": words.against(pair),
        "points": list(words.points(pair.points)),
        "fields": [
            {
                "name": each.field,
                "relation": each.relation.replace("_", "-"),
                "word": words.RELATIONS[each.relation],
                "ours": each.ours,
                "theirs": each.theirs,
                "words": each.words,
            }
            for each in pair.differences
        ],
    }


def _event(event: CodedEvent) -> dict[str, str]:
    return {
        "id": event.id,
        "line": event.line,
        "head": words.heading(event),
        "told": words.told(event),
        "notes": one_line(event.notes, _NOTE),
        "sources": one_line("; ".join(event.sources), _NOTE),
    }


def _list(id_: str, title: str, found: Sequence[Alone]) -> dict[str, Any]:
    return {
        "id": id_,
        "title": title,
        "count": len(found),
        "more": max(0, len(found) - MOST),
        "events": [
            {
                **_event(each.event),
                "why": each.why,
                "nearest": words.nearest(each),
                "points": list(words.points(each.points)),
            }
            for each in words.deadliest(found)[:MOST]
        ],
    }
