// Moving about: between cards and between reports.
import { address, neighbour } from "../queue/list";
import { go } from "../shell/router";
import { say } from "../ui/say";
import { prefetch } from "./load";
import { spansOf } from "./spans";
import { cardAt, cards, focusOn, looked, scrollTo, shown } from "./state";

/** Bring words of the text into view, where they are not. */
export function showWords(span: [number, number] | undefined): void {
  if (span) scrollTo.value = { span, n: (scrollTo.peek()?.n ?? 0) + 1 };
}

/** To the next or previous card; false at the ends. */
export function moveCard(way: 1 | -1): boolean {
  const at = cardAt.peek();
  const next = at < 0 ? (way === 1 ? 0 : -1) : at + way;
  const to = cards.peek()[next];
  if (!to) {
    if (way === -1) focusOn("");
    return false;
  }
  focusOn(to.path);
  // The fields of the card before are gone, and the focus would be with them.
  if (!inText()) toCards();
  const view = shown.peek();
  if (view) showWords(spansOf(view.report, to.path)[0]);
  return true;
}

/** Put the focus on the list of cards; words of a field are not lit any more. */
export function toCards(): void {
  looked.value = [];
  document.getElementById("cards")?.focus({ preventScroll: true });
}

/** Whether the text has the focus. */
export function inText(): boolean {
  return document.activeElement?.id === "text";
}

export function leaveCard(): void {
  focusOn("");
  toCards();
}

/** To the next or previous report of the queue. */
export function moveReport(way: 1 | -1): void {
  const id = shown.peek()?.report.id ?? "";
  const to = neighbour(id, way);
  if (to) {
    go(`/reports/${to}`);
    return;
  }
  say(
    way === 1 ? "That was the last report of the queue" : "This is the first report of the queue",
  );
  if (way === 1) go(address.peek());
}

/** Get ahead what may be wanted next. */
export function lookAhead(id: string): void {
  prefetch(neighbour(id, 1));
  prefetch(neighbour(id, -1));
}
