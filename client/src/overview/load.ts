// Asking the server from a view: what was there stays on the page until the answer is there.
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { address, get, Refused } from "../api/client";

type Query = Parameters<typeof address>[1];

export interface Loaded<T> {
  data: T | null;
  /** What the server says is wrong, for a person to read. */
  error: string | null;
  busy: boolean;
}

/** What an error says to a person. */
export function wrong(error: unknown): string {
  if (error instanceof Refused) return error.detail;
  return error instanceof Error && error.message
    ? `The server did not answer: ${error.message}. Is it still running?`
    : "The server did not answer. Is it still running?";
}

/** JSON at an address; a new address is asked for when it changes, and an old answer dropped. */
export function useLoad<T>(
  path: string | null,
  query: Query = {},
): { state: ReadonlySignal<Loaded<T>>; again: () => Promise<void> } {
  const state = useSignal<Loaded<T>>({ data: null, error: null, busy: path !== null });
  const running = useRef<AbortController | null>(null);
  const asked = path === null ? null : address(path, query);

  async function again(): Promise<void> {
    if (asked === null) return;
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    state.value = { ...state.peek(), busy: true };
    try {
      const data = await get<T>(asked, {}, { signal: control.signal });
      if (!control.signal.aborted) state.value = { data, error: null, busy: false };
    } catch (error) {
      if (control.signal.aborted) return;
      state.value = { ...state.peek(), error: wrong(error), busy: false };
    }
  }

  useEffect(() => {
    void again();
    return () => running.current?.abort();
  }, [asked]);

  return { state, again };
}

export interface Pages<R> {
  rows: R[];
  next: string | null;
  error: string | null;
  busy: boolean;
}

/** Lists as they were left, so that coming back shows them at once; the latest few. */
const kept = new Map<string, { rows: unknown[]; next: string | null }>();
const KEPT = 4;

function keep(asked: string, rows: unknown[], next: string | null): void {
  kept.delete(asked);
  kept.set(asked, { rows, next });
  const oldest = kept.keys().next();
  if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
}

/**
 * Rows that come in pages, none without a path; `more` adds the next page, `again` asks for all anew
 * as far as they were read. So is a list that was left: it is there as it was until that answer.
 */
export function usePages<R>(
  path: string | null,
  query: Query,
  read: (answer: never) => { rows: R[]; next: string | null },
): { state: ReadonlySignal<Pages<R>>; more: () => void; again: () => void } {
  const state = useSignal<Pages<R>>({ rows: [], next: null, error: null, busy: path !== null });
  const running = useRef<AbortController | null>(null);
  const asked = path === null ? null : address(path, query);

  /** Pages from `after` on, until there are `least` rows. */
  async function load(after: string | null, before: R[], least: number): Promise<void> {
    running.current?.abort();
    if (path === null || asked === null) {
      state.value = { rows: [], next: null, error: null, busy: false };
      return;
    }
    const control = new AbortController();
    running.current = control;
    state.value = { ...state.peek(), busy: true };
    let rows = before;
    let next = after;
    try {
      do {
        const answer = await get<never>(
          path,
          { ...query, after: next },
          { signal: control.signal },
        );
        const page = read(answer);
        rows = [...rows, ...page.rows];
        next = page.next;
      } while (next && rows.length < least);
      if (control.signal.aborted) return;
      keep(asked, rows, next);
      state.value = { rows, next, error: null, busy: false };
    } catch (error) {
      if (control.signal.aborted) return;
      state.value = { ...state.peek(), error: wrong(error), busy: false };
    }
  }

  useEffect(() => {
    const left = kept.get(asked ?? "") as { rows: R[]; next: string | null } | undefined;
    if (left) state.value = { ...left, error: null, busy: true };
    void load(null, [], left?.rows.length ?? 0);
    return () => running.current?.abort();
  }, [asked]);

  return {
    state,
    again: () => void load(null, [], state.peek().rows.length),
    more: () => {
      const now = state.peek();
      if (!now.busy && now.next) void load(now.next, now.rows, now.rows.length + 1);
    },
  };
}
