// What the map shows, as signals: the collection's columns, filters, brush and view, and what follows
// from them. All of it is counted here, over typed arrays; the server is asked once.
import { computed, signal } from "@preact/signals";
import { get, Refused } from "../api/client";
import type { MapColumns } from "../api/schema";
import { placeOf } from "../filter/complete";
import { type Around, type Point, within } from "./around";
import { coarse, middlesOf, need } from "./atlas";
import { binsOf, type Days } from "./calendar";
import { type Frame, frameOf, type Size, type View, wholeWorld } from "./camera";
import { cellOf, type Grid, type Mark, marksIn } from "./cluster";
import { counts, extent } from "./days";
import { groupsOf } from "./groups";
import { during, type Filters, fits, incidentsOf, latestFirst, NO_DAY, sheets } from "./incidents";
import { lagging } from "./lagging";
import { world } from "./planes";

/** Drawn around the frame on each side, by its size, so that a pan has something to show. */
export const MARGIN = 0.25;
const REST = 120;

const columns = signal<MapColumns | null>(null);
export const filters = signal<Filters>({ type: "", country: "", contested: false });
/** The filter in words, which the server answers. */
export const where = signal("");
/** What the server says of it, where it is wrong. */
export const fault = signal<string | null>(null);
/** Only what lies within so many km of a place. */
export const around = signal<Around | null>(null);
/** The place that a person went to last, which a circle is drawn around. */
export const place = signal<Point | null>(null);
export const brush = signal<Days | null>(null);
export const size = signal<Size | null>(null);
/** Null: the whole world, however large the screen. */
export const view = signal<View | null>(null);

/** An area that a person opened: the cells of a mark, whatever is on the screen since. */
interface Picked {
  grid: Grid;
  cells: Set<number>;
}
export const picked = signal<Picked | null>(null);

/** Ask for the incidents, for the first time or as they are by now; borders come beside them. */
export async function load(): Promise<void> {
  need(world);
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const asked = where.peek();
  try {
    const found = await get<MapColumns>("/api/map", { where: asked }, { signal: mine.signal });
    if (mine.signal.aborted) return;
    fault.value = null;
    columns.value = found;
  } catch (error) {
    if (mine.signal.aborted) return;
    if (!(error instanceof Refused) || placeOf(error.detail) === null) throw error;
    fault.value = error.detail;
  }
}

let running: AbortController | null = null;

export const incidents = computed(() =>
  columns.value && coarse.value ? incidentsOf(columns.value, middlesOf(coarse.value)) : null,
);
const places = computed(() => (incidents.value ? sheets(incidents.value) : null));
export const groups = computed(() => (incidents.value ? groupsOf(incidents.value) : null));
export const days = computed(() => (incidents.value ? extent(incidents.value) : null));
export const bins = computed(() => (days.value ? binsOf(days.value) : null));

/** The latest first; what has no date last. */
const order = computed(() => (incidents.value ? latestFirst(incidents.value) : new Int32Array(0)));

export const frame = computed<Frame | null>(() =>
  size.value ? frameOf(view.value ?? wholeWorld(size.value), size.value) : null,
);

/** Timeline and list follow when the map rests, so that no frame of a gesture pays for them. */
const rested = lagging(frame, REST);

/** Counted when the circle changes, and not with every other filter. */
const circled = computed(() =>
  incidents.value && around.value ? within(incidents.value, around.value) : null,
);

/** What fits the filters, and what of that is in the brush. */
const fitting = computed(() => {
  const all = incidents.value;
  if (!all) return null;
  const keep = fits(all, filters.value);
  return circled.value ? both(keep, circled.value) : keep;
});
const kept = computed(() =>
  incidents.value && fitting.value ? during(incidents.value, fitting.value, brush.value) : null,
);

const restedKept = lagging(kept, REST);

export const marks = computed(() => {
  if (!incidents.value || !places.value || !kept.value || !frame.value) return null;
  const at = places.value(frame.value.plane);
  return marksIn(incidents.value, at, kept.value, frame.value, MARGIN);
});

/** The area that timeline and list are about: what was opened, else what is in the frame. */
const area = computed(() => {
  const all = incidents.value;
  const chosen = picked.value;
  if (!all || !places.value || !rested.value) return null;
  const within = new Uint8Array(all.n);
  const about = chosen?.grid.frame ?? rested.value;
  const { x, y } = places.value(about.plane);
  const halfX = about.width / 2 / about.k;
  const halfY = about.height / 2 / about.k;
  for (let i = 0; i < all.n; i++) {
    const [px, py] = [x[i] as number, y[i] as number];
    if (chosen) {
      const cell = cellOf(
        chosen.grid,
        px,
        py,
        all.precision[i] as number,
        all.country[i] as number,
      );
      if (chosen.cells.has(cell)) within[i] = 1;
    } else if (Math.abs(px - about.cx) <= halfX && Math.abs(py - about.cy) <= halfY) within[i] = 1;
  }
  return within;
});

/** Incidents a bin in the area, whatever is brushed. */
export const histogram = computed(() => {
  if (!incidents.value || !bins.value || !area.value || !fitting.value) return null;
  return counts(incidents.value, bins.value, both(area.value, fitting.value));
});

/** The list: indices in the area and the brush, the latest first. */
export const listed = computed(() => {
  const found = new Int32Array(order.value.length);
  const [within, keep] = [area.value, restedKept.value];
  if (!within || !keep) return found.subarray(0, 0);
  let n = 0;
  for (const i of order.value) if (within[i] && keep[i]) found[n++] = i;
  return found.subarray(0, n);
});

/** How many of the area fit and have no date, which a brush leaves out. */
export const undated = computed(() => {
  const all = incidents.value;
  if (!all || !area.value || !fitting.value) return 0;
  let found = 0;
  for (let i = 0; i < all.n; i++) {
    if (all.first[i] === NO_DAY && area.value[i] && fitting.value[i]) found++;
  }
  return found;
});

/** How many fit the filters and lie in the brush, anywhere. */
export const total = computed(() => {
  let sum = 0;
  for (const one of kept.value ?? []) sum += one;
  return sum;
});

function both(a: Uint8Array, b: Uint8Array): Uint8Array {
  const found = new Uint8Array(a.length);
  for (let i = 0; i < a.length; i++) found[i] = (a[i] as number) & (b[i] as number);
  return found;
}

/** Members by country index that are only known to be in it; for the tint. */
export const national = computed(() => {
  const found = new Map<number, number>();
  for (const mark of marks.value?.marks ?? []) {
    if (mark.country >= 0) found.set(mark.country, mark.count);
  }
  return found;
});

/** The opened cells, while the grid on the screen is the one that they are of. */
export const openCells = computed(() => {
  const [grid, chosen] = [marks.value?.grid, picked.value];
  if (!grid || !chosen) return null;
  const same = grid.side === chosen.grid.side && grid.frame.plane === chosen.grid.frame.plane;
  return same ? chosen.cells : null;
});

export function pick(mark: Mark | null): void {
  const grid = marks.peek()?.grid;
  picked.value = mark && grid ? { grid, cells: new Set(mark.cells) } : null;
}

export function look(to: View | null): void {
  view.value = to;
}

/** Whether anything is left out by more than where the map looks. */
export const filtered = computed(() => {
  const { type, country, contested } = filters.value;
  return Boolean(where.value || type || country || contested || around.value || brush.value);
});

/** All incidents again. */
export function clear(): void {
  filters.value = { type: "", country: "", contested: false };
  where.value = "";
  around.value = null;
  brush.value = null;
  pick(null);
}
