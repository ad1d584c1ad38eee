// Selecting words without a mouse: a caret that walks by words and lines.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Action, useKeys } from "../keys/registry";
import type { Span } from "../text/marks";
import { recordsAt, wordsAt } from "../text/prepare";
import { segmentAt } from "../text/segments";
import { reveal } from "../text/TextPane";
import { step, wordAt } from "../text/words";
import { say } from "../ui/say";
import { toCards } from "./moves";
import { giveWords, menu } from "./SpanMenu";
import { drawing, noteSelection, select, unselect } from "./selection";
import { spansOf } from "./spans";
import { choosing, focus, shown } from "./state";

/** The word where the selection began and the word where it is now. */
const caret = signal<{ anchor: Span; head: Span } | null>(null);
export const walking = signal(false);

function whole(at: { anchor: Span; head: Span }): Span {
  return [Math.min(at.anchor[0], at.head[0]), Math.max(at.anchor[1], at.head[1])];
}

function put(head: Span | null, extend: boolean): void {
  const drawn = drawing.peek();
  if (!drawn || !head) return;
  const anchor = extend ? (caret.peek()?.anchor ?? head) : head;
  caret.value = { anchor, head };
  const span = whole({ anchor, head });
  select(span);
  const range = drawn.range(head);
  const scroller = document.getElementById("text");
  if (range && scroller) reveal(scroller, range);
  say(wordsAt(drawn.prepared, span));
}

/** Begin at what is in focus, else at the first word that is in view. */
export function startCaret(): void {
  const drawn = drawing.peek();
  const view = shown.peek();
  if (!drawn || !view) return;
  const text = document.getElementById("text");
  text?.focus({ preventScroll: true });
  walking.value = true;
  let from = spansOf(view.report, focus.peek())[0]?.[0];
  if (from === undefined && text) {
    const top = text.getBoundingClientRect().top;
    const block = [...drawn.root.children].find((one) => one.getBoundingClientRect().bottom > top);
    from = (block && drawn.point(block, 0)) ?? 0;
  }
  put(wordAt(drawn.prepared, from ?? 0), false);
}

function byWord(way: 1 | -1, extend: boolean): void {
  const drawn = drawing.peek();
  const now = caret.peek();
  if (drawn && now) put(step(drawn.prepared, now.head[0], way), extend);
}

/** A line up or down is the browser's to know: it laid the text out. */
function byLine(way: 1 | -1, extend: boolean): void {
  const drawn = drawing.peek();
  const now = caret.peek();
  const selection = getSelection();
  const range = now && drawn?.range(now.head);
  if (!drawn || !selection || !range) return;
  selection.collapse(range.startContainer, range.startOffset);
  selection.modify("move", way === 1 ? "forward" : "backward", "line");
  const { focusNode, focusOffset } = selection;
  const point = focusNode && drawn.point(focusNode, focusOffset);
  put(point === null ? now.head : wordAt(drawn.prepared, point), extend);
}

export function stopCaret(): void {
  walking.value = false;
  caret.value = null;
  unselect();
}

function openMenu(makes: boolean): void {
  const drawn = drawing.peek();
  const now = caret.peek();
  if (!drawn || !now) return;
  const span = whole(now);
  noteSelection(span);
  const field = choosing.peek();
  if (makes && field) {
    giveWords(field, span);
    stopCaret();
    toCards();
    return;
  }
  const records = recordsAt(drawn.prepared, segmentAt(drawn.prepared.segments.edges, now.head[0]));
  const where = drawn.range(now.head)?.getBoundingClientRect() ?? new DOMRect();
  menu.value = { where, span: makes ? span : null, records, active: true };
}

const ACTIONS: Action[] = [
  { name: "text.left", title: "Word before", run: () => byWord(-1, false) },
  { name: "text.right", title: "Next word", run: () => byWord(1, false) },
  { name: "text.up", title: "Line above", run: () => byLine(-1, false) },
  { name: "text.down", title: "Line below", run: () => byLine(1, false) },
  { name: "text.extend_left", title: "Select back by a word", run: () => byWord(-1, true) },
  { name: "text.extend_right", title: "Select one word more", run: () => byWord(1, true) },
  { name: "text.extend_up", title: "Select up by a line", run: () => byLine(-1, true) },
  { name: "text.extend_down", title: "Select down by a line", run: () => byLine(1, true) },
  { name: "text.make", title: "Make something of these words", run: () => openMenu(true) },
  { name: "text.spans", title: "What stands here", run: () => openMenu(false) },
  {
    name: "text.leave",
    title: "Back to the cards",
    run: () => {
      stopCaret();
      toCards();
    },
  },
];

/** Holds the caret's keys as long as the caret walks. */
export function Caret() {
  useKeys(ACTIONS);
  useEffect(() => {
    const away = (event: MouseEvent) => {
      if (!(event.target instanceof Element && event.target.closest(".span-menu"))) stopCaret();
    };
    document.addEventListener("mousedown", away);
    return () => document.removeEventListener("mousedown", away);
  }, []);
  return null;
}
