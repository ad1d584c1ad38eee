// A long list of rows of one height, of which only those in view are drawn.
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

interface WindowedProps<T> {
  items: readonly T[];
  /** Height of a row, px. */
  height: number;
  /** Index of the row in focus; it is kept in view. -1: none. */
  active: number;
  /** Draw one row, as `role="option"` with the id `rowId`. */
  row: (item: T, index: number, rowId: string) => ComponentChildren;
  /** Prefix of the ids of rows; also the list's own id. */
  id: string;
  label: string;
  /** The last rows are in view: ask for more. */
  onEnd?: () => void;
  /** Another list is at its top again: what this one is of. */
  scope?: string | undefined;
  class?: string;
}

const SPARE = 6;

/** A listbox: the focus is on the list, the row in focus is told by `aria-activedescendant`. */
export function Windowed<T>({
  items,
  height,
  active,
  row,
  id,
  label,
  onEnd,
  scope,
  class: name,
}: WindowedProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  const fill = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const last = items.length - 1;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      setView((old) =>
        old.top === element.scrollTop && old.height === element.clientHeight
          ? old
          : { top: element.scrollTop, height: element.clientHeight },
      );
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, []);

  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = 0;
  }, [scope]);

  useLayoutEffect(() => {
    if (fill.current) fill.current.style.height = `${items.length * height}px`;
  }, [items.length, height]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || active < 0) return;
    const top = active * height;
    const room = element.clientHeight;
    if (top < element.scrollTop) element.scrollTop = Math.max(0, top - height);
    else if (top + height > element.scrollTop + room) element.scrollTop = top + 2 * height - room;
  }, [active, height, items]);

  const first = Math.max(0, Math.floor(view.top / height) - SPARE);
  const end = Math.min(items.length, Math.ceil((view.top + view.height) / height) + SPARE);
  useLayoutEffect(() => {
    if (end > last - SPARE) onEnd?.();
  }, [end, last, onEnd]);

  const drawn = new Set<number>();
  for (let i = first; i < end; i += 1) drawn.add(i);
  if (active >= 0 && active <= last) drawn.add(active); // what aria-activedescendant names must be there
  return (
    <div
      ref={box}
      id={id}
      class={`windowed scroll ${name ?? ""}`}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={active >= 0 && active <= last ? `${id}-${active}` : undefined}
    >
      <div ref={fill} class="windowed-fill" role="presentation">
        {[...drawn].map((i) => (
          <Placed key={i} top={i * height} height={height}>
            {row(items[i] as T, i, `${id}-${i}`)}
          </Placed>
        ))}
      </div>
    </div>
  );
}

function Placed({
  top,
  height,
  children,
}: {
  top: number;
  height: number;
  children: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!box.current) return;
    box.current.style.transform = `translateY(${top}px)`;
    box.current.style.height = `${height}px`;
  }, [top, height]);
  return (
    <div ref={box} class="windowed-row" role="presentation">
      {children}
    </div>
  );
}
