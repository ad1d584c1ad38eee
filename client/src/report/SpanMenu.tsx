// What stands at a place of the text, and what can be made of the words selected there.
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Span } from "../text/marks";
import { snap } from "../text/words";
import { nameOf } from "./fields";
import { withWords } from "./given";
import { toCards } from "./moves";
import { ONE, parsed, valueAt } from "./paths";
import { drawing, noteSelection, unselect } from "./selection";
import {
  choosing,
  editing,
  focus,
  focusOn,
  nearby,
  shown,
  tollWords,
  type WordField,
} from "./state";
import { correct, make } from "./verdicts";

interface Menu {
  where: DOMRect;
  /** Words to make something of. */
  span: Span | null;
  /** Objects whose words stand there. */
  records: readonly string[];
  /** Whether the menu takes the focus. */
  active: boolean;
}

export const menu = signal<Menu | null>(null);

interface Item {
  key: string;
  title: string;
  run: () => void;
  current?: boolean;
}

const KINDS = [
  ["e", "event"],
  ["s", "statement"],
  ["a", "actor"],
  ["p", "place"],
  ["t", "time"],
] as const;

export function closeMenu(refocus = true): void {
  if (menu.peek()?.active && refocus)
    document.getElementById("text")?.focus({ preventScroll: true });
  menu.value = null;
}

/** Give words to a field of words. */
export function giveWords(field: WordField, span: Span): void {
  const view = shown.peek();
  if (!view) return;
  if (field.kind === "tolls") {
    tollWords.value = span;
    editing.value = field.path;
    return;
  }
  correct(
    field.path,
    withWords(field.kind, valueAt(view.report, field.path), span, view.report.actors),
  );
  unselect();
}

function itemsOf(now: Menu): Item[] {
  const view = shown.value;
  if (!view) return [];
  const items: Item[] = [];
  const { span } = now;
  const drawn = drawing.peek();
  if (span && drawn) {
    const words = snap(drawn.prepared, span);
    const field = choosing.value ?? nearby.value;
    if (field)
      items.push({
        key: "Enter",
        title: `Use as ${field.label.toLowerCase()}`,
        run: () => giveWords(field, words),
      });
    for (const [key, kind] of KINDS) {
      items.push({
        key,
        title: `Make ${kind === "event" || kind === "actor" ? "an" : "a"} ${kind}`,
        run: () => void make(kind, words),
      });
    }
  }
  now.records.forEach((path, i) => {
    const at = parsed(path);
    if (!at) return;
    items.push({
      key: String(i + 1),
      current: focus.value === path,
      title: `${ONE[at.collection]}: ${nameOf(view.report, at.collection, at.id)}`,
      run: () => focusOn(path),
    });
  });
  return items;
}

export function SpanMenu({ onTaken }: { onTaken: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const now = menu.value;
  useLayoutEffect(() => {
    const element = box.current;
    if (!now || !element) return;
    const { where } = now;
    const height = element.offsetHeight;
    const top =
      where.bottom + 6 + height > innerHeight
        ? Math.max(4, where.top - height - 6)
        : where.bottom + 6;
    element.style.top = `${top}px`;
    element.style.left = `${Math.max(4, Math.min(where.left, innerWidth - element.offsetWidth - 8))}px`;
    if (now.active) element.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
  }, [now]);
  useEffect(() => {
    if (!now) return;
    const away = (event: Event) => {
      if (!(event.target instanceof Node && box.current?.contains(event.target))) menu.value = null;
    };
    document.addEventListener("mousedown", away);
    return () => document.removeEventListener("mousedown", away);
  }, [now]);
  if (!now) return null;
  const items = itemsOf(now);
  if (!items.length) return null;
  const take = (item: Item) => {
    closeMenu(false);
    // What was picked or made is in focus in the list: the keys go there.
    toCards();
    item.run();
    onTaken();
    noteSelection(null);
  };
  return (
    <div
      ref={box}
      class="span-menu"
      role="menu"
      data-own-keys
      aria-label={now.span ? "Make of the selected words" : "What stands here"}
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        const buttons = [...(box.current?.querySelectorAll<HTMLElement>("button") ?? [])];
        const at = buttons.indexOf(document.activeElement as HTMLElement);
        const item = items.find((one) => one.key === event.key && one.key !== "Enter");
        if (event.key === "Escape") closeMenu();
        else if (event.key === "ArrowDown") buttons[(at + 1) % buttons.length]?.focus();
        else if (event.key === "ArrowUp")
          buttons[(at - 1 + buttons.length) % buttons.length]?.focus();
        else if (item) take(item);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role="menuitem"
          class={item.current ? "current" : ""}
          onClick={() => take(item)}
        >
          <kbd>{item.key}</kbd> <bdi class="cut">{item.title}</bdi>
        </button>
      ))}
    </div>
  );
}
