import { useEffect, useRef } from "preact/hooks";
import type { Report } from "../api/schema";
import { Drawn } from "../text/draw";
import { light } from "../text/highlight";
import { prepare } from "../text/prepare";
import "../text/text.css";

type Span = [number, number];

/** The report's text, with the words lit that the place in focus is about. */
export function AdjudicateText({ report, spans }: { report: Report; spans: readonly Span[] }) {
  const box = useRef<HTMLElement>(null);
  const drawn = useRef<Drawn | null>(null);
  useEffect(() => {
    const made = new Drawn(prepare(report));
    drawn.current = made;
    box.current?.replaceChildren(made.root);
  }, [report]);
  const key = spans.join(" ");
  useEffect(() => {
    const ranges = spans
      .map((span) => drawn.current?.range(span))
      .filter((range): range is Range => range != null);
    light("lit", ranges);
    reveal(box.current, ranges[0]);
    return () => light("lit", []);
  }, [report, key]);
  return (
    <section
      class="adjudicate-text text-scroll scroll panel"
      ref={box}
      aria-label="Text of the report"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
      tabIndex={0}
    />
  );
}

/** Scroll only where the words are not in sight, so that the text stays still while one reads. */
function reveal(box: HTMLElement | null, range: Range | undefined): void {
  if (!box || !range) return;
  const words = range.getBoundingClientRect();
  const view = box.getBoundingClientRect();
  if (words.top >= view.top + 8 && words.bottom <= view.bottom - 8) return;
  box.scrollTop += words.top - view.top - view.height / 3;
}
