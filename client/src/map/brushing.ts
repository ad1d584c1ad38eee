// The brush by hand: draw a new one on the bars, or take the one there along.
import { useRef } from "preact/hooks";
import type { Days } from "./calendar";
import { bins, brush, days } from "./state";

interface Held {
  x: number;
  /** The brush when it was taken; null while a new one is drawn. */
  taken: Days | null;
}

/** Handlers for the box of the bars, `width` pixels wide. */
export function useBrush(width: number) {
  const held = useRef<Held | null>(null);
  const frame = useRef(0);
  const dayAt = (x: number) => {
    const edges = bins.peek()?.edges as Int32Array;
    const start = edges[0] as number;
    const share = Math.max(0, Math.min(1, x / width));
    return within(Math.floor(start + share * ((edges.at(-1) as number) - start)));
  };
  const at = (event: PointerEvent) =>
    event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button || (event.target as Element).closest("[role=slider]")) return;
      const x = at(event);
      const now = brush.peek();
      const day = dayAt(x);
      held.current = { x, taken: now && day >= now[0] && day <= now[1] ? now : null };
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      const start = held.current;
      const x = at(event);
      if (!start || Math.abs(x - start.x) < 3) return;
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(() => {
        if (start.taken) brush.value = moved(start.taken, dayAt(x) - dayAt(start.x));
        else brush.value = sorted(dayAt(start.x), dayAt(x));
      });
    },
    onPointerUp: () => {
      held.current = null;
    },
  };
}

function sorted(a: number, b: number): Days {
  return a < b ? [a, b] : [b, a];
}

export function within(day: number): number {
  const [from, to] = days.peek() as Days;
  return Math.max(from, Math.min(to, day));
}

/** The brush some days later, as wide as it was. */
export function moved([from, to]: Days, by: number): Days {
  const [first, last] = days.peek() as Days;
  const step = Math.max(first - from, Math.min(last - to, by));
  return [from + step, to + step];
}
