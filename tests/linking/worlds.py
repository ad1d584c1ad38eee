"""The small worlds of ``examples/worlds``: read, linked, and compared with what should count.

A world is a few invented reports and the answers of a careful coder. ``differences`` says in words
what came out otherwise; a world is right when it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from sayso.linking import Links, link
from sayso.linking.accounts.toll_rules import toll_range
from sayso.reader import Reader
from sayso.record import Account, Incident, Report

WORLDS = Path(__file__).parent.parent.parent / "examples" / "worlds"

World = Mapping[str, Any]


def load_worlds() -> list[World]:
    """Every world of every file, in order."""
    files = sorted(WORLDS.glob("*.yaml"))
    return [w for file in files for w in yaml.safe_load(file.read_text(encoding="utf-8"))]


def read_worlds(worlds: Sequence[World]) -> list[dict[str, Report]]:
    """The reports of each world by their letters, all read in one batch."""
    inputs = [
        {
            "text": "\n\n".join(p for p in (r.get("title"), r["text"]) if p),
            "outlet": r.get("outlet"),
            "published": r.get("published"),
        }
        for w in worlds
        for r in w["reports"].values()
    ]
    read = Reader().pipe(inputs)
    return [{letter: next(read) for letter in w["reports"]} for w in worlds]


def differences(world: World, reports: Mapping[str, Report]) -> list[str]:
    """What linking makes of a world's reports that its coder would not."""
    links = link(list(reports.values()))
    return list(_Compared(world["expect"], reports, links).all())


class _Compared:
    def __init__(self, expect: World, reports: Mapping[str, Report], links: Links) -> None:
        self._expect = expect
        self._links = links
        self._letters = {r.id: letter for letter, r in reports.items()}
        self._names = {o.id: o.name for o in links.origins}

    def all(self) -> Iterator[str]:
        found, expected = len(self._links.incidents), self._expect.get("incidents", 1)
        if found != expected:
            yield f"incidents: {found}, not {expected}"
        if self._links.incidents:
            yield from self._incident(max(self._links.incidents, key=_reach))
        yield from self._circle()
        yield from self._copies()

    def _incident(self, incident: Incident) -> Iterator[str]:
        expect = self._expect
        for field, count in expect.get("origins", {}).items():
            names = self._behind(incident, field)
            if len(names) != count:
                yield f"origins of {field}: {names}, not {count}"
        for field, names in expect.get("names", {}).items():
            yield from self._same_names(f"names of {field}", self._behind(incident, field), names)
        for field, standing in expect.get("standing", {}).items():
            if incident.standing.get(field) != standing:
                yield f"standing of {field}: {incident.standing.get(field)}, not {standing}"
        for field, values in expect.get("values", {}).items():
            yield from self._values(incident, field, values)
        for field, values in expect.get("superseded", {}).items():
            told = {a.value for a in incident.accounts.get(field, ()) if a.superseded_by}
            if told != set(map(str, values)):
                yield f"superseded of {field}: {sorted(told)}, not {values}"
        for rule, fields in expect.get("tolls", {}).items():
            for field, numbers in fields.items():
                told_by = incident.tolls[field].origins if field in incident.tolls else ()
                total = toll_range(told_by, rule)
                got = [total.low, total.best, total.high] if total else None
                if got != numbers:
                    yield f"{field} by {rule}: {got}, not {numbers}"
        yield from self._allegations(incident)
        yield from self._telling(incident)

    def _values(
        self, incident: Incident, field: str, values: Mapping[str, Sequence[str]]
    ) -> Iterator[str]:
        told = _current(incident, field)
        for value, names in values.items():
            behind = [a for a in told if _alike(a.value, str(value))]
            got = [self._names[o] for a in behind for o in a.origins]
            yield from self._same_names(f"{field} {value}", sorted(set(got)), names)

    def _allegations(self, incident: Incident) -> Iterator[str]:
        for expected in self._expect.get("allegations", ()):
            accused = expected["accused"]
            found = [a for a in incident.allegations if _alike(a.accused, accused)]
            if not found:
                told = [a.accused for a in incident.allegations]
                yield f"allegation of {accused}: none of {told}"
                continue
            for part in ("by", "denied_by"):
                got = sorted({self._names[o] for a in found for o in getattr(a, part)})
                if part in expected:
                    yield from self._same_names(f"{accused} {part}", got, expected[part])
            claimed = any(a.claimed for a in found)
            if claimed != expected.get("claimed", claimed):
                yield f"{accused} claimed: {claimed}"

    def _telling(self, incident: Incident) -> Iterator[str]:
        steps = {self._letters[s.report]: s for s in incident.telling}
        order = list(steps)
        first = self._expect.get("first")
        if first is not None and order[:1] != [first]:
            yield f"first: {order[:1]}, not {first}"
        for letter, other in self._expect.get("follows", {}).items():
            step = steps.get(letter)
            got = self._letters.get(step.follows) if step and step.follows else None
            if got != other:
                yield f"{letter} follows {got}, not {other}"

    def _circle(self) -> Iterator[str]:
        expected = self._expect.get("circle")
        if expected is not None:
            circles = [list(o.circle) for o in self._links.origins if o.circle]
            got = circles[0] if circles else []
            yield from self._same_names("circle", got, expected)

    def _copies(self) -> Iterator[str]:
        expected = self._expect.get("copies")
        if expected is None:
            return
        got = {
            (self._letters[c.from_], self._letters[c.to], c.kind)
            for c in self._links.copies
            if c.kind != "quotes" or any(e["kind"] == "quotes" for e in expected)
        }
        wanted = {(e["from"], e["to"], e["kind"]) for e in expected}
        if got != wanted:
            yield f"copies: {sorted(got)}, not {sorted(wanted)}"

    def _behind(self, incident: Incident, field: str) -> list[str]:
        ids = dict.fromkeys(o for a in _current(incident, field) for o in a.origins)
        return sorted(self._names[o] for o in ids)

    def _same_names(self, what: str, got: Sequence[str], names: Sequence[str]) -> Iterator[str]:
        left = list(got)
        for name in names:
            match = next((g for g in left if _alike(g, name)), None)
            if match is None:
                yield f"{what}: {list(got)}, not {list(names)}"
                return
            left.remove(match)
        if left:
            yield f"{what}: {list(got)}, not {list(names)}"


def _current(incident: Incident, field: str) -> list[Account]:
    told = incident.accounts.get(field, ())
    return [a for a in told if not a.denied and a.superseded_by is None]


def _reach(incident: Incident) -> tuple[int, int]:
    return len({e.report for e in incident.events}), len(incident.accounts)


def _alike(a: str, b: str) -> bool:
    """Whether one name is the other, or is in it: "the ministry" is "interior ministry"."""
    one, two = (_words(x) for x in (a, b))
    if any(w.isdigit() for w in (*one, *two)):
        return one == two
    return set(one) <= set(two) or set(two) <= set(one)


def _words(name: str) -> list[str]:
    plain = name.casefold().replace("’", "'").replace("'s", "")
    return [w for w in "".join(c if c.isalnum() else " " for c in plain).split() if w != "the"]
