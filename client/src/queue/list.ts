// The queue as it was last asked for. It stays while a report is open, so that the next one is known
// and coming back finds the list as it was left.
import { computed, signal } from "@preact/signals";
import { get } from "../api/client";
import type { LineOut, Queue, QueueGroup } from "../api/schema";

/** A row of the list: a report, or a copy that was unfolded under its lead. */
export interface Row {
  line: LineOut;
  /** How many near copies it has; 0 for a copy. */
  copies: number;
  unfolded: boolean;
  copy: boolean;
}

const FILTERS = [
  "order",
  "reviewed",
  "outlet",
  "since",
  "until",
  "type",
  "country",
  "contested",
  "flagged",
  "q",
  "where",
] as const;
export type Filter = (typeof FILTERS)[number];

export const groups = signal<readonly QueueGroup[]>([]);
export const left = signal<number | null>(null);
export const loading = signal(false);
export const fault = signal<string | null>(null);
/** The report in focus in the list. */
export const cursor = signal<string | null>(null);
export const unfolded = signal<ReadonlySet<string>>(new Set());

/** Reports were done or taken back since the list was asked for: it is asked for anew on coming back. */
export const stale = signal(false);

const asked = signal<string | null>(null);
const nextPage = signal<string | null>(null);

export const rows = computed(() => rowsOf(groups.value, unfolded.value));

export function rowsOf(all: readonly QueueGroup[], open: ReadonlySet<string>): Row[] {
  const out: Row[] = [];
  for (const { lead, copies } of all) {
    const unfold = open.has(lead.id);
    out.push({ line: lead, copies: copies.length, unfolded: unfold, copy: false });
    if (unfold)
      for (const line of copies) out.push({ line, copies: 0, unfolded: false, copy: true });
  }
  return out;
}

/** The filters of an address, in one order, so that the same ones are the same. */
export function filtersOf(query: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of FILTERS) {
    const value = query.get(name);
    if (value) kept.set(name, value);
  }
  return kept.toString();
}

/** What the list was last asked for, as an address to go back to. */
export const address = computed(() => (asked.value ? `/?${asked.value}` : "/"));

let running: AbortController | null = null;

/** Ask for the list with these filters; nothing happens where it is there and `again` is not set. */
export async function load(filters: string, again = false): Promise<void> {
  if (asked.peek() === filters && !again && !fault.peek()) return;
  asked.value = filters;
  stale.value = false;
  await page(filters, null);
}

/** For a report that was opened by its address: there has to be some queue to go on in. */
export async function ensure(): Promise<void> {
  if (asked.peek() === null) await load("");
}

/** Add the next page, where there is one. */
export async function more(): Promise<void> {
  const after = nextPage.peek();
  if (after && !loading.peek()) await page(asked.peek() ?? "", after);
}

async function page(filters: string, after: string | null): Promise<void> {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  loading.value = true;
  try {
    const query = { ...Object.fromEntries(new URLSearchParams(filters)), after, limit: 60 };
    const answer = await get<Queue>("/api/queue", query, { signal: mine.signal });
    groups.value = after ? [...groups.peek(), ...answer.groups] : answer.groups;
    nextPage.value = answer.next;
    if (!after) left.value = answer.left;
    fault.value = null;
  } catch (error) {
    if (mine.signal.aborted) return;
    fault.value = error instanceof Error ? error.message : String(error);
  } finally {
    if (running === mine) loading.value = false;
  }
}

/** The report before or after one in the list; null at the ends and for one that is not in it. */
export function neighbour(id: string, way: 1 | -1): string | null {
  const list = rows.peek();
  const at = list.findIndex((row) => row.line.id === id);
  if (at < 0) return way === 1 ? (list[0]?.line.id ?? null) : null;
  if (way === 1 && at > list.length - 8) void more();
  return list[at + way]?.line.id ?? null;
}

/** Change a report's line; whether there was anything to change. */
function change(id: string, part: Partial<LineOut>): boolean {
  let changed = false;
  const next = (line: LineOut): LineOut => {
    const same = Object.entries(part).every(
      ([name, value]) => line[name as keyof LineOut] === value,
    );
    if (line.id !== id || same) return line;
    changed = true;
    return { ...line, ...part };
  };
  const all = groups
    .peek()
    .map(({ lead, copies }) => ({ lead: next(lead), copies: copies.map(next) }));
  if (changed) groups.value = all;
  return changed;
}

/** A report was gone through, or is not any more: its line says so, and one less is left. */
export function noteDone(id: string, done: boolean): void {
  if (!change(id, { done })) return;
  stale.value = true;
  if (left.peek() !== null) left.value = Math.max(0, (left.peek() ?? 0) + (done ? -1 : 1));
}

export function noteFlag(id: string, flagged: boolean): void {
  change(id, { flagged });
}

/** Where one is in the list: "3 of 120". */
export function placeIn(id: string): string | null {
  const at = rows.value.findIndex((row) => row.line.id === id);
  if (at < 0) return null;
  return `${at + 1} of ${rows.value.length}${nextPage.value ? "+" : ""}`;
}
