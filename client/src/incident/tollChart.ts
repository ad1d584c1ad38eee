// The geometry of a chart of one toll over time: a line of steps an origin. Origins differ in the
// shape of their marks, in their dashes and in their lane as well as in colour, and each line ends
// at its name, so that nothing needs a key.
import type { Point } from "./tollPoints";

export const WIDTH = 410;
export const HEIGHT = 190;
const LEFT = 38;
const TOP = 14;
const BOTTOM = 28;
const RIGHT = 152; // room for the names
const MARK = 10;
const LANE = 5;
const LABEL = 15;
const UNDATED = 44;
const TICKS = 4;

/** Ways to draw an origin; after these they come round again. */
const LOOKS = 6;
/** Origins with a line of their own; the table beside the chart has them all. */
export const MOST = 10;

export interface Mark {
  x: number;
  y: number;
  low: number;
  high: number;
  /** No upper, or no lower, bound was told. */
  up: boolean;
  down: boolean;
  point: Point;
}

export interface Line {
  look: number;
  name: string;
  path: string;
  marks: Mark[];
  /** The figure that stands at the end. */
  value: string;
  endY: number;
  labelY: number;
}

export interface Tick {
  at: number;
  words: string;
  /** Milliseconds since 1970, for times. */
  time?: number;
}

export interface Chart {
  lines: Line[];
  xTicks: Tick[];
  yTicks: Tick[];
  right: number;
  floor: number;
  left: number;
  undated: number | null;
  leftOut: number;
}

/** Lay the points of one effect out; null where there are not two figures to compare. */
export function chartOf(points: readonly Point[]): Chart | null {
  const mine = points.filter((p) => p.number !== null);
  if (mine.length < 2) return null;
  const byOrigin = new Map<string, Point[]>();
  for (const point of mine) {
    const told = byOrigin.get(point.origin.id);
    if (told) told.push(point);
    else byOrigin.set(point.origin.id, [point]);
  }
  const shown = [...byOrigin.values()].slice(0, MOST);
  const right = WIDTH - RIGHT;
  const floor = HEIGHT - BOTTOM;
  const times = timeScale(mine, right);
  const most = Math.max(...mine.flatMap((p) => figures(p)));
  const step = roundStep(most);
  const end = step * Math.ceil(Math.max(most, 1) / step);
  const y = (n: number) => round(floor - (floor - TOP) * (n / end));
  const lane = lanesOf(shown);
  const lines = shown.map((told, index) => lineOf(told, index));
  const heights = spread(
    lines.map((l) => l.endY),
    LABEL,
    TOP,
    floor + 6,
  );
  lines.forEach((line, i) => {
    line.labelY = round(heights[i] ?? line.endY);
  });

  function lineOf(told: Point[], index: number): Line {
    const marks = told.map((point): Mark => {
      const moved = lane(point);
      const all = figures(point);
      return {
        x: times.at(point.at),
        y: Math.min(y(point.number ?? 0) + moved, floor - 1),
        low: y(Math.min(...all)) + moved,
        high: y(Math.max(...all)) + moved,
        up: point.account.high == null && point.account.low != null,
        down: point.account.low == null && point.account.high != null,
        point,
      };
    });
    const steps = marks.filter((m) => !m.point.account.denied);
    const first = steps[0];
    const path = first
      ? `M${first.x} ${first.y}${steps
          .slice(1)
          .map((m) => `H${m.x}V${m.y}`)
          .join("")}H${right}`
      : "";
    const stands = marks.filter((m) => !m.point.account.denied && !m.point.account.superseded_by);
    const last = (stands.length ? stands : marks).at(-1) as Mark;
    const value = last.point.account.denied
      ? `not ${last.point.account.value}`
      : last.point.account.value;
    const name = told[0]?.origin.name ?? "";
    return { look: index % LOOKS, name, path, marks, value, endY: last.y, labelY: last.y };
  }

  return {
    lines,
    xTicks: times.ticks,
    yTicks: Array.from({ length: end / step + 1 }, (_, i) => ({
      at: y(i * step),
      words: short(i * step),
    })),
    right,
    floor,
    left: LEFT,
    undated: times.undated,
    leftOut: byOrigin.size - shown.length,
  };
}

function figures(point: Point): number[] {
  const { low, best, high } = point.account;
  return [low, best, high].filter((n): n is number => n != null);
}

