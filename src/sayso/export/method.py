"""The method sheet beside an export: how the data came about, and what they can and cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files as resources

from jinja2 import Environment, StrictUndefined, Template

from sayso import __version__
from sayso.desk.coding import coding_of
from sayso.export.formats import Format
from sayso.export.source import Source
from sayso.record import TollRule
from sayso.store.location import stem

RULES: Mapping[TollRule, str] = {
    "ucdp": "`low` is the lowest figure of any origin, `high` the highest, `best` the one that most"
    " origins give, of equals the latest (after the UCDP GED codebook: low, high, best estimate).",
    "acled": "One figure, the most conservative: the lowest where origins differ or are vague"
    " (after the ACLED codebook: fatalities).",
    "minmax": "`low` is the lowest figure of any origin and `high` the highest; there is no `best`"
    " (after Iraq Body Count: minimum, maximum).",
    "median_of_origins": "`best` is the median of the origins' figures, of two middle ones the"
    " lower; `low` is the lowest figure and `high` the highest.",
}
"""What each rule does; ``sayso.linking.accounts.toll_rules`` has them as code."""

_MARKUP = re.compile(r"([\\`*_\[\]<>|#~$&])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_LONGEST = 120
"""Letters of a name; longer ones are no names."""


def method_sheet(source: Source, format_: Format, files: Mapping[str, int]) -> str:
    """How the data came about, as Markdown.

    Its sections follow what casualty recorders are asked to publish of their method (Every
    Casualty Worldwide, Standards for Casualty Recording, 2016): sources, collection, evaluation,
    corroboration, quality control, definitions, inclusion. What only the publisher knows is left
    to be filled in, and marked so. People are counted, not named.

    Args:
        source: What is exported.
        format_: As what.
        files: How many rows or records each file holds, by its name.
    """
    asked, store = source.asked, source.store
    figures = source.snapshot.figures(asked.where, of=source.kind)
    made = figures.linked
    return _template().render(
        title=text(stem(store.name)),
        version=__version__,
        made=datetime.now(UTC).strftime("%Y-%m-%d %H:%M"),
        format=format_,
        of=source.kind,
        where=asked.where,
        official=source.snapshot.official,
        files=files,
        figures=figures,
        counts={"incidents": figures.incidents.count},
        rule=asked.rule or (made.rule if made else None),
        rules=RULES,
        since=asked.since,
        as_of=source.snapshot.as_of(),
        changes=files.get("changes.csv", 0),
        alone=not store.people(),
        total_decisions=sum(n for _, n in figures.decisions),
        reviewed_incidents=sum(n for _, n in figures.incidents.states),
        coding=coding_of(store) if store.coded_twice() else None,
    )


def text(value: object) -> str:
    """Somebody else's words on one line of Markdown: no markup, no control characters."""
    plain = _CONTROL.sub(" ", str(value)).strip()
    plain = plain.encode("utf-8", "replace").decode()
    if len(plain) > _LONGEST:
        plain = f"{plain[: _LONGEST - 1]}…"
    return _MARKUP.sub(r"\\\1", plain)


def _code(value: object) -> str:
    """Words between backticks, where no markup is; a backtick would end them."""
    plain = _CONTROL.sub(" ", str(value)).encode("utf-8", "replace").decode()
    return plain.replace("`", "'").replace("|", "\\|")


def _counted(rows: Iterable[tuple[str, int]]) -> str:
    """Values with how many have them, in a line."""
    return ", ".join(f"{text(name) or 'not known'} {n:,}" for name, n in rows) or "none"


def _share(part: int, whole: int) -> str:
    """A share in brackets; nothing of nothing."""
    return f" ({100 * part / whole:.0f}%)" if whole else ""


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=False,  # noqa: S701 - it is Markdown, in which ``text`` has its own escapes
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters = {"text": text, "code": _code, "counted": _counted, "share": _share}
    environment.filters |= {**filters, "number": lambda n: f"{n:,}"}
    return environment.from_string(resources("sayso.export").joinpath("method.md.j2").read_text())
