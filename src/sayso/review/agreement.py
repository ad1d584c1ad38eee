"""How far people who coded the same reports agree, field by field: Krippendorff's alpha.

Alpha is 1 less the disagreement that is observed over that which is expected by chance, so that 1
is perfect and 0 no better than chance; it takes any number of coders and units that not all coded
(Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"; Hayes and Krippendorff 2007,
"Answering the Call for a Standard Reliability Measure for Coding Data").

Whoever went through a report and left a value of the machine as it is has coded that value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import nan
from typing import Any, Literal

from sayso.record import Report, Toll
from sayso.review.apply import Reviewed
from sayso.review.content import Content
from sayso.review.things import Thing, things

Level = Literal["nominal", "interval", "ratio"]

MOST_CELLS = 4_000_000
"""Units times the square of values up to which the package computes alpha: it lays them out as one
table, which for the actors of a few hundred reports would not fit into memory."""

FIELDS: tuple[tuple[str, str, Level], ...] = (
    ("event", "whether it is an event", "nominal"),
    ("event.type", "its type", "nominal"),
    ("event.mode", "its mode", "nominal"),
    ("event.status", "told as a fact, denied, planned, …", "nominal"),
    ("event.actors", "who did it", "nominal"),
    ("event.recipients", "against whom", "nominal"),
    ("event.places", "where", "nominal"),
    ("event.time", "when", "nominal"),
    ("toll", "whether a number of people is told of an event, by effect", "nominal"),
    ("toll.number", "the number", "ratio"),
    ("statement", "whether it is a statement", "nominal"),
    ("statement.source", "whose", "nominal"),
    ("statement.stance", "states, claims, denies, …", "nominal"),
    ("statement.kind", "direct or indirect", "nominal"),
)
"""Fields that are compared: name, meaning, level of measurement."""


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """How far people agree on a field.

    Attributes:
        alpha: Krippendorff's alpha; None where it is not defined.
        units: Things that at least two people coded.
        share: Share of pairs of values of one thing that are equal; None without any.
        why: Why there is no alpha.
    """

    field: str
    level: Level
    alpha: float | None
    units: int
    share: float | None
    why: str | None = None


Unit = Mapping[str, Hashable]
"""What each person says of one thing; who says nothing of it is left out."""


@dataclass
class Units:
    """All that was coded by several people, by field, gathered report by report."""

    by_field: dict[str, list[Unit]] = field(
        default_factory=lambda: {name: [] for name, _, _ in FIELDS}
    )

    def add(self, report: Report, views: Mapping[str, Reviewed]) -> None:
        """Take a report in.

        Args:
            report: The machine's reading.
            views: The report as each person made it who has gone through it.
        """
        if len(views) < 2:
            return
        contents = {who: Content(report, view.report) for who, view in views.items()}
        found = things(report, views)
        for name, kind in (("event", "events"), ("statement", "statements")):
            for thing in found[kind]:  # type: ignore[index]
                self._thing(name, thing, contents)
        for thing in found["events"]:
            self._tolls(thing)

    def agreement(self) -> list[FieldAgreement]:
        """Agreement on each field."""
        return [agreement_on(name, level, self.by_field[name]) for name, _, level in FIELDS]

    def _thing(self, name: str, thing: Thing, contents: Mapping[str, Content]) -> None:
        self.by_field[name].append({who: item is not None for who, item in thing.by.items()})
        have = {who: item for who, item in thing.by.items() if item is not None}
        for full in self.by_field:
            kind, _, attribute = full.partition(".")
            if kind == name and attribute:
                said = {
                    who: contents[who].of(attribute, getattr(item, attribute))
                    for who, item in have.items()
                }
                self.by_field[full].append(said)

    def _tolls(self, thing: Thing) -> None:
        """Numbers by effect; of several with one effect the greatest, as they are parts of it."""
        told = {
            who: {t.effect: _number(t) for t in sorted(item.tolls, key=_number)}
            for who, item in thing.by.items()
            if item is not None
        }
        for effect in dict.fromkeys(effect for mine in told.values() for effect in mine):
            self.by_field["toll"].append({who: effect in mine for who, mine in told.items()})
            given = {who: mine[effect] for who, mine in told.items() if effect in mine}
            self.by_field["toll.number"].append(given)


def _number(toll: Toll) -> int:
    return next((n for n in (toll.best, toll.low, toll.high) if n is not None), 0)


def agreement(
    reports: Iterable[tuple[Report, Mapping[str, Reviewed]]],
) -> list[FieldAgreement]:
    """Agreement on each field over reports that several people have gone through.

    Args:
        reports: Each with the views of those who have gone through it.
    """
    units = Units()
    for report, views in reports:
        units.add(report, views)
    return units.agreement()


def agreement_on(name: str, level: Level, units: Iterable[Unit]) -> FieldAgreement:
    """Agreement on one field.

    Args:
        name: The field.
        level: Level of measurement: how far apart two values are.
        units: What each person says of each thing; numbers at the levels of numbers.
    """
    paired = [unit for unit in units if len(unit) > 1]
    share = _share(paired)
    values = {value for unit in paired for value in unit.values()}
    alpha, why = None, None
    if not paired:
        why = "no two people coded the same"
    elif len(values) < 2:
        why = "all gave the same value everywhere, so chance cannot be told"
    else:
        alpha = _alpha(level, paired)
    return FieldAgreement(name, level, alpha, len(paired), share, why)


def _share(units: Iterable[Unit]) -> float | None:
    pairs: Counter[bool] = Counter(
        one == other for unit in units for one, other in combinations(unit.values(), 2)
    )
    return pairs[True] / pairs.total() if pairs else None


def _alpha(level: Level, units: list[Unit]) -> float:
    # numpy and this are slow to import, and few commands need them
    import krippendorff

    if len(units) * len(set(_values(units))) ** 2 > MOST_CELLS:
        return unit_by_unit(level, units)
    coders = sorted({who for unit in units for who in unit})
    code = _codes(units) if level == "nominal" else None
    data = [[_cell(unit, who, code) for unit in units] for who in coders]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))


def unit_by_unit(level: Level, units: Iterable[Unit]) -> float:
    """Alpha without a table of all units and values: the same number, in little memory.

    Observed and expected disagreement are those of section E of Krippendorff (2011).

    Args:
        level: Level of measurement.
        units: Of two people or more each, with two values or more among them.
    """
    of_value: Counter[Hashable] = Counter()
    observed = 0.0
    for unit in units:
        here = Counter(unit.values())
        of_value.update(here)
        observed += _disagreement(level, here)
    return 1 - observed / _disagreement(level, of_value)


def _disagreement(level: Level, counts: Counter[Hashable]) -> float:
    """How far values are apart, over all pairs, for one value."""
    total = counts.total()
    if level == "nominal":
        return (total**2 - sum(n**2 for n in counts.values())) / (total - 1)
    pairs: Iterable[tuple[Any, Any]] = combinations(counts, 2)
    apart = sum(counts[a] * counts[b] * _squared(level, a, b) for a, b in pairs)
    return 2 * apart / (total - 1)


def _squared(level: Level, a: float, b: float) -> float:
    """The square of the distance of two different numbers."""
    return (a - b) ** 2 if level == "interval" else ((a - b) / (a + b)) ** 2


def _codes(units: Iterable[Unit]) -> dict[Hashable, int]:
    """A number for each value, in the order in which they come."""
    codes: dict[Hashable, int] = {}
    for value in _values(units):
        codes.setdefault(value, len(codes))
    return codes


def _values(units: Iterable[Unit]) -> Iterator[Hashable]:
    for unit in units:
        yield from unit.values()


def _cell(unit: Unit, who: str, code: Mapping[Hashable, int] | None) -> float:
    if who not in unit:
        return nan
    value: Any = unit[who]
    return float(value if code is None else code[value])
