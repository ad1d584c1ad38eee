import { useLayoutEffect, useState } from "preact/hooks";

/** The width in pixels of the element that the returned ref is given to, as it changes; 0 before. */
export function useWidth<T extends HTMLElement>(): [(element: T | null) => void, number] {
  const [element, take] = useState<T | null>(null);
  const [width, set] = useState(0);
  useLayoutEffect(() => {
    if (!element) return;
    const watching = new ResizeObserver(() => set(element.clientWidth));
    watching.observe(element);
    set(element.clientWidth);
    return () => watching.disconnect();
  }, [element]);
  return [take, width];
}
