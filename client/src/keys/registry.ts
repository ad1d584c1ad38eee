// What can be done by key now. Views say what they can do and what it is called; the server's keymap
// says by which keys.
import { computed, signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { get } from "../api/client";
import type { Keymap } from "../api/schema";
import { type Bound, match } from "./match";
import { sequence, stroke } from "./stroke";

export interface Action {
  /** Its name in the keymap file: `queue.next`. */
  name: string;
  /** What it does, for the sheet of keys. */
  title: string;
  /** Return false where it does not apply just now: the next outer action with the key is asked. */
  run: (event: KeyboardEvent) => unknown;
}

interface Layer {
  actions: readonly Action[];
}

export const keymap = signal<Keymap>({ keys: {}, path: null, faults: [] });
const layers = signal<readonly Layer[]>([]);

/** All that can be done now, the innermost first; an inner action hides an outer one of its name. */
export const live = computed(() => {
  const seen = new Map<string, Action>();
  for (const layer of [...layers.value].reverse()) {
    for (const action of layer.actions) if (!seen.has(action.name)) seen.set(action.name, action);
  }
  return [...seen.values()];
});

const bound = computed(() => {
  const out: Bound<Action>[] = [];
  for (const action of live.value) {
    for (const keys of keymap.value.keys[action.name] ?? []) {
      out.push({ strokes: sequence(keys), action });
    }
  }
  return out;
});

/** The keys of an action, for a title or the sheet. */
export function keysOf(name: string): string[] {
  return keymap.value.keys[name] ?? [];
}

/** A button's title with its first key: "Reject (x)". */
export function titled(title: string, name: string): string {
  const key = keysOf(name)[0];
  return key ? `${title} (${key})` : title;
}

/** Offer actions as long as the component is there. They may change with every render. */
export function useKeys(actions: readonly Action[]): void {
  const now = useRef(actions);
  now.current = actions;
  const names = actions.map((a) => `${a.name}\n${a.title}`).join("\n\n");
  // The layer follows the names; what they do is looked up when it is done. It is there with the
  // render: the next key may come before the next frame.
  useLayoutEffect(() => {
    const layer: Layer = {
      actions: now.current.map(({ name, title }) => ({
        name,
        title,
        run: (event) => now.current.find((a) => a.name === name)?.run(event),
      })),
    };
    layers.value = [...layers.peek(), layer];
    return () => {
      layers.value = layers.peek().filter((one) => one !== layer);
    };
  }, [names]);
}

export async function loadKeymap(): Promise<void> {
  keymap.value = await get<Keymap>("/api/keymap");
}

let typed: string[] = [];
let waiting = 0;

/** Whether keys belong to what has the focus: a field, a list of choices, a dialog. */
function ownsKeys(target: EventTarget | null, name: string): boolean {
  if (!(target instanceof Element)) return false;
  if (name === "Escape" || name === "Ctrl+Enter") return target.closest("dialog") !== null;
  if (target.closest("input, textarea, select, dialog, [contenteditable=true], [data-own-keys]")) {
    return (
      !target.matches("input[type=checkbox], input[type=radio]") ||
      target.closest("dialog") !== null
    );
  }
  return (name === "Enter" || name === "Space") && target.closest("button, a, summary") !== null;
}

/** The one listener, on the document. */
export function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const name = stroke({
    key: event.key,
    code: event.code,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
    altKey: event.altKey,
    shiftKey: event.shiftKey,
    isComposing: event.isComposing,
    altGraph: event.getModifierState?.("AltGraph") ?? false,
  });
  if (name === null || ownsKeys(event.target, name)) return;
  clearTimeout(waiting);
  typed = [...typed, name];
  let found = match(typed, bound.peek());
  if (!found.exact.length && !found.more && typed.length > 1) {
    typed = [name]; // a broken sequence: its last key may mean something by itself
    found = match(typed, bound.peek());
  }
  for (const action of found.exact) {
    if (action.run(event) !== false) {
      event.preventDefault();
      typed = [];
      return;
    }
  }
  if (found.more) {
    event.preventDefault();
    waiting = window.setTimeout(() => {
      typed = [];
    }, 1500);
  } else {
    typed = [];
  }
}
