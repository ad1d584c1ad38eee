import { type ReadonlySignal, signal } from "@preact/signals";

/** A signal that follows another once it has rested: what is not looked at during a gesture. */
export function lagging<T>(source: ReadonlySignal<T>, rest: number): ReadonlySignal<T> {
  const late = signal(source.peek());
  let timer = 0;
  let first = true;
  source.subscribe((now) => {
    clearTimeout(timer);
    if (first || now === late.peek()) {
      first = false;
      return;
    }
    timer = setTimeout(() => {
      late.value = now;
    }, rest);
  });
  return late;
}
