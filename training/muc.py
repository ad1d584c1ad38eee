"""MUC-4 as examples: who took part in which attack, and what became of them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sayso.language.heads import CASTING, CHOICES
from sayso.language.pieces import Pieces
from sayso.record import Span
from training.event_sources import Found, Row, cut_lines, rows_of
from training.happenings import UNKNOWN, Happenings, mark, range_of

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
    reports = {r["id"]: r["report"] for r in rows_of(read)} if read else {}
    for row in rows_of(path):
        yield row["doc_id"], *muc_labels(row, reports.get(row["doc_id"]))


def muc_labels(row: Row, report: Row | None) -> tuple[Pieces, Happenings]:
    """Labels of one message."""
    text = row["text"]
    pieces = cut_lines(text)
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
            taken += [(place, number, _SLOTS[slot], n) for place in _places(text, alt)]
    firsts: dict[tuple[int, str, int], Span] = {}
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
    return bisect.bisect_right(starts, span[0]) - 1


def _places(text: str, words: str) -> list[Span]:
    return [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)]


def _choose(out: Happenings, at: tuple[int, int], template: Row, part: str, words: str) -> None:
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
