// The words that are selected in the text, with the mouse or by the caret keys.
import { signal } from "@preact/signals";
import type { Drawn } from "../text/draw";
import type { Span } from "../text/marks";
import { snap } from "../text/words";

/** The text that is shown. */
export const drawing = signal<Drawn | null>(null);
const last = signal<Span | null>(null);

/** Words that were selected; kept when the focus goes to a form and the browser forgets them. */
export function noteSelection(span: Span | null): void {
  last.value = span;
}

export function selectedSpan(): Span | null {
  const drawn = drawing.peek();
  const span = last.peek();
  return drawn && span ? snap(drawn.prepared, span) : null;
}

/** Select words as the browser does, so that they can be seen and copied. */
export function select(span: Span): void {
  const range = drawing.peek()?.range(span);
  const selection = getSelection();
  if (!range || !selection) return;
  selection.removeAllRanges();
  selection.addRange(range);
  last.value = span;
}

export function unselect(): void {
  getSelection()?.removeAllRanges();
  last.value = null;
}
