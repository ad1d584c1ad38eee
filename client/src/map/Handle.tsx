// An end of the brush: a slider for keys, mouse and finger.
import { useLayoutEffect, useRef } from "preact/hooks";
import { moved } from "./brushing";
import { type Bins, binAt, type Days, dayWords } from "./calendar";
import { bins, brush } from "./state";

interface Props {
  name: "First day" | "Last day";
  day: number;
  x: number;
  whole: Days;
  set: (day: number) => void;
}

/** Bins that PageUp and PageDown go. */
const PAGE = 10;

export function Handle({ name, day, x, whole, set }: Props) {
  const knob = useRef<HTMLDivElement>(null);
  const held = useRef(false);
  const drawn = useRef(0);
  const first = name === "First day";
  useLayoutEffect(() => {
    if (knob.current) knob.current.style.transform = `translateX(${x.toFixed(1)}px)`;
  }, [x]);
  const byHand = (event: PointerEvent) => {
    const cut = bins.peek();
    const box = knob.current?.parentElement?.getBoundingClientRect();
    if (!held.current || !cut || !box) return;
    const start = cut.edges[0] as number;
    const end = cut.edges.at(-1) as number;
    const at = start + ((event.clientX - box.left) / box.width) * (end - start);
    cancelAnimationFrame(drawn.current);
    drawn.current = requestAnimationFrame(() => set(kept(Math.round(first ? at : at - 1), whole)));
  };
  return (
    <div
      ref={knob}
      class={first ? "knob first" : "knob last"}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={whole[0]}
      aria-valuemax={whole[1]}
      aria-valuenow={day}
      aria-valuetext={dayWords(day)}
      title="Arrows move it by a bar, Shift by a day, Alt takes both ends along"
      onKeyDown={(event) => {
        const cut = bins.peek();
        if (!cut) return;
        if (event.key === "Escape") brush.value = null;
        else {
          const to = stepped(event.key, day, whole, cut, first, event.shiftKey);
          if (to === null) return;
          if (event.altKey) brush.value = moved(brush.peek() ?? whole, to - day);
          else set(kept(to, whole));
        }
        event.preventDefault();
      }}
      onPointerDown={(event) => {
        held.current = true;
        knob.current?.setPointerCapture(event.pointerId);
      }}
      onPointerMove={byHand}
      onPointerUp={() => {
        held.current = false;
      }}
    />
  );
}

function kept(day: number, [from, to]: Days): number {
  return Math.max(from, Math.min(to, day));
}

/** Where a key takes an end: arrows by a bin, with Shift by a day, page keys by ten bins. */
export function stepped(
  key: string,
  day: number,
  whole: Days,
  cut: Bins,
  first: boolean,
  finely: boolean,
): number | null {
  if (key === "Home") return whole[0];
  if (key === "End") return whole[1];
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -PAGE,
    PageUp: PAGE,
  };
  const step = steps[key];
  if (step === undefined) return null;
  if (finely) return day + step;
  const bin = Math.max(0, Math.min(cut.edges.length - 2, binAt(cut, day) + step));
  return first ? (cut.edges[bin] as number) : (cut.edges[bin + 1] as number) - 1;
}
