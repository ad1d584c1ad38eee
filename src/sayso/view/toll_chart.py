"""The geometry of a chart of one toll over time: a step line an origin.

Plain numbers in the chart's own units; the template draws them. Origins differ in the shape of
their marks, in their dashes and in their lane as well as in colour; a label stands at the end of
each line, so that nothing needs a key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sayso.record import TollRange
from sayso.view.lettering import BOLD, lines_of, width_of
from sayso.view.safe import one_line
from sayso.view.spread import spread
from sayso.view.toll_times import Point

WIDTH, HEIGHT = 390, 206
LEFT, TOP, BOTTOM = 40, 14, 26
LOOKS = 6
"""Ways to draw an origin; after these they come round again."""
MOST_LINES = 12
"""Origins with a line of their own; the table beside the chart has them all."""

_FEWEST = 2
_LANE = 5.0
_LABEL_GAP = 13.0
_LABEL, _LABEL_START, _LETTERS = 18, 14, 11.5
_NARROWEST, _WIDEST = 60.0, 170.0
"""Room for labels, at the right."""
_MARK_ROOM = 10
_TICKS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure: where it stands, how far it reaches, whether it still stands.

    ``up`` says that no upper bound was told, ``down`` that no lower one was.
    """

    x: float
    y: float
    low: float
    high: float
    up: bool
    down: bool
    hollow: bool
    denied: bool
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """An origin: its steps as a path, its marks, and its name where the line ends."""

    look: int
    path: str
    marks: tuple[Mark, ...]
    name: str
    label: tuple[str, str]
    label_y: float
    end_y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of a scale and its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One toll over time. ``band`` are the y of its highest and lowest figure, if contested."""

    effect: str
    title: str
    summary: str
    lines: tuple[Line, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    band: tuple[float, float] | None
    left_out: int
    undated_x: float | None
    right: float
    """Where the lines end."""


def toll_chart(
    effect: str, points: Sequence[Point], bounds: TollRange | None, *, contested: bool
) -> Chart | None:
    """Draw the figures of one effect.

    Args:
        effect: The effect, as the record names it.
        points: The figures of all origins, in the order of their telling.
        bounds: The range over all origins.
        contested: Whether the origins contradict one another.

    Returns:
        None where there are not two figures with a number, for one alone is told better in words.
    """
    mine = [p for p in points if p.effect == effect and p.number is not None]
    if len(mine) < _FEWEST:
        return None
    by_origin: dict[str, list[Point]] = defaultdict(list)
    for point in mine:
        by_origin[point.origin].append(point)
    shown = dict(list(by_origin.items())[:MOST_LINES])
    labels = {id_: _label(told) for id_, told in shown.items()}
    right = WIDTH - max(_room(*label) for label in labels.values())
    times = _Times(
        [p.when for p in mine if p.when], undated=any(p.when is None for p in mine), right=right
    )
    numbers = _Numbers(max(n for p in mine for n in _all(p)))
    lanes = _lanes(shown)
    ends = [_y(numbers, origin[-1], lanes) for origin in map(_standing, shown.values())]
    heights = spread(ends, [_LABEL_GAP] * len(ends), TOP, HEIGHT - BOTTOM + 6)
    scales = _Scales(times, numbers, lanes, right)
    lines = tuple(
        _line(i, told, scales, labels[id_], ends[i], heights[i])
        for i, (id_, told) in enumerate(shown.items())
    )
    band = None
    low, high = (bounds.low, bounds.high) if bounds else (None, None)
    if contested and low is not None and high is not None and low < high:
        band = (numbers.at(high), numbers.at(low))
    return Chart(
        effect=effect,
        title=f"{effect}, by origin, over time",
        summary="; ".join(f"{p.name}: {_words(p)}" for p in mine),
        lines=lines,
        x_ticks=times.ticks(),
        y_ticks=numbers.ticks(),
        band=band,
        left_out=len(by_origin) - len(shown),
        undated_x=times.undated,
        right=right,
    )


def _all(point: Point) -> list[int]:
    account = point.account
    return [n for n in (account.low, account.best, account.high) if n is not None]


def _standing(told: Sequence[Point]) -> list[Point]:
    """The figures that are neither denied nor superseded, else all: a line ends at the last."""
    return [p for p in told if not p.state] or list(told)


def _words(point: Point) -> str:
    state = f" ({point.state})" if point.state else ""
    return f"{point.account.value}{state}, told {point.told or 'at no known time'}"


def _lanes(shown: Mapping[str, Sequence[Point]]) -> dict[tuple[str, int | None], float]:
    """How far each origin's line is moved off a number that others tell as well."""
    same: dict[int | None, dict[str, None]] = defaultdict(dict)
    for id_, told in shown.items():
        for point in told:
            same[point.number][id_] = None
    return {
        (id_, number): (i - (len(ids) - 1) / 2) * min(_LANE, 4 * _LANE / len(ids))
        for number, ids in same.items()
        for i, id_ in enumerate(ids)
    }


def _y(numbers: _Numbers, point: Point, lanes: Mapping[tuple[str, int | None], float]) -> float:
    y = numbers.at(point.number or 0) + lanes[point.origin, point.number]
    return round(min(y, HEIGHT - BOTTOM - 1), 1)


