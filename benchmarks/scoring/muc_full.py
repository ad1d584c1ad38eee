"""The 24 slots of a MUC-4 template, scored without a person (MUC-4 proceedings, 1992, appendix).

A fill earns 1 when right and a half when partly right; recall is what is earned over the fills of
the key, precision over the fills given. Alternatives of the key: any will do. Optional fills and
templates of the key count only when they are given. Templates are paired one to one for the
greatest total; a pair must agree on the type at least partly and on a string fill, or on date and
place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from benchmarks.scoring.basic import Figures, Row, by_id, pair
from benchmarks.scoring.strings import normal
from benchmarks.scoring.strings import similarity as string_similarity

STRINGS = (
    "instrument_id",
    "perp_individual",
    "perp_org",
    "phys_target",
    "hum_target_name",
    "hum_target_desc",
)
SINGLE = ("incident_type", "stage", "perp_category")
HUMAN = ("hum_target_number", "hum_target_effect", "hum_target_type")
REFERRING = (
    "perp_org_confidence",
    *HUMAN,
    "phys_target_type",
    "phys_target_effect",
    "instrument_type",
)
DERIVED = ("killed", "injured")
SLOTS = ("date", "location", *SINGLE, *STRINGS, *REFERRING, *DERIVED)

# A fill that is the parent class of the key's fill is partly right.
PARENT = {
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "SUSPECTED OR ACCUSED",
    "MACHINE GUN": "GUN",
    "MORTAR": "GUN",
    "HANDGUN": "GUN",
    "RIFLE": "GUN",
    "BOMB": "EXPLOSIVE",
    "VEHICLE BOMB": "BOMB",
    "DYNAMITE": "BOMB",
    "MINE": "BOMB",
    "AERIAL BOMB": "BOMB",
    "GRENADE": "EXPLOSIVE",
    "MOLOTOV COCKTAIL": "EXPLOSIVE",
    "MISSILE": "PROJECTILE",
    "ROCKET": "PROJECTILE",
}
CLASSES = ("incident_type", "perp_org_confidence", "instrument_type")
# A key date "before D" is taken to reach this far back.
OPEN_DAYS = 60


@dataclass(frozen=True)
class Fill:
    """One fill: its alternatives, whether it may be left out, and the string it refers to."""

    alternatives: Any
    optional: bool = False
    refers_to: tuple[str, ...] = ()


def fills(template: Row, slot: str) -> list[Fill]:
    """The fills of a slot."""
    if slot in ("date", "location"):
        value = template.get(slot)
        return [Fill(value["alts"], value["optional"])] if value else []
    if slot in DERIVED:
        toll = (template.get("derived_casualties") or {}).get(slot)
        return [Fill(toll)] if toll else []
    return [
        Fill(f["alts"], f["optional"], tuple(x for x in f.get("xref") or () if x))
        for f in template.get(slot, [])
        if f["alts"]
    ]


def similarity(slot: str, key: Fill, answer: Fill) -> float:
    """What one fill earns against one fill of the key."""
    if slot in DERIVED:
        return _toll(key.alternatives, answer.alternatives)
    first = answer.alternatives[0]
    if slot == "date":
        return max((_date(k, first) for k in key.alternatives), default=0.0)
    if slot == "location":
        return max((_place(k, first) for k in key.alternatives), default=0.0)
    if slot in STRINGS:
        known = [a for a in key.alternatives if a]
        return max((string_similarity(known, v) for v in answer.alternatives if v), default=0.0)
    if slot in SINGLE:
        return max((_class(slot, key.alternatives, v) for v in answer.alternatives), default=0.0)
    value = (
        _number(key.alternatives, first)
        if slot == "hum_target_number"
        else _class(slot, key.alternatives, first)
    )
    if value == 1.0 and not _same_reference(key, answer):
        return 0.5
    return value


def _same_reference(key: Fill, answer: Fill) -> bool:
    if key.refers_to and answer.refers_to:
        return string_similarity(list(key.refers_to), answer.refers_to[0]) > 0
    return not key.refers_to and not answer.refers_to


def _class(slot: str, alternatives: Sequence[str | None], value: str) -> float:
    if value in alternatives:
        return 1.0
    if slot not in CLASSES:
        return 0.0
    for alternative in alternatives:
        parent = PARENT.get(alternative or "", "")
        if alternative and (value in (parent, PARENT.get(parent)) or value == "ATTACK"):
            return 0.5
    return 0.0


def _number(alternatives: Sequence[str | None], value: str) -> float:
    if value in alternatives:
        return 1.0
    bare = value.lstrip("~")
    return 0.5 if value and any(a and bare in re.split(r"\D+", a) for a in alternatives) else 0.0


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _date(key: Row, answer: Row) -> float:
    """Same bounds earn 1; a day or stretch inside the key's range, or with its end, a half."""
    key_start, key_end = _day(key.get("start")), _day(key.get("end"))
    start, end = _day(answer.get("start")), _day(answer.get("end"))
    if (key_start, key_end) == (start, end):
        return 1.0
    if key_end is None or end is None:
        return 0.0
    if start is None:
        return 0.5 if end == key_end else 0.0
    lowest = key_start or key_end - timedelta(OPEN_DAYS)
    return 0.5 if lowest <= start and end <= key_end else 0.0


