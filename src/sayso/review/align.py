"""Decisions about one reading, carried over to a newer one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from sayso.errors import Refused
from sayso.record import Report
from sayso.review.apply import Lost
from sayso.review.decision import Decision
from sayso.review.holding import holding
from sayso.review.matching import match_one, matches
from sayso.review.paths import ADDED, Kind, Path, fields, parse_path
from sayso.review.text_moves import TextMoves
from sayso.review.values import read_value

_SPANS = frozenset("span spans mentions cue content hedges anchor reason".split())
_LOOSE = frozenset({"content"})
"""Spans that stay what they are when a word inside of them is put otherwise."""

_REFERENCES: Mapping[str, Kind] = {
    "actor": "actors", "actors": "actors", "recipients": "actors", "member_of": "actors",
    "places": "places", "time": "times", "statement": "statements", "parent": "statements",
    "same_as": "events",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Carried:
    """Decisions as they are about a newer reading.

    Attributes:
        decisions: With paths, references and spans of the newer reading.
        lost: Those that have no place in it, and why.
    """

    decisions: tuple[Decision, ...]
    lost: tuple[Lost, ...] = ()


def carried(decisions: Iterable[Decision], old: Report, new: Report) -> Carried:
    """Decisions about one reading of a report as decisions about another.

    Args:
        decisions: About ``old``.
        old: The reading that the people saw.
        new: The reading that is wanted; its text may be another.
    """
    return carried_to(decisions, {0: old}, new, current=None, fallback=0)


def carried_to(
    decisions: Iterable[Decision],
    readings: Mapping[int, Report],
    new: Report,
    *,
    current: int | None,
    fallback: int | None = None,
) -> Carried:
    """Decisions about several readings of a report as decisions about one.

    An object is found again by the words that it stands on (see :mod:`sayso.review.matching`);
    what was added is added at the same words, or where the newer reading has found it by itself,
    taken for that. A confirmation holds only for what reads the same. Nothing is guessed: what
    fits two places as well, or none, is lost, with the reason.

    Args:
        decisions: In any order.
        readings: The readings that they are about, by number.
        new: The reading that is wanted.
        current: Its number; decisions about it stay as they are.
        fallback: The reading of decisions whose own is not among ``readings``.
    """
    ways: dict[int, _Way] = {}
    shared = _Shared()
    out: list[Decision] = []
    lost: list[Lost] = []
    for decision in holding(decisions):
        number = decision.reading
        if current is not None and number in (None, current):
            out.append(decision)
            continue
        number = number if number in readings else fallback
        if number is None or number not in readings:
            lost.append(Lost(decision, f"there is no reading {decision.reading} any more"))
            continue
        if number not in ways:
            ways[number] = _Way(readings[number], new, shared)
        try:
            out.append(ways[number].carry(decision))
        except _Gone as gone:
            lost.append(Lost(decision, str(gone)))
        except Refused as refused:
            lost.append(Lost(decision, refused.message))
    return Carried(tuple(out), tuple(lost))


class _Gone(Exception):
    """Something has no place in the newer reading."""


@dataclass(slots=True)
class _Shared:
    """What is known over all readings: where added objects are now, what was corrected."""

    added: dict[tuple[Kind, str], str] = field(default_factory=dict)
    corrected: set[tuple[str, str]] = field(default_factory=set)


class _Way:
    """The way from one reading to another."""

    def __init__(self, old: Report, new: Report, shared: _Shared) -> None:
        self._old, self._new, self._shared = old, new, shared
        self._moves = TextMoves(old.text, new.text)
        self._to = matches(old, new, self._moves)

    def carry(self, d: Decision) -> Decision:
        """One decision as it is about the newer reading.

        Raises:
            _Gone: It has no place there.
        """
        path = parse_path(d.path)
        if path.kind is None:
            return replace(d, path=self._wording(path)) if path.loaded else d
        if d.action == "add":
            return self._add(d, path)
        to = path.at(path.field)
        to = replace(to, id=self._find(path.kind, path.id or ""))
        if d.action == "confirm":
            self._check_same(d, path, to)
        if d.action == "split":
            own = str(d.new["id"])
            new = {"id": own, "spans": self._value("spans", d.new["spans"])}
            self._shared.added[path.kind, own] = own
            return replace(d, path=str(to), new=new)
        if d.action == "merge":
            return replace(d, path=str(to), new={"into": self._find(path.kind, d.new["into"])})
        if d.action != "correct":
            return replace(d, path=str(to))
        new = self._value(path.field, d.new)
        names = [path.field] if path.field else list(d.new)
        self._shared.corrected |= {(str(path.at(None)), cast("str", name)) for name in names}
        return replace(d, path=str(to), new=new)

    def _wording(self, path: Path) -> str:
        index = int(path.id or 0)
        if index < len(self._old.loaded):
            old = self._old.loaded[index]
            at = self._moves.move(old.span)
            for i, new in enumerate(self._new.loaded):
                if new.span == at and new.kind == old.kind:
                    return str(replace(path, id=str(i)))
        raise _Gone("the wording is not in this reading")

    def _add(self, d: Decision, path: Path) -> Decision:
        kind = cast("Kind", path.kind)
        value = self._value(None, d.new)
        item = read_value(path, value)
        taken = {to for (k, _), to in self._to.items() if k == kind}
        free = [other for other in getattr(self._new, kind) if other.id not in taken]
        there = TextMoves(self._new.text, self._new.text)
        found = match_one(item, free, there)
        if found is None or (kind == "events" and not self._alike(item, free, found)):
            self._shared.added[kind, path.id or ""] = path.id or ""
            return replace(d, new=value)
        self._shared.added[kind, path.id or ""] = found
        values = {name: value[name] for name in fields(kind) if name in value}
        return replace(d, action="correct", path=f"{kind}.{found}", new=values)

    @staticmethod
    def _alike(item: Any, free: list[Any], found: str) -> bool:
        return any(other.id == found and other.type == item.type for other in free)

    def _find(self, kind: Kind, id_: str) -> str:
        to = (self._shared.added if ADDED.fullmatch(id_) else self._to).get((kind, id_))
        if to is None:
            raise _Gone(f"{kind}.{id_} has no place in this reading")
        return to

    def _check_same(self, d: Decision, path: Path, to: Path) -> None:
        """A confirmation is of what was there: of a value that reads otherwise now it is none."""
        kind = cast("Kind", path.kind)
        old = next((o for o in getattr(self._old, kind) if o.id == path.id), None)
        new = next((o for o in getattr(self._new, kind) if o.id == to.id), None)
        if old is None or new is None:
            return  # added by a person
        names = (path.field,) if path.field else fields(kind)
        where = str(path.at(None))
        was, is_ = old.model_dump(mode="json"), new.model_dump(mode="json")
        for name in names:
            if (where, name) in self._shared.corrected:
                continue
            try:
                same = self._value(name, was[name]) == is_[name]
            except _Gone:
                same = False
            if not same:
                raise _Gone(f"its {name} reads otherwise now than when {d.who} confirmed it")

    def _value(self, key: str | None, value: Any) -> Any:
        """A value of JSON with its spans and references in the newer reading."""
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, dict):
            return {
                k: {f: self._value("spans", v) for f, v in inner.items()}
                if k == "evidence"
                else self._value(k, inner)
                for k, inner in value.items()
            }
        if key in _SPANS and isinstance(value, list):
            if len(value) == 2 and all(isinstance(x, int) for x in value):
                return self._span(value, exact=key not in _LOOSE)
            return [self._value(key, each) for each in value]
        if isinstance(value, list):
            return [self._value(key, each) for each in value]
        if key is not None and key in _REFERENCES and isinstance(value, str):
            return self._find(_REFERENCES[key], value)
        return value

    def _span(self, span: list[int], *, exact: bool) -> list[int]:
        at = self._moves.move((span[0], span[1]), exact=exact)
        if at is None:
            words = " ".join(self._old.text[span[0] : span[1]].split())
            raise _Gone(f"“{words[:80]}” is not in the text any more")
        return list(at)
