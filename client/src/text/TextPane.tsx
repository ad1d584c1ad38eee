// The text of a report with its marks. What is drawn is put in as it is; Preact does not look inside.
import type { ReadonlySignal } from "@preact/signals";
import { useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Drawn } from "./draw";
import { light } from "./highlight";
import type { Span } from "./marks";
import { recordsAt } from "./prepare";
import "./text.css";

export interface TextPaneProps {
  drawn: Drawn;
  /** Words of what is in focus. */
  lit: ReadonlySignal<readonly Span[]>;
  /** Words of what the mouse is on elsewhere. */
  hovered: ReadonlySignal<readonly Span[]>;
  /** Words of a candidate or a field. */
  looked: ReadonlySignal<readonly Span[]>;
  /** Words to bring into view. */
  scrollTo: ReadonlySignal<{ span: Span; n: number } | null>;
  /** Kinds of marks that are not shown. */
  hidden: ReadonlySignal<readonly string[]>;
  /** A word was clicked: objects that stand there, the innermost first; none on plain text. */
  onPick: (records: string[], where: DOMRect) => void;
  onHover: (record: string) => void;
  /** Words were selected with the mouse. */
  onSelect: (span: Span, where: DOMRect) => void;
  /** Before the text, scrolling with it. */
  children?: ComponentChildren;
}

/** Bring a range into view where it is not; a third from the top, so that what follows is seen. */
export function reveal(scroller: HTMLElement, range: Range): void {
  // A block far away is not laid out: go to the block first, then to the words.
  const block = (range.startContainer.parentElement as Element).closest(".block");
  const box = scroller.getBoundingClientRect();
  const seen = (rect: DOMRect) => rect.top >= box.top + 8 && rect.bottom <= box.bottom - 8;
  const far = block?.getBoundingClientRect();
  if (far && (far.bottom < box.top || far.top > box.bottom))
    scroller.scrollTop += far.top - box.top - box.height / 3;
  const rect = range.getClientRects()[0] ?? range.getBoundingClientRect();
  if (!seen(rect)) scroller.scrollTop += rect.top - box.top - box.height / 3;
}

export function TextPane(props: TextPaneProps) {
  const { drawn } = props;
  const scroller = useRef<HTMLElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  const text = useRef(drawn.prepared.text);

  useLayoutEffect(() => {
    if (holder.current?.firstChild !== drawn.root) holder.current?.replaceChildren(drawn.root);
    if (text.current !== drawn.prepared.text && scroller.current) scroller.current.scrollTop = 0;
    text.current = drawn.prepared.text;
  }, [drawn]);

  const current = useRef(drawn);
  current.current = drawn;
  const ranges = (spans: readonly Span[]) => spans.map((span) => current.current.range(span));
  useSignalEffect(() => light("lit", ranges(props.lit.value)));
  useSignalEffect(() => light("hovered", ranges(props.hovered.value)));
  useSignalEffect(() => light("looked", ranges(props.looked.value)));
  useEffect(() => {
    light("lit", ranges(props.lit.peek()));
    light("looked", ranges(props.looked.peek()));
  }, [drawn]);
  useSignalEffect(() => {
    const to = props.scrollTo.value;
    const range = to && current.current.range(to.span);
    if (range && scroller.current) reveal(scroller.current, range);
  });
  useSignalEffect(() => {
    const names = props.hidden.value.map((kind) => `no-${kind}`).join(" ");
    if (holder.current) holder.current.className = `text-holder ${names}`;
  });

  const at = (target: EventTarget | null): string[] => {
    const segment = drawn.at(target as Node | null);
    return segment === null ? [] : recordsAt(drawn.prepared, segment);
  };
  const selected = (): { span: Span; where: DOMRect } | null => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!holder.current?.contains(range.commonAncestorContainer)) return null;
    const from = drawn.point(range.startContainer, range.startOffset);
    const to = drawn.point(range.endContainer, range.endOffset);
    return from === null || to === null || to <= from
      ? null
      : { span: [from, to], where: range.getBoundingClientRect() };
  };
  return (
    <section
      ref={scroller}
      id="text"
      class="text-scroll scroll"
      aria-label="Text of the report"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
    >
      {props.children}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keyboard has the list of cards and the caret */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      {/* biome-ignore lint/a11y/useKeyWithMouseEvents: see above */}
      <div
        ref={holder}
        class="text-holder"
        onMouseOver={(event) => props.onHover(at(event.target)[0] ?? "")}
        onMouseLeave={() => props.onHover("")}
        onClick={(event) => {
          const found = selected();
          if (found) props.onSelect(found.span, found.where);
          else {
            const x = event.clientX;
            props.onPick(at(event.target), new DOMRect(x, event.clientY - 8, 1, 16));
          }
        }}
      />
    </section>
  );
}