def _label(told: Sequence[Point]) -> tuple[str, str]:
    """What stands where a line ends: the figure that stands, and the origin, if need be cut."""
    last = _standing(told)[-1].account
    value = one_line(f"not {last.value}" if last.denied else last.value, _LABEL)
    room = _WIDEST - _wide(value, "")
    return value, next(lines_of(told[0].name, max(room, 4 * _LETTERS), _LETTERS, 1), "")


def _room(value: str, name: str) -> float:
    """How much room a label takes, within bounds."""
    return round(min(max(_wide(value, name), _NARROWEST), _WIDEST), 1)


def _wide(value: str, name: str) -> float:
    return _LABEL_START + width_of(f"{value} ", _LETTERS * BOLD) + width_of(name, _LETTERS)


@dataclass(frozen=True, slots=True)
class _Scales:
    times: _Times
    numbers: _Numbers
    lanes: Mapping[tuple[str, int | None], float]
    right: float


def _line(
    index: int,
    told: Sequence[Point],
    scales: _Scales,
    label: tuple[str, str],
    end_y: float,
    label_y: float,
) -> Line:
    marks = tuple(_mark(p, scales) for p in told)
    steps = [m for m in marks if not m.denied]
    path = ""
    if steps:
        path = f"M{steps[0].x} {steps[0].y}"
        path += "".join(f"H{m.x}V{m.y}" for m in steps[1:])
        path += f"H{scales.right}"
    return Line(
        look=index % LOOKS,
        path=path,
        marks=marks,
        name=told[0].name,
        label=label,
        label_y=round(label_y, 1),
        end_y=end_y,
    )


def _mark(point: Point, scales: _Scales) -> Mark:
    account, y = point.account, _y(scales.numbers, point, scales.lanes)
    moved = y - scales.numbers.at(point.number or 0)
    told = _all(point)
    return Mark(
        x=scales.times.at(point.when),
        y=y,
        low=round(scales.numbers.at(min(told)) + moved, 1),
        high=round(scales.numbers.at(max(told)) + moved, 1),
        up=account.high is None and account.low is not None,
        down=account.low is None and account.high is not None,
        hollow=bool(account.superseded_by),
        denied=account.denied,
        words=f"{point.name}: {_words(point)}",
    )


class _Numbers:
    """The vertical scale: from nought to a round number above the highest."""

    def __init__(self, most: int) -> None:
        self.step = _round_step(most)
        self.end: int = self.step * -(-max(most, 1) // self.step)

    def at(self, number: int) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (number / self.end), 1)

    def ticks(self) -> tuple[Tick, ...]:
        return tuple(Tick(self.at(n), _short(n)) for n in range(0, self.end + 1, self.step))


def _round_step(most: int) -> int:
    """A step of 1, 2 or 5 times a power of ten, so that some four of them reach the top."""
    power: int = 10 ** max(0, len(str(max(most, 1))) - 1)
    for size in (power // 10, power):
        for factor in (1, 2, 5):
            if size and size * factor * _TICKS >= most:
                return size * factor
    return 10 * power


def _short(number: int) -> str:
    """A number in the room of a scale: ``2,000``, ``20k``, ``1.5m``."""
    if number < 10**4:
        return f"{number:,}"
    if number < 10**6:
        return f"{number / 10**3:g}k"
    if number < 10**9:
        return f"{number / 10**6:g}m"
    return f"{str(number)[0]}e{len(str(number)) - 1}"


class _Times:
    """The horizontal scale: from the first telling to the last; what has no time stands apart."""

    def __init__(self, times: Sequence[datetime], *, undated: bool, right: float) -> None:
        self.first = min(times, default=None)
        self.last = max(times, default=None)
        self.end = right - _MARK_ROOM
        self.undated: float | None = None
        if undated:
            self.undated = self.end
            self.end -= 44

    def at(self, when: datetime | None) -> float:
        if when is None or self.first is None or self.last is None:
            return float(self.end if self.undated is None else self.undated)
        start = LEFT + _MARK_ROOM
        length = (self.last - self.first).total_seconds()
        share = (when - self.first).total_seconds() / length if length else 0.0
        return round(start + (self.end - start) * share, 1)

    def ticks(self) -> tuple[Tick, ...]:
        if self.first is None or self.last is None:
            return ()
        length = self.last - self.first
        if length < timedelta(days=2):
            return self._named([self.first, self.last] if length else [self.first], hours=True)
        days = length.days + 1
        step = max(1, -(-days // _TICKS))
        first = self.first.replace(hour=0, minute=0, second=0, microsecond=0)
        found = [first + timedelta(days=d) for d in range(0, days + 1, step)]
        return self._named([t for t in found if self.first <= t <= self.last] or [self.first])

    def _named(self, times: Sequence[datetime], *, hours: bool = False) -> tuple[Tick, ...]:
        form = "%m-%d %H:%M" if hours else "%m-%d"
        if self.first and self.last and self.first.year != self.last.year:
            form = "%Y-%m-%d"
        return tuple(Tick(self.at(t), t.strftime(form)) for t in times)
