"""Corpora of events as examples: our own passages, PLOVER sentences, MUC-4, gun violence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.harness import is_held_out
from sayso.language.heads import KINDS, MOST_INJURED, MOST_KILLED
from sayso.language.pieces import Pieces, cut
from sayso.language.unread import UNREAD
from sayso.record import Span
from training.examples import paragraphs
from training.happenings import UNKNOWN, EventLabel, Happenings, mark, range_of, whole

Row = Mapping[str, Any]
"""A line of a corpus."""
Found = tuple[str, Pieces, Happenings]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def cut_lines(text: str) -> Pieces:
    """The pieces of a text of which every line is a block."""
    return cut(text, paragraphs(text), UNREAD)


def find(text: str, words: str) -> Span | None:
    """Where words stand; ``words#2`` is their second place. Whole words only."""
    matched = re.fullmatch(r"(.*?)(?:#(\d+))?", words, re.DOTALL)
    if matched is None or not matched.group(1):
        return None
    number = int(matched.group(2) or 1)
    places = re.finditer(rf"(?<!\w){re.escape(matched.group(1))}(?!\w)", text)
    for n, place in enumerate(places, 1):
        if n == number:
            return place.span()
    return None


_FIELDS = {"actors": "actor", "recipients": "recipient", "targets": "thing", "instruments": "means"}


def is_reported(name: str) -> bool:
    """Whether a passage of ours is kept for reporting: every third."""
    return int(re.sub(r"\D", "", name)) % 3 == 0


def passages(
    folder: Path, *, reported: bool = False
) -> Iterator[tuple[str, str, list[EventLabel]]]:
    """Name, text and events of our own passages, of one side."""
    for path in sorted(folder.glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            if is_reported(row["id"]) == reported:
                yield row["id"], row["text"], list(_events(row["text"], row.get("events") or []))


def _events(text: str, events: Sequence[Row]) -> Iterator[EventLabel]:
    last = -1
    for number, row in enumerate(events):
        anchor = find(text, str(row["anchor"]))
        if anchor is None:
            continue
        last = number

        def near(words: str, anchor: Span = anchor) -> Span | None:
            return _nearest(text, str(words), anchor)

        def spans(field: str, near: Any = near, row: Row = row) -> list[Span]:
            return [s for w in row.get(field) or [] if (s := near(w))]

        yield EventLabel(
            anchor,
            row["type"],
            row.get("mode"),
            row.get("status", "happened"),
            bool(row.get("background")),
            {role: spans(name) for name, role in _FIELDS.items()},
            spans("where"),
            spans("when"),
            str(row.get("incident") or f"-{last}"),
            [(s, t["effect"]) for t in row.get("tolls") or [] if (s := near(t["words"]))],
        )


def _nearest(text: str, words: str, anchor: Span) -> Span | None:
    """The place of words that is nearest to the anchor, unless their number is given."""
    if re.search(r"#\d+$", words):
        return find(text, words)
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return min(places, key=lambda s: max(s[0] - anchor[1], anchor[0] - s[1]), default=None)


def own(folder: Path, *, reported: bool = False) -> Iterator[Found]:
    """Our own passages with all their events."""
    for name, text, events in passages(folder, reported=reported):
        pieces = cut_lines(text)
        yield name, pieces, whole(pieces, events)


OLDER = {
    "YIELD": (("CONCEDE", None), ("RETREAT", None)),
    "ACCUSE": (("ACCUSE", None), ("SANCTION", "convict")),
    "COERCE": (("COERCE", None), ("SANCTION", "discontinue")),
}
"""What counts for a type of PLOVER 1: type and mode of 2.0, None for all modes.

The sentences are coded by the table from CAMEO, which has sanctions (163) as COERCE and
convictions as ACCUSE, and do not part CONCEDE from RETREAT.
"""


def right_kinds(older: str) -> tuple[int, ...]:
    """Classes that count for a type of PLOVER 1."""
    wanted = OLDER.get(older, ((older, None),))
    return tuple(
        i for i, (t, m) in enumerate(KINDS) if any(t == a and b in (None, m) for a, b in wanted)
    )


def plover(path: Path) -> Iterator[Found]:
    """Sentences with a source, a target and the type between them; the anchor is not told."""
    for row in rows_of(path):
        marked = row["marked"]
        plain, spans = _unmark(marked)
        if "s" not in spans or "t" not in spans:
            continue
        pieces = cut_lines(plain)
        out = Happenings(len(pieces), outside=0.1)
        source, target = (range_of(pieces, spans[x]) for x in "st")
        if source is None or target is None:
            continue
        out.parts[:] = 0
        for at in (source, target):
            mark(out.parts, at, 0)
        out.given = [(source[0], target[0], right_kinds(row["plover_root"]))]
        yield row["id"], pieces, out


def _unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """Text without its marks, and where what was marked stands."""
    plain = ""
    spans: dict[str, Span] = {}
    opened: dict[str, int] = {}
    for token in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"<[st]>", token):
            opened[token[1]] = len(plain)
        elif re.fullmatch(r"</[st]>", token):
            start = opened.pop(token[2], None)
            if start is not None:
                words = plain[start:]
                lead = len(words) - len(words.lstrip())
                spans.setdefault(token[2], (start + lead, start + len(words.rstrip())))
        else:
            plain += token
    return plain, spans


def cameo(path: Path, other: Path | None = None) -> Iterator[Found]:
    """Sentences with the source and the target of one act, less those of the PLOVER sentences."""
    known = {row["text"].replace(" ", "") for row in rows_of(other)} if other else set()
    for row in rows_of(path):
        if "".join(row["tokens"]) in known:
            continue
        text, at = "", []
        for token in row["tokens"]:
            text += " " * bool(text)
            at.append((len(text), len(text) + len(token)))
            text += token
        pieces = cut_lines(text)
        out = Happenings(len(pieces), outside=0.1)
        out.parts[:] = 0
        for first, last in _runs(row["tags"]):
            found = range_of(pieces, (at[first][0], at[last - 1][1]))
            if found:
                mark(out.parts, found, 0)
        yield row["id"], pieces, out


def _runs(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I"):
            yield start, i
            start = None
        if tag.startswith("B"):
            start = i


def held_out_incidents(path: Path) -> frozenset[str]:
    """The fifth of the incidents of gun violence that no weights are fitted on."""
    return frozenset(i for row in rows_of(path) if is_held_out(i := row["incident_id"]))


def shootings(path: Path, read: Path, *, skip: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Reports of gun violence with the numbers killed and injured.

    Args:
        path: Reports with the archive's numbers.
        read: The same as sayso read them; the counts that it saw are what is chosen from.
        skip: Incidents to leave out.
    """
    reports = {r["id"]: r["report"] for r in rows_of(read)}
    for row in rows_of(path):
        report = reports.get(row["doc_id"])
        if report is None or row["incident_id"] in skip:
            continue
        text = report["text"]
        pieces = cut_lines(text)
        out = Happenings(len(pieces))
        for event in report["events"]:
            for toll in event["tolls"]:
                number = toll["best"] if toll["best"] is not None else toll["low"]
                found = range_of(pieces, tuple(toll["span"]))
                if toll["effect"] in ("killed", "injured") and number is not None and found:
                    out.counts.append(
                        (found[0], ("killed", "injured").index(toll["effect"]), number)
                    )
        gold = row["gold"]
        out.totals = (min(gold["killed"], MOST_KILLED), min(gold["injured"], MOST_INJURED))
        out.relevant = (1, UNKNOWN)
        yield row["doc_id"], pieces, out
