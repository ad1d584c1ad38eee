// Marks for what is in view: incidents of one cell of a grid are one mark, until a closer look.
//
// The grid is fixed to the sheet and changes only with the scale, so that nothing regroups while a
// person pans. All that is in view is counted in one pass over typed arrays; members are chained
// through `next`, so that no list is made for marks that nobody opens.
import { type Frame, screenX, screenY } from "./camera";
import type { Incidents, Placed } from "./incidents";
import { EARTH } from "./planes";
import { isCountry, RADIUS } from "./precision";

/** Least side of a cell in pixels; the most is √2 of it. */
const CELL = 46;
/** An area at least this wide in pixels stands by itself; a smaller one is as good as a point. */
const WIDE = 36;
/** Radius of one incident's disc; a disc of n has n times its area, as far as the screen allows. */
const ONE = 4.5;
const LARGEST = 30;

/** What falls into one mark: cells of this grid. Holds for as long as the mark is open. */
export interface Grid {
  frame: Frame;
  /** Side of a cell in units of the sheet. */
  side: number;
  /** By where_prec: 0 with the points, else a layer of its own. */
  layer: Uint8Array;
}

export interface Mark {
  key: string;
  /** On the screen. */
  x: number;
  y: number;
  count: number;
  radius: number;
  /** Whether a plate with the number would cover something more important. */
  tight: boolean;
  /** Pixels of the area that the place is known to; 0: none to draw. */
  area: number;
  /** The least exact of its members. */
  precision: number;
  /** Of the grid; marks of different layers never join. */
  layer: number;
  /** Country by index where the mark stands for one; else -1. */
  country: number;
  killed: number;
  contested: number;
  /** By type. */
  mix: Uint32Array;
  /** First member; go on by `next`. */
  head: number;
  tail: number;
  cells: number[];
}

export interface Marks {
  marks: Mark[];
  next: Int32Array;
  grid: Grid;
  /** Incidents inside the frame itself (not the margin around it). */
  inside: number;
}

function gridOf(frame: Frame): Grid {
  const scale = 2 ** (Math.floor(Math.log2(frame.k) * 2) / 2);
  const layer = new Uint8Array(8);
  const pixel = EARTH / (frame.k * frame.plane.stretch(frame.lat));
  for (let p = 1; p < 8; p++) {
    if (isCountry(p)) layer[p] = 7;
    else if ((RADIUS[p] as number) / pixel > WIDE) layer[p] = p;
  }
  return { frame, side: CELL / scale, layer };
}

/** A number for the cell of an incident; cells of countries are negative. */
export function cellOf(
  grid: Grid,
  x: number,
  y: number,
  precision: number,
  country: number,
): number {
  const layer = grid.layer[precision] as number;
  if (layer === 7 && isCountry(precision) && country >= 0) return -1 - country;
  const column = Math.floor(x / grid.side) + 2 ** 20;
  const row = Math.floor(y / grid.side) + 2 ** 20;
  return (layer * 2 ** 21 + column) * 2 ** 21 + row;
}

/** Marks of the kept incidents in the frame and `margin` of its size around it, largest first. */
export function marksIn(
  incidents: Incidents,
  at: Placed,
  keep: Uint8Array,
  frame: Frame,
  margin: number,
): Marks {
  const grid = gridOf(frame);
  const next = new Int32Array(incidents.n).fill(-1);
  const halfX = frame.width / 2 / frame.k;
  const halfY = frame.height / 2 / frame.k;
  const reachX = halfX * (1 + 2 * margin);
  const reachY = halfY * (1 + 2 * margin);
  const { side } = grid;
  const column0 = Math.floor((frame.cx - reachX) / side);
  const row0 = Math.floor((frame.cy - reachY) / side);
  const columns = Math.floor((frame.cx + reachX) / side) - column0 + 1;
  const rows = Math.floor((frame.cy + reachY) / side) - row0 + 1;
  const slots = new Int32Array(columns * rows * 8).fill(-1);
  const ofCountry = new Int32Array(incidents.countries.length).fill(-1);
  const marks: Mark[] = [];
  let inside = 0;
  for (let i = 0; i < incidents.n; i++) {
    if (!keep[i]) continue;
    const x = at.x[i] as number;
    const y = at.y[i] as number;
    const dx = Math.abs(x - frame.cx);
    const dy = Math.abs(y - frame.cy);
    if (!(dx <= reachX && dy <= reachY)) continue;
    if (dx <= halfX && dy <= halfY) inside++;
    const precision = incidents.precision[i] as number;
    const country = incidents.country[i] as number;
    const national = isCountry(precision) && country >= 0;
    const layer = grid.layer[precision] as number;
    const slot =
      ((Math.floor(y / side) - row0) * columns + Math.floor(x / side) - column0) * 8 + layer;
    let number = (national ? ofCountry[country] : slots[slot]) as number;
    if (number < 0) {
      number = marks.length;
      const cell = cellOf(grid, x, y, precision, country);
      marks.push(fresh(cell, layer, incidents.types.length, national ? country : -1));
      if (national) ofCountry[country] = number;
      else slots[slot] = number;
    }
    const mark = marks[number] as Mark;
    mark.count++;
    mark.x += x;
    mark.y += y;
    if (precision > mark.precision) mark.precision = precision;
    const killed = incidents.killed[i] as number;
    if (killed > 0) mark.killed += killed;
    mark.contested += incidents.contested[i] as number;
    const type = incidents.type[i] as number;
    mark.mix[type] = (mark.mix[type] as number) + 1;
    if (mark.tail >= 0) next[mark.tail] = i;
    else mark.head = i;
    mark.tail = i;
  }
  return { marks: laidOut(marks, grid, next), next, grid, inside };
}

