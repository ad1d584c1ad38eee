// Moving the map: while a hand moves, the drawn picture is moved as a whole, which costs the browser
// nothing; it is drawn anew when the hand rests or nears the picture's edge.
import { type Shift, type Size, STILL, zoomedAt } from "./camera";

/** Milliseconds without movement after which the picture is drawn anew. */
const REST = 140;
/** Pixels within which a press is a click. */
const CLICK = 4;

export interface Moved {
  size: () => Size;
  /** Draw the picture moved. */
  show: (shift: Shift) => void;
  /** The movement is over: look at what it shows now. */
  settle: (shift: Shift) => void;
}

export interface Gestures {
  pan: (dx: number, dy: number) => void;
  /** Zoom by a factor at a point, the middle by default. */
  zoom: (factor: number, x?: number, y?: number) => void;
  /** Whether the press that ended just now moved the map, and so is no click. */
  dragged: () => boolean;
  stop: () => void;
}

/** Listen on an element. `room` is the part of the size that is drawn around the frame. */
export function gestures(element: HTMLElement, room: number, moved: Moved): Gestures {
  let shift = STILL;
  let timer = 0;
  let drawn = 0;
  let travelled = 0;
  let apart = 0;
  const held = new Map<number, { x: number; y: number }>();

  const settle = () => {
    clearTimeout(timer);
    cancelAnimationFrame(drawn);
    drawn = 0;
    if (shift === STILL) return;
    const done = shift;
    shift = STILL;
    moved.settle(done);
  };
  const change = (next: Shift) => {
    shift = next;
    if (!drawn) {
      drawn = requestAnimationFrame(() => {
        drawn = 0;
        if (shift === STILL) return;
        if (bare(shift, moved.size(), room)) settle();
        else moved.show(shift);
      });
    }
    clearTimeout(timer);
    timer = window.setTimeout(settle, REST);
  };
  const pan = (dx: number, dy: number) => {
    change({ scale: shift.scale, dx: shift.dx + dx, dy: shift.dy + dy });
  };
  const zoom = (factor: number, x?: number, y?: number) => {
    const { width, height } = moved.size();
    change(zoomedAt(shift, factor, x ?? width / 2, y ?? height / 2));
  };
  const at = (event: MouseEvent) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const down = (event: PointerEvent) => {
    if (event.button || (event.target as Element).closest("button, input, a")) return;
    held.set(event.pointerId, at(event));
    if (held.size === 1) travelled = 0;
    apart = 0;
  };
  const move = (event: PointerEvent) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    held.set(event.pointerId, now);
    if (held.size === 1) {
      travelled += Math.hypot(now.x - before.x, now.y - before.y);
      if (travelled <= CLICK) return;
      // Captured only now: a press that does not move stays a click on what it met.
      if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
      pan(now.x - before.x, now.y - before.y);
      return;
    }
    travelled = CLICK + 1;
    const [one, two] = [...held.values()] as [typeof now, typeof now];
    const distance = Math.hypot(one.x - two.x, one.y - two.y);
    if (apart) zoom(distance / apart, (one.x + two.x) / 2, (one.y + two.y) / 2);
    pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    apart = distance;
  };
  const up = (event: PointerEvent) => {
    held.delete(event.pointerId);
    apart = 0;
    if (!held.size) settle();
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const { x, y } = at(event);
    const lines = event.deltaMode === 1 ? 16 : 1;
    const step = Math.max(-120, Math.min(120, event.deltaY * lines));
    zoom(2 ** (-step / (event.ctrlKey ? 60 : 240)), x, y);
  };
  const twice = (event: MouseEvent) => {
    if ((event.target as Element).closest("button, [role=button]")) return;
    const { x, y } = at(event);
    zoom(event.shiftKey ? 0.5 : 2, x, y);
  };

  element.addEventListener("pointerdown", down);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", up);
  element.addEventListener("wheel", wheel, { passive: false });
  element.addEventListener("dblclick", twice);
  return {
    pan,
    zoom,
    dragged: () => travelled > CLICK,
    stop: () => {
      clearTimeout(timer);
      cancelAnimationFrame(drawn);
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", up);
      element.removeEventListener("pointercancel", up);
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("dblclick", twice);
    },
  };
}

/** Whether the moved picture no longer covers the frame, or is too coarse to go on with. */
export function bare({ scale, dx, dy }: Shift, { width, height }: Size, room: number): boolean {
  const [mx, my] = [width * room, height * room];
  if (scale > 4 || scale < 0.5) return true;
  return (
    dx - mx * scale > 0 ||
    dy - my * scale > 0 ||
    dx + (width + mx) * scale < width ||
    dy + (height + my) * scale < height
  );
}
