"""Lines that give the time of publication: ``Published: 3 May 2020, 10:15 GMT``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sayso.ingest.lexicon import word_set
from sayso.ingest.when import find
from sayso.record import Span

_PUBLISHED = r"(?:first\s+)?(?:published|posted|issued|released|created|filed|publication)"
_MODIFIED = r"(?:last\s+)?(?:updated|modified|edited|revised)|last\s+(?:update|change)"
_LABEL = re.compile(
    rf"(?:(?P<modified>{_MODIFIED})|(?P<published>{_PUBLISHED})|date(?:\s+published)?|dated)"
    r"\b\s*(?:on|at|date)?\s*[:\-–|]?\s*",
    re.IGNORECASE,
)
# What may stand around a date in a line of its own, besides zone names and punctuation.
_AROUND = word_set(
    """
    mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday
    sun sunday at on hrs hours local time am pm a p m
    """
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Stamp:
    """One time that a line gives."""

    what: Literal["published", "modified"]
    value: str
    span: Span


def find_stamps(line: str) -> list[Stamp]:
    """The times of a line that has nothing but times in it; empty for other lines."""
    if len(line) > _LONGEST or not any(c.isdigit() for c in line):
        return []
    labels = list(_LABEL.finditer(line))
    if labels and not _bare(line[: labels[0].start()]):
        labels = []
    if not labels:
        found = find(line)
        alone = found and _bare(line[: found[1]]) and _bare(line[found[2] :])
        return [Stamp("published", found[0], found[1:])] if found and alone else []
    out: list[Stamp] = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        stop = following.start() if following else len(line)
        found = find(line[label.end() : stop])
        if found is None:
            continue
        value, start, end = found
        rest = line[label.end() : stop]
        if _bare(rest[:start]) and _bare(rest[end:]):
            what: Literal["published", "modified"] = (
                "modified" if label["modified"] else "published"
            )
            out.append(Stamp(what, value, (label.end() + start, label.end() + end)))
    return out


def is_stamp(line: str) -> bool:
    """Whether a line has nothing but times of publication in it."""
    return bool(find_stamps(line))


def _bare(around: str) -> bool:
    return not any(c.isdigit() for c in around) and all(
        word.lower() in _AROUND or (word.isupper() and 2 <= len(word) <= 5)
        for word in _WORD.findall(around)
    )