def _place(key: Row, answer: Row) -> float:
    """Same country and most specific place earn 1, one of the two a half."""
    country, last = _place_key(key)
    said_country, said_last = _place_key(answer)
    same = bool(last & said_last)
    if said_country and country == said_country:
        return 1.0 if same or last == said_last else 0.5
    return 0.5 if same else 0.0


def _place_key(value: Row) -> tuple[str, set[str]]:
    places = value.get("places") or []
    last = {normal(p["name"]) for p in places[-1]} if places else set()
    return normal(value["country"] or ""), last


def _toll(key: Row, answer: Row) -> float:
    best = answer.get("best")
    if key["best"] is not None and key["best"] == best:
        return 1.0
    if key["best"] is None and best is None and key["low"] == answer.get("low"):
        return 1.0
    said = best if best is not None else answer.get("low")
    if said is None or key["best"] is not None:
        return 0.0
    return 0.5 if said >= key["low"] and (key["high"] is None or said <= key["high"]) else 0.0


Counts = dict[str, tuple[float, int, int]]


def compare(key: Row, answer: Row) -> Counts:
    """For every slot: earned, fills of the key that count, fills given."""
    out: Counts = {}
    for slot in SLOTS:
        wanted, given = fills(key, slot), fills(answer, slot)
        if slot in SINGLE:
            given = given[:1]
        scores = {
            (i, j): value
            for i, k in enumerate(wanted)
            for j, a in enumerate(given)
            if (value := similarity(slot, k, a)) > 0
        }
        pairs = pair(scores)
        met = {i for i, _ in pairs}
        count = sum(not k.optional or i in met for i, k in enumerate(wanted))
        out[slot] = (sum(scores[p] for p in pairs), count, len(given))
    return out


def _comparable(counts: Counts) -> bool:
    named = any(counts[slot][0] > 0 for slot in STRINGS)
    located = counts["date"][0] >= 0.5 and counts["location"][0] >= 0.5
    return counts["incident_type"][0] > 0 and (named or located)


def score(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Score rows with ``templates``; per slot, for the templates themselves, and over all slots."""
    totals: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    answers = by_id(predicted)
    for row in gold:
        _score_document(
            totals, row["templates"], answers.get(row["doc_id"], {}).get("templates", [])
        )
    core = [slot for slot in SLOTS if slot not in DERIVED]
    totals["ALL"] = [sum(totals[slot][i] for slot in core) for i in range(3)]
    return {name: _figures(*totals[name]) for name in ("ALL", "templates", *SLOTS)}


def _score_document(
    totals: defaultdict[str, list[float]], keys: Sequence[Row], answers: Sequence[Row]
) -> None:
    compared = {
        (i, j): counts
        for i, key in enumerate(keys)
        for j, answer in enumerate(answers)
        if _comparable(counts := compare(key, answer))
    }
    totals_of_pairs = {p: sum(c[0] for c in counts.values()) for p, counts in compared.items()}
    pairs = pair(totals_of_pairs)
    for p in pairs:
        for slot, earned in compared[p].items():
            _add(totals[slot], earned)
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, key in enumerate(keys):
        if i not in met and not key["optional"]:
            for slot in SLOTS:
                _add(totals[slot], (0, sum(not f.optional for f in fills(key, slot)), 0))
    for j, answer in enumerate(answers):
        if j not in used:
            for slot in SLOTS:
                given = len(fills(answer, slot))
                _add(totals[slot], (0, 0, min(given, 1) if slot in SINGLE else given))
    wanted = sum(i in met or not key["optional"] for i, key in enumerate(keys))
    _add(totals["templates"], (len(pairs), wanted, len(answers)))


def _add(total: list[float], counts: Sequence[float]) -> None:
    for i, count in enumerate(counts):
        total[i] += count


def _figures(earned: float, possible: float, actual: float) -> Figures:
    return {
        "P": round(100 * earned / actual, 1) if actual else 0.0,
        "R": round(100 * earned / possible, 1) if possible else 0.0,
        "F1": round(200 * earned / (possible + actual), 1) if possible + actual else 0.0,
    }
