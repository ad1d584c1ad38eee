"""Reads brat standoff and refuses what brat 1.3 refuses (its ``server/src/annotation.py``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass
class Standoff:
    """What an ``.ann`` file says, by id."""

    bound: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = field(default_factory=dict)
    events: dict[str, tuple[str, str, list[tuple[str, str]]]] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    attributes: list[tuple[str, str, str | None]] = field(default_factory=list)
    entries: list[tuple[str, str, str]] = field(default_factory=list)
    equal: list[list[str]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def standoff_of(text: str, ann: str) -> Standoff:
    """The annotations of a text.

    Raises:
        AssertionError: brat would not take a line.
    """
    out, seen = Standoff(), set()
    assert ann == "" or ann.endswith("\n")
    # brat reads lines as str.splitlines cuts them
    for line in ann.splitlines():
        id_, _, rest = line.partition("\t")
        data, tab, tail = rest.partition("\t")
        assert id_ == "*" or (re.fullmatch(r"[TERAN#][0-9]+", id_) and id_ not in seen), line
        seen.add(id_)
        kind = id_[0]
        if kind == "T":
            type_, _, where = data.partition(" ")
            spans = tuple(tuple(map(int, part.split(" "))) for part in where.split(";"))
            assert all(0 <= a < b <= len(text) for a, b in spans), line
            assert all(a[1] <= b[0] for a, b in pairwise(spans)), line
            assert tab, line
            assert tail.strip(), line
            assert tail == " ".join(text[a:b] for a, b in spans), line
            assert re.fullmatch(r"[A-Za-z0-9_-]+", type_), line
            out.bound[id_] = type_, spans  # type: ignore[assignment]
        elif kind == "E":
            head, *arguments = data.split(" ")
            type_, trigger = head.split(":")
            roles = [tuple(each.split(":")) for each in arguments]
            assert len({role for role, _ in roles}) == len(roles), line
            out.events[id_] = type_, trigger, roles  # type: ignore[assignment]
        elif kind == "R":
            type_, one, two = data.split(" ")
            assert (one[:5], two[:5]) == ("Arg1:", "Arg2:"), line
            out.relations.append((type_, one[5:], two[5:]))
        elif kind == "A":
            name, target, *value = data.split(" ")
            assert len(value) <= 1, line
            out.attributes.append((name, target, value[0] if value else None))
        elif kind == "N":
            found = re.fullmatch(r"Reference (\S+) (\S+?):(\S+)", data)
            assert found, line
            assert tab, line
            out.entries.append(found.groups())  # type: ignore[arg-type]
        elif kind == "*":
            type_, *ids = data.split(" ")
            assert type_ == "Equiv", line
            assert len(ids) > 1, line
            out.equal.append(ids)
        else:
            name, target = data.split(" ")
            assert name == "AnnotatorNotes", line
            assert target not in out.notes, line
            out.notes[target] = tail
    _check(out)
    return out


def _check(out: Standoff) -> None:
    triggers = {trigger for _, trigger, _ in out.events.values()}
    known = {*out.bound, *out.events}
    for type_, trigger, arguments in out.events.values():
        assert out.bound[trigger][0] == type_
        assert {to for _, to in arguments} <= known
    referred = {i for _, a, b in out.relations for i in (a, b)}
    referred |= {target for _, target, _ in out.attributes} | {t for t, _, _ in out.entries}
    referred |= {i for ids in out.equal for i in ids} | set(out.notes)
    assert referred <= known
    assert not referred & triggers  # only events may refer to a trigger
