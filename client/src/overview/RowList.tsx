// A list that is walked by key and grows as it is read. Rows out of sight cost nothing: the browser
// leaves them out (`content-visibility`), and a key draws only the row that was left and the one that
// was gone to. So a list of thousands needs no windowing by script.
import { type Signal, useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useKeys } from "../keys/registry";
import { go } from "../shell/router";
import "./overview.css";

interface Props<R> {
  /** Before the dot in the keymap: `incidents` for `incidents.next`. */
  name: string;
  label: string;
  rows: readonly R[];
  keyOf: (row: R) => string;
  hrefOf: (row: R) => string;
  row: (row: R) => ComponentChildren;
  busy: boolean;
  empty: ComponentChildren;
  /** Loads the next page; null where this is all. */
  more: (() => void) | null;
}

/** Where a person was in a list, so that coming back leads there again. */
const places = new Map<string, { key: string; address: string }>();

export function RowList<R>(props: Props<R>) {
  const { name, rows, more, keyOf } = props;
  const list = useRef<HTMLOListElement>(null);
  const remembered = places.get(name);
  const known = remembered?.address === location.search;
  const at = useSignal(known ? (remembered?.key ?? "") : "");

  // Read when a key is pressed, not when the list was drawn: keys may be quicker than drawing.
  const here = () =>
    Math.max(
      rows.findIndex((row) => keyOf(row) === at.peek()),
      0,
    );
  const linkAt = (index: number) =>
    list.current?.querySelectorAll<HTMLElement>("a.row-link")[index];

  useLayoutEffect(() => {
    const first = rows[here()];
    if (first) at.value = keyOf(first);
  }, [rows]);

  // Coming back leads to the row that was left, once it is there.
  const back = useRef(known);
  useEffect(() => {
    if (!back.current || rows.length === 0) return;
    back.current = false;
    const link = linkAt(here());
    link?.scrollIntoView({ block: "nearest" });
    link?.focus({ preventScroll: true });
  }, [rows]);

  function goTo(index: number): void {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!row) return;
    linkAt(rows.indexOf(row))?.focus(); // which makes it the place where one is
    if (index >= rows.length - 3) more?.();
  }

  /** The first key only shows where one is. */
  const inside = () => list.current?.contains(document.activeElement) ?? false;
  useKeys([
    { name: `${name}.next`, title: "Next", run: () => goTo(here() + Number(inside())) },
    { name: `${name}.previous`, title: "Previous", run: () => goTo(here() - Number(inside())) },
    {
      name: `${name}.open`,
      title: "Open",
      run: () => {
        const row = rows[here()];
        if (row) go(props.hrefOf(row));
      },
    },
  ]);

  return (
    <div class="row-list-box" aria-busy={props.busy}>
      <ol class="row-list panel" ref={list} aria-label={props.label} hidden={rows.length === 0}>
        {rows.map((row) => (
          <Row key={keyOf(row)} id={keyOf(row)} of={row} list={name} at={at} shared={props} />
        ))}
      </ol>
      {rows.length === 0 && !props.busy && <p class="soft empty">{props.empty}</p>}
      <End more={more} busy={props.busy} />
    </div>
  );
}

interface RowProps<R> {
  id: string;
  of: R;
  list: string;
  at: Signal<string>;
  shared: Pick<Props<R>, "hrefOf" | "row">;
}

/** Drawn anew where it becomes, or was, the place where one is; the list itself is not. */
function Row<R>({ id, of, list, at, shared }: RowProps<R>) {
  const here = useComputed(() => at.value === id);
  return (
    <li class={here.value ? "here" : undefined}>
      <a
        class="row-link"
        href={shared.hrefOf(of)}
        tabIndex={here.value ? 0 : -1}
        onFocus={() => {
          at.value = id;
          places.set(list, { key: id, address: location.search });
        }}
      >
        {shared.row(of)}
      </a>
    </li>
  );
}

/** The end of what is loaded: in sight, it asks for more. */
function End({ more, busy }: { more: (() => void) | null; busy: boolean }) {
  const mark = useRef<HTMLDivElement>(null);
  const now = useRef(more);
  now.current = more;
  useEffect(() => {
    if (!mark.current) return;
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some((e) => e.isIntersecting)) now.current?.();
      },
      { rootMargin: "600px" },
    );
    seen.observe(mark.current);
    return () => seen.disconnect();
  }, []);
  return (
    <div ref={mark} class="row-list-end">
      {more && (
        <button type="button" class="plain" onClick={more} disabled={busy}>
          More
        </button>
      )}
    </div>
  );
}