function fresh(cell: number, layer: number, types: number, country: number): Mark {
  return {
    key: `${cell}`,
    x: 0,
    y: 0,
    count: 0,
    radius: 0,
    tight: false,
    area: 0,
    precision: 0,
    layer,
    country,
    killed: 0,
    contested: 0,
    mix: new Uint32Array(types),
    head: -1,
    tail: -1,
    cells: [cell],
  };
}

/** Sizes and places on the screen; what would cover another of its layer is taken into it. */
function laidOut(marks: Mark[], grid: Grid, next: Int32Array): Mark[] {
  const { frame } = grid;
  let most = 1;
  for (const mark of marks) {
    if (!mark.layer && mark.count > most) most = mark.count;
    mark.x = screenX(frame, mark.x / mark.count);
    mark.y = screenY(frame, mark.y / mark.count);
  }
  const one = Math.min(ONE, LARGEST / Math.sqrt(most));
  marks.sort(bySize);
  const kept: Mark[] = [];
  const near = new Map<number, Mark[]>();
  for (const mark of marks) {
    mark.radius = Math.min(LARGEST, Math.max(ONE, one * Math.sqrt(mark.count)));
    const host = mark.country < 0 ? covering(mark, near) : null;
    if (host) {
      join(host, mark, next);
      host.radius = Math.min(LARGEST, Math.max(ONE, one * Math.sqrt(host.count)));
      continue;
    }
    kept.push(mark);
    const at = bucket(mark.x, mark.y);
    const there = near.get(at);
    if (there) there.push(mark);
    else near.set(at, [mark]);
  }
  kept.sort(bySize);
  const kmPixel = EARTH / (frame.k * frame.plane.stretch(frame.lat));
  for (const mark of kept) {
    // With the points, an area is too small to see; a layer of its own has one radius.
    mark.area = mark.layer && mark.country < 0 ? (RADIUS[mark.precision] ?? 0) / kmPixel : 0;
    if (mark.country >= 0) mark.tight = beside(mark, near);
  }
  return kept;
}

function bySize(a: Mark, b: Mark): number {
  return b.count - a.count || (a.key < b.key ? -1 : 1);
}

function bucket(x: number, y: number): number {
  return Math.floor(x / CELL) * 4096 + Math.floor(y / CELL);
}

function* around(mark: Mark, near: Map<number, Mark[]>): Generator<Mark> {
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (const other of near.get(bucket(mark.x + dx * CELL, mark.y + dy * CELL)) ?? []) {
        if (other !== mark) yield other;
      }
    }
  }
}

/** Whether something larger lies where a country's plate would stand. */
function beside(mark: Mark, near: Map<number, Mark[]>): boolean {
  for (const other of around(mark, near)) {
    if (other.tight || (other.country >= 0 && bySize(other, mark) > 0)) continue;
    const wide = other.country >= 0 ? 36 : other.radius + 18;
    const tall = other.country >= 0 ? 20 : other.radius + 10;
    if (Math.abs(mark.x - other.x) < wide && Math.abs(mark.y - other.y) < tall) return true;
  }
  return false;
}

function covering(mark: Mark, near: Map<number, Mark[]>): Mark | null {
  for (const other of around(mark, near)) {
    if (other.layer !== mark.layer || other.country >= 0) continue;
    const apart = Math.hypot(mark.x - other.x, mark.y - other.y);
    if (apart < (mark.radius + other.radius) * 0.85) return other;
  }
  return null;
}

function join(host: Mark, mark: Mark, next: Int32Array): void {
  next[host.tail] = mark.head;
  host.tail = mark.tail;
  host.count += mark.count;
  host.killed += mark.killed;
  host.contested += mark.contested;
  if (mark.precision > host.precision) host.precision = mark.precision;
  for (let t = 0; t < host.mix.length; t++) {
    host.mix[t] = (host.mix[t] as number) + (mark.mix[t] as number);
  }
  host.cells.push(...mark.cells);
}
