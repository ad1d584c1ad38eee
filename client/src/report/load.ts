// Reports that are open, were open, or may be next: asked for ahead, their text cut and drawn ahead.
import { type Signal, signal } from "@preact/signals";
import { get, reportAddress } from "../api/client";
import type { Report, ReportView } from "../api/schema";
import { Drawn } from "../text/draw";
import { prepare } from "../text/prepare";
import { numbered } from "./wordings";

interface Entry {
  view: Signal<ReportView | null>;
  loaded: Promise<void>;
  fault: Error | null;
}

/** How many reports are kept; a long one with its elements is a few MB. */
const KEPT = 8;
const entries = new Map<string, Entry>();
const drawnOf = new WeakMap<Report, Drawn>();

function key(id: string, reading: number | null): string {
  return reading === null ? id : `${id}?reading=${reading}`;
}

function ask(id: string, reading: number | null, low: boolean): Entry {
  const name = key(id, reading);
  let entry = entries.get(name);
  if (entry && !entry.fault) {
    entries.delete(name); // to the end: the one least lately asked for goes first
    entries.set(name, entry);
    return entry;
  }
  const view = signal<ReportView | null>(null);
  const made: Entry = { view, fault: null, loaded: Promise.resolve() };
  made.loaded = get<ReportView>(
    `/api/reports/${encodeURIComponent(id)}`,
    { reading },
    { low },
  ).then(
    (answer) => {
      view.value = numbered(answer);
    },
    (fault) => {
      made.fault = fault instanceof Error ? fault : new Error(String(fault));
    },
  );
  entry = made;
  entries.set(name, entry);
  for (const old of entries.keys()) {
    if (entries.size <= KEPT) break;
    entries.delete(old);
  }
  return entry;
}

/** The report, now where it was asked for ahead. */
export function open(id: string, reading: number | null = null): Entry {
  return ask(id, reading, false);
}

/** Ask anew for what is there; it stays until the answer comes. */
export function refresh(id: string): void {
  const entry = entries.get(id);
  if (!entry) return;
  get<ReportView>(reportAddress(id, null)).then(
    (answer) => {
      entry.view.value = numbered(answer);
    },
    () => {
      entries.delete(id); // the next look at it says why
    },
  );
}

/** The current reading of a report, where it is here, to bring it up to date. */
export function entryOf(id: string): Signal<ReportView | null> | null {
  return entries.get(id)?.view ?? null;
}

/** The text as elements; made once for each state of a report. `like`: what is shown now. */
export function drawn(report: Report, like?: Drawn | null): Drawn {
  let made = drawnOf.get(report);
  if (!made) {
    made = new Drawn(prepare(report), like ?? null);
    // Its elements may have gone over to the new one.
    if (like) drawnOf.delete(like.prepared.report);
    drawnOf.set(report, made);
  }
  return made;
}

const idle: (work: () => void) => void =
  "requestIdleCallback" in globalThis
    ? (work) => requestIdleCallback(work, { timeout: 1000 })
    : (work) => setTimeout(work, 60);

/** Get a report that may be wanted next: its data now, its text when there is nothing else to do. */
export function prefetch(id: string | null): void {
  if (!id) return;
  const entry = ask(id, null, true);
  void entry.loaded.then(() => {
    const view = entry.view.peek();
    if (view && !drawnOf.has(view.report)) idle(() => drawn(view.report));
  });
}
