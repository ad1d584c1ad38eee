// One set of listeners for all marks, so that a mark that stays as it is need not be drawn again to be
// about what it now stands for.
import { useEffect, useRef } from "preact/hooks";
import type { Mark } from "./cluster";

interface Does {
  open: (mark: Mark) => void;
  /** The pointer or the focus came to a mark, or left. */
  point: (mark: Mark | null) => void;
  focus: (mark: Mark) => void;
}

/** Listen on the picture; `find` gives the mark of a key. What is done may change with every render. */
export function useMarkEvents(
  picture: SVGElement | null,
  find: (key: string) => Mark | null,
  does: Does,
): void {
  const now = useRef({ find, does });
  now.current = { find, does };
  useEffect(() => {
    if (!picture) return;
    const at = (event: Event) => {
      const key = (event.target as Element).closest("[data-mark]")?.getAttribute("data-mark");
      return key ? now.current.find(key) : null;
    };
    const heard: [string, (event: Event) => void][] = [
      ["click", (event) => given(at(event), now.current.does.open)],
      [
        "keydown",
        (event) => {
          const { key } = event as KeyboardEvent;
          const mark = key === "Enter" || key === " " ? at(event) : null;
          if (!mark) return;
          event.preventDefault();
          now.current.does.open(mark);
        },
      ],
      ["pointerover", (event) => now.current.does.point(at(event))],
      ["pointerleave", () => now.current.does.point(null)],
      ["focusin", (event) => given(at(event), now.current.does.focus)],
      ["focusout", () => now.current.does.point(null)],
    ];
    for (const [name, listener] of heard) picture.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of heard) picture.removeEventListener(name, listener);
    };
  }, [picture]);
}

function given(mark: Mark | null, run: (mark: Mark) => void): void {
  if (mark) run(mark);
}
