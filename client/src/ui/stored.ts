// A signal whose value outlives the page: how this person likes it, in this browser.
import { effect, type Signal, signal } from "@preact/signals";

export function stored<T>(key: string, start: T): Signal<T> {
  const name = `sayso.${key}`;
  let first = start;
  try {
    const found = localStorage.getItem(name);
    if (found !== null) first = JSON.parse(found) as T;
  } catch {
    // Not ours, or storage is forbidden: as it comes.
  }
  const held = signal(first);
  effect(() => {
    const now = JSON.stringify(held.value);
    try {
      localStorage.setItem(name, now);
    } catch {
      // Not remembered, then.
    }
  });
  return held;
}
