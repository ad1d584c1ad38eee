"""Corpora of events as examples: our own passages, PLOVER sentences, MUC-4, gun violence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from sayso.language.heads import CASTING, CHOICES, KINDS, MOST_INJURED, MOST_KILLED, PARTS
from sayso.language.pieces import Pieces, cut
from sayso.language.unread import UNREAD
from sayso.record import Span
from training.examples import paragraphs
from training.happenings import UNKNOWN, EventLabel, Happenings, mark, range_of, whole

Row = Mapping[str, Any]
Found = tuple[str, Pieces, Happenings]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _cut(text: str) -> Pieces:
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


def passages(folder: Path, *, reported: bool = False) -> Iterator[tuple[str, str, list[EventLabel]]]:
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
        pieces = _cut(text)
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
    for row in _rows(path):
        marked = row["marked"]
        plain, spans = _unmark(marked)
        if "s" not in spans or "t" not in spans:
            continue
        pieces = _cut(plain)
        out = Happenings(len(pieces), outside=0.1)
        ends = [range_of(pieces, spans[x]) for x in "st"]
        if None in ends:
            continue
        out.parts[:] = 0
        for at in ends:
            mark(out.parts, at, 0)
        out.given = [(ends[0][0], ends[1][0], right_kinds(row["plover_root"]))]
        yield row["id"], pieces, out


def _unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """Text without its marks, and where what was marked stands."""
    plain, spans, opened = "", {}, {}
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


def cameo(path: Path) -> Iterator[Found]:
    """Sentences with the source and the target of one act."""
    for row in _rows(path):
        text, at = "", []
        for token in row["tokens"]:
            text += " " * bool(text)
            at.append((len(text), len(text) + len(token)))
            text += token
        pieces = _cut(text)
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


_SLOTS = {
    "perp_individual": "perpetrator",
    "perp_org": "organisation",
    "phys_target": "target",
    "hum_target_name": "victim",
    "hum_target_desc": "victim",
    "instrument_id": "weapon",
}
_INCIDENTS = {
    "ATTACK": "attack", "BOMBING": "bombing", "KIDNAPPING": "kidnapping", "ARSON": "arson",
    "ROBBERY": "robbery", "FORCED WORK STOPPAGE": "stoppage",
}  # fmt: skip
_STAGES = {"ACCOMPLISHED": "accomplished", "ATTEMPTED": "attempted", "THREATENED": "threatened"}
_CATEGORIES = {"TERRORIST ACT": "terrorist", "STATE-SPONSORED VIOLENCE": "state"}
_ATTACHED = {
    "perp_org_confidence": ("belief", {
        "REPORTED AS FACT": "fact", "CLAIMED OR ADMITTED": "claimed",
        "SUSPECTED OR ACCUSED": "suspected", "SUSPECTED OR ACCUSED BY AUTHORITIES": "authorities",
        "POSSIBLE": "possible", "ACQUITTED": "acquitted",
    }),
    "hum_target_type": ("sector", {
        "CIVILIAN": "civilian", "POLITICAL FIGURE": "political",
        "GOVERNMENT OFFICIAL": "government", "LAW ENFORCEMENT": "police",
        "LEGAL OR JUDICIAL": "judicial", "ACTIVE MILITARY": "military", "SECURITY GUARD": "guard",
        "FORMER GOVERNMENT OFFICIAL": "former_government",
        "FORMER ACTIVE MILITARY": "former_military", "DIPLOMAT": "diplomat",
    }),
    "hum_target_effect": ("harm", {
        "DEATH": "killed", "INJURY": "injured", "NO INJURY OR DEATH": "unharmed",
        "NO INJURY": "unhurt", "REGAINED FREEDOM": "freed",
    }),
    "phys_target_effect": ("damage", {
        "SOME DAMAGE": "some", "DESTROYED": "destroyed", "NO DAMAGE": "none",
        "PROPERTY TAKEN FROM TARGET": "taken", "MONEY TAKEN FROM TARGET": "taken",
    }),
    "phys_target_type": ("object", {
        "OTHER": "other", "COMMERCIAL": "commercial", "TRANSPORT VEHICLE": "vehicle",
        "ENERGY": "energy", "GOVERNMENT OFFICE OR RESIDENCE": "government",
        "ORGANIZATION OFFICE": "organisation", "COMMUNICATIONS": "communications",
        "CIVILIAN RESIDENCE": "residence", "FINANCIAL": "financial",
        "DIPLOMAT OFFICE OR RESIDENCE": "diplomatic", "TRANSPORTATION ROUTE": "route",
        "POLITICAL FIGURE OFFICE OR RESIDENCE": "political", "LAW ENFORCEMENT FACILITY": "police",
    }),
    "instrument_type": ("weapon", {
        "BOMB": "bomb", "GUN": "gun", "EXPLOSIVE": "explosive", "DYNAMITE": "dynamite",
        "MACHINE GUN": "machine_gun", "VEHICLE BOMB": "vehicle_bomb", "RIFLE": "rifle",
        "MORTAR": "mortar", "GRENADE": "grenade", "AERIAL BOMB": "aerial_bomb",
        "TORTURE": "torture", "CUTTING DEVICE": "blade", "MOLOTOV COCKTAIL": "molotov",
        "ROCKET": "rocket", "FIRE": "fire", "MINE": "mine",
    }),
}  # fmt: skip
_CAST_OF = {
    "perp_org_confidence": ("organisation",),
    "hum_target_type": ("victim",),
    "hum_target_effect": ("victim",),
    "phys_target_effect": ("target",),
    "phys_target_type": ("target",),
    "instrument_type": ("weapon",),
}
_DEFAULTS = {"victim": {"harm": "unsaid"}, "target": {"damage": "unsaid"},
             "weapon": {"weapon": "unsaid"}}  # fmt: skip


def muc(path: Path, read: Path | None = None) -> Iterator[Found]:
    """MUC-4 reports with who took part in which attack.

    Args:
        path: Messages with their templates.
        read: The same messages as sayso read them, for times, places and anchors.
    """
    reports = {r["id"]: r["report"] for r in _rows(read)} if read else {}
    for row in _rows(path):
        yield row["doc_id"], *muc_labels(row, reports.get(row["doc_id"]))


def muc_labels(row: Row, report: Row | None) -> tuple[Pieces, Happenings]:
    """Labels of one message."""
    text = row["text"]
    pieces = _cut(text)
    out = Happenings(len(pieces))
    out.casting[:] = 0
    sentences = _sentences(text)
    told: dict[int, set[int]] = {}
    taken: list[tuple[Span, int, str, int]] = []  # place, template, part, number of the fill
    for number, template in enumerate(row["templates"]):
        fills = [
            (slot, alt, n)
            for slot, part in _SLOTS.items()
            for n, fill in enumerate(template.get(slot) or [])
            for alt in fill["alts"]
            if alt
        ]
        for slot, alt, n in sorted(fills, key=lambda f: -len(f[1])):
            places = _places(text, alt)
            for place in places:
                taken.append((place, number, _SLOTS[slot], n))
    firsts = {}
    for place, number, part, n in sorted(taken):
        firsts.setdefault((number, part, n), place)
    near: dict[int, set[tuple[int, str]]] = {}
    for place, number, part, n in taken:
        near.setdefault(_sentence(sentences, place), set()).add((number, f"{part}{n}"))
    for place, number, part, n in sorted(taken, key=lambda t: t[0][0] - t[0][1]):
        found = range_of(pieces, place)
        if found is None:
            continue
        others = {x for x in near[_sentence(sentences, place)] if x[0] == number}
        if place != firsts[number, part, n] and len(others) < 2:
            inside = out.casting[found[0] : found[1]]
            inside[inside == 0] = UNKNOWN
            continue
        if (out.casting[found[0] : found[1]] == UNKNOWN).any():
            out.casting[found[0] : found[1]] = 0
        mark(out.casting, found, CASTING.index(part))
        if out.casting[found[0]] == 1 + 2 * CASTING.index(part):
            told.setdefault(found[0], set()).add(number)
            _choose(out, found, row["templates"][number], part, text[slice(*place)])
    if report is not None:
        _settings(pieces, row, report, sentences, near, told)
    for piece, numbers in told.items():
        if len(numbers) == 1:
            out.incident[piece] = next(iter(numbers))
    firm = any(not t["optional"] for t in row["templates"])
    out.relevant = (1 if row["templates"] else UNKNOWN, int(firm))
    return pieces, out


def _sentences(text: str) -> list[int]:
    return [0, *(m.end() for m in re.finditer(r"[.?!][\"')]*\s+", text))]


def _sentence(starts: Sequence[int], span: Span) -> int:
    import bisect

    return bisect.bisect_right(starts, span[0]) - 1


def _places(text: str, words: str) -> list[Span]:
    return [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)]


def _choose(
    out: Happenings, at: tuple[int, int], template: Row, part: str, words: str
) -> None:
    """Label what is told of a phrase, and of its attack; what is told differently is unknown."""

    def put(choice: str, value: str | None) -> None:
        row = out.chosen[choice]
        now = UNKNOWN if value is None else CHOICES[choice].index(value)
        here = row[at[0]]
        row[at[0] : at[1]] = now if here in (UNKNOWN, now) else UNKNOWN

    put("incident", _first(template["incident_type"], _INCIDENTS))
    put("stage", _first(template["stage"], _STAGES))
    put("category", _first(template.get("perp_category") or [], _CATEGORIES) or "unsaid")
    for slot, (choice, values) in _ATTACHED.items():
        if part not in _CAST_OF[slot]:
            continue
        found = [
            f for f in template.get(slot) or []
            if any(x and x.upper() == words.upper() for x in f.get("xref") or [])
        ]  # fmt: skip
        if found:
            put(choice, _first(found, values))
        elif choice in _DEFAULTS.get(part, {}) and part != "victim":
            put(choice, _DEFAULTS[part][choice])


def _first(fills: Sequence[Row], values: Mapping[str, str]) -> str | None:
    return next((values[a] for f in fills for a in f["alts"] if a in values), None)


def _settings(
    pieces: Pieces,
    row: Row,
    report: Row,
    sentences: Sequence[int],
    near: Mapping[int, set[tuple[int, str]]],
    told: dict[int, set[int]],
) -> None:
    """Tie times, places and anchors to the templates whose values they give."""

    def tie(span: Sequence[int], number: int) -> None:
        found = range_of(pieces, (span[0], span[1]))
        if found:
            told.setdefault(found[0], set()).add(number)

    for number, template in enumerate(row["templates"]):
        days = [
            (a.get("start"), a.get("end"))
            for a in (template.get("date") or {}).get("alts", [])
            if a.get("start")
        ]
        for time in report["times"]:
            if (time["earliest"], time["latest"]) in days:
                tie(time["span"], number)
        names = {
            x["name"].upper()
            for a in (template.get("location") or {}).get("alts", [])
            for level in a.get("places") or []
            for x in level
        }
        for place in report["places"]:
            for mention in place["mentions"]:
                if report["text"][mention[0] : mention[1]].upper() in names:
                    tie(mention, number)
    for event in report["events"]:
        numbers = {n for n, _ in near.get(_sentence(sentences, tuple(event["anchor"])), ())}
        if event["type"] == "ASSAULT" and len(numbers) == 1:
            tie(event["anchor"], next(iter(numbers)))


def shootings(path: Path, read: Path, *, skip: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Reports of gun violence with the numbers killed and injured.

    Args:
        path: Reports with the archive's numbers.
        read: The same as sayso read them; the counts that it saw are what is chosen from.
        skip: Incidents to leave out.
    """
    reports = {r["id"]: r["report"] for r in _rows(read)}
    for row in _rows(path):
        report = reports.get(row["doc_id"])
        if report is None or row["incident_id"] in skip:
            continue
        text = report["text"]
        pieces = _cut(text)
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