/** How far each origin's mark is moved off a number that others tell as well. */
function lanesOf(shown: readonly Point[][]): (point: Point) => number {
  const same = new Map<number, string[]>();
  for (const told of shown) {
    for (const point of told) {
      const ids = same.get(point.number ?? 0) ?? [];
      if (!ids.includes(point.origin.id)) ids.push(point.origin.id);
      same.set(point.number ?? 0, ids);
    }
  }
  return (point) => {
    const ids = same.get(point.number ?? 0) ?? [];
    const at = ids.indexOf(point.origin.id) - (ids.length - 1) / 2;
    return at * Math.min(LANE, (4 * LANE) / Math.max(ids.length, 1));
  };
}

/** A step of 1, 2 or 5 times a power of ten, so that some four of them reach the top. */
export function roundStep(most: number): number {
  const top = Math.max(most, 1);
  let power = 10 ** Math.max(0, Math.floor(Math.log10(top)) - 1);
  for (;;) {
    for (const factor of [1, 2, 5]) {
      if (power * factor * TICKS >= top && power * factor >= 1) return power * factor;
    }
    power *= 10;
  }
}

export function short(n: number): string {
  if (n < 10_000) return n.toLocaleString("en");
  if (n < 1_000_000) return `${n / 1000}k`;
  return `${n / 1_000_000}m`;
}

interface TimeScale {
  at: (time: number | null) => number;
  ticks: Tick[];
  /** Where what has no time stands. */
  undated: number | null;
}

const DAY = 86_400_000;

function timeScale(points: readonly Point[], right: number): TimeScale {
  const times = points.map((p) => p.at).filter((t): t is number => t !== null);
  const undated = times.length < points.length ? right - MARK : null;
  const start = LEFT + MARK;
  const end = right - MARK - (undated === null ? 0 : UNDATED);
  const first = Math.min(...times);
  const last = Math.max(...times);
  const at = (time: number | null) => {
    if (time === null) return undated ?? end;
    return round(start + (last > first ? ((time - first) / (last - first)) * (end - start) : 0));
  };
  if (times.length === 0) return { at, ticks: [], undated };
  let marks: number[];
  const hours = last - first < 2 * DAY;
  if (hours) marks = last > first ? [first, last] : [first];
  else {
    const every = Math.max(1, Math.ceil((last - first) / DAY / TICKS)) * DAY;
    marks = [];
    for (let t = Math.ceil(first / DAY) * DAY; t <= last; t += every) marks.push(t);
    if (marks.length === 0) marks = [first];
  }
  const years = new Date(first).getUTCFullYear() !== new Date(last).getUTCFullYear();
  const words = (t: number) => {
    const iso = new Date(t).toISOString();
    if (hours) return `${iso.slice(5, 10)} ${iso.slice(11, 16)}`;
    return years ? iso.slice(0, 10) : iso.slice(5, 10);
  };
  return { at, ticks: marks.map((t) => ({ at: at(t), words: words(t), time: t })), undated };
}

/** Places at least `gap` apart, each as near to its wish as that leaves, between two bounds. */
export function spread(
  wishes: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  const order = wishes.map((wish, i) => ({ wish, i })).sort((a, b) => a.wish - b.wish || a.i - b.i);
  // Blocks of labels that touch stand at the mean of their wishes (pool adjacent violators).
  const blocks: { sum: number; items: number[] }[] = [];
  for (const { wish, i } of order) {
    blocks.push({ sum: wish, items: [i] });
    while (blocks.length > 1) {
      const b = blocks.at(-1);
      const a = blocks.at(-2);
      if (!a || !b || top(b) - bottom(a) >= gap) break;
      // A member's wish for where its block starts is its own less the labels before it.
      a.sum += b.sum - b.items.length * a.items.length * gap;
      a.items.push(...b.items);
      blocks.pop();
    }
  }
  function top(block: { sum: number; items: number[] }): number {
    const height = (block.items.length - 1) * gap;
    return Math.max(low, Math.min(high - height, block.sum / block.items.length));
  }
  function bottom(block: { sum: number; items: number[] }): number {
    return top(block) + (block.items.length - 1) * gap;
  }
  const out = [...wishes];
  for (const block of blocks) {
    block.items.forEach((i, n) => {
      out[i] = top(block) + n * gap;
    });
  }
  return out;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
