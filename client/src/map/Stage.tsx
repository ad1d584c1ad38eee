// The picture itself: borders, names, areas, marks; moved by hand, wheel, keys and buttons.
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useKeys } from "../keys/registry";
import { say } from "../ui/say";
import { plural } from "../ui/words";
import { ringOf } from "./around";
import { CREDIT, need } from "./atlas";
import { BaseMap, CountryNames } from "./BaseMap";
import { type Frame, type Shift, type Size, STILL, shifted, wholeWorld } from "./camera";
import type { Mark } from "./cluster";
import { type Gestures, gestures } from "./gestures";
import { Areas, badgeAt, boxes, Marks, visible, wordsOf } from "./Marks";
import { useMarkEvents } from "./markEvents";
import { near } from "./planes";
import { ScaleBar } from "./ScaleBar";
import {
  around,
  frame,
  groups,
  incidents,
  look,
  MARGIN,
  marks,
  national,
  openCells,
  pick,
  picked,
  size,
  view,
} from "./state";
import { Tip } from "./Tip";
import { Towns } from "./Towns";
import { followTowns } from "./towns";

/** Share of the frame that an arrow key moves the map by. */
const STEP = 0.18;

export function Stage() {
  const box = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [picture, setPicture] = useState<SVGSVGElement | null>(null);
  const hand = useRef<Gestures | null>(null);
  const pointed = useSignal<Mark | null>(null);
  const current = useSignal<string | null>(null);
  const towns = useMemo(() => followTowns(() => frame.value), []);
  const tinted = useComputed(
    () => new Set([...national.value.keys()].map((c) => incidents.value?.countries[c] ?? "")),
  );

  useLayoutEffect(() => {
    const element = box.current as HTMLDivElement;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const now = size.peek();
      if (width && height && (now?.width !== width || now.height !== height)) {
        size.value = { width, height };
      }
    };
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    measure();
    hand.current = gestures(element, MARGIN, {
      size: () => size.peek() ?? { width: 1, height: 1 },
      show: (shift) => place(sheet.current, shift),
      settle: (shift) => {
        const now = frame.peek();
        if (!now) return;
        pointed.value = null;
        look(shifted(view.peek() ?? wholeWorld(now), now, shift));
      },
    });
    return () => {
      watching.disconnect();
      hand.current?.stop();
      towns.stop();
    };
  }, [pointed, towns]);

  const now = frame.value;
  const all = incidents.value;
  const shown = marks.value;
  // Once the new picture is drawn, it stands where the moved one stood.
  useLayoutEffect(() => place(sheet.current, STILL), [now]);
  useEffect(() => {
    if (shown) need(near); // so that the first closer look finds its borders there
  }, [shown]);

  const inside = useMemo(
    () => (now && shown ? shown.marks.filter((mark) => visible(mark, now)) : []),
    [now, shown],
  );
  const taken = useMemo(() => (now && shown ? boxes(shown.marks, now) : []), [now, shown]);
  const held = inside.some((mark) => mark.key === current.value);
  const tab = (held ? current.value : inside[0]?.key) ?? null;
  useKeepFocus(box, tab, shown?.marks ?? []);

  const open = (mark: Mark) => {
    if (hand.current?.dragged() || !all) return;
    const again = picked.peek() && mark.cells.every((cell) => picked.peek()?.cells.has(cell));
    pick(again ? null : mark);
    say(
      again
        ? "The list shows all in view"
        : `The list shows ${plural(mark.count, "incident")} here`,
    );
  };
  const walk = (step: number) => {
    const focused = document.activeElement?.closest("[data-mark]")?.getAttribute("data-mark");
    const at = inside.findIndex((mark) => mark.key === focused);
    const to = inside[at < 0 ? 0 : (at + step + inside.length) % inside.length];
    if (!to) return say("No incidents in view");
    current.value = to.key;
    box.current?.querySelector<SVGElement>(`[data-mark="${to.key}"]`)?.focus();
  };
  useMarkEvents(picture, (key) => shown?.marks.find((mark) => mark.key === key) ?? null, {
    open,
    point: (mark) => {
      pointed.value = mark;
    },
    focus: (mark) => {
      current.value = mark.key;
      pointed.value = mark;
    },
  });
  const pan = (x: number, y: number) => {
    if (now) hand.current?.pan(x * STEP * now.width, y * STEP * now.width);
  };
  useKeys([
    { name: "map.left", title: "Map: look further west", run: () => pan(1, 0) },
    { name: "map.right", title: "Map: look further east", run: () => pan(-1, 0) },
    { name: "map.up", title: "Map: look further north", run: () => pan(0, 1) },
    { name: "map.down", title: "Map: look further south", run: () => pan(0, -1) },
    { name: "map.in", title: "Map: closer", run: () => hand.current?.zoom(1.6) },
    { name: "map.out", title: "Map: wider", run: () => hand.current?.zoom(1 / 1.6) },
    { name: "map.whole", title: "Map: the whole world", run: () => look(null) },
    { name: "map.next", title: "Map: next smaller group of incidents", run: () => walk(1) },
    { name: "map.previous", title: "Map: next larger group of incidents", run: () => walk(-1) },
  ]);

  return (
    <div class="map-stage" ref={box}>
      <div class="map-sheet" ref={sheet}>
        {now && (
          <svg class="map-picture" {...drawn(now)} aria-hidden="true">
            <BaseMap frame={now} margin={MARGIN} tinted={tinted.value} />
            <CountryNames frame={now} margin={MARGIN} taken={taken} />
            <Towns towns={towns.towns.value} frame={now} margin={MARGIN} taken={taken} />
            <Ring frame={now} />
            {shown && <Areas marks={shown.marks} frame={now} margin={MARGIN} />}
          </svg>
        )}
        {now && all && groups.value && shown && (
          // biome-ignore lint/a11y/useSemanticElements: a group of buttons in a picture
          <svg
            class="map-picture"
            {...drawn(now)}
            role="group"
            aria-label="Incidents on the map, the largest groups first"
            ref={setPicture}
          >
            <Marks
              marks={shown.marks}
              incidents={all}
              groups={groups.value}
              frame={now}
              margin={MARGIN}
              current={tab}
              open={openCells.value}
            />
          </svg>
        )}
      </div>
      {now && all && pointed.value && (
        <Tip at={badgeAt(pointed.value, now)} frame={now} words={wordsOf(pointed.value, all)} />
      )}
      <div class="map-buttons">
        <button
          type="button"
          title="Closer"
          aria-label="Closer"
          onClick={() => hand.current?.zoom(1.6)}
        >
          +
        </button>
        <button
          type="button"
          title="Wider"
          aria-label="Wider"
          onClick={() => hand.current?.zoom(1 / 1.6)}
        >
          −
        </button>
        <button
          type="button"
          title="The whole world"
          aria-label="The whole world"
          onClick={() => look(null)}
        >
          ⌂
        </button>
      </div>
      {now && <ScaleBar km={now.km} />}
      <p class="map-credit">{CREDIT}</p>
    </div>
  );
}

/** The circle that what is shown lies in. */
function Ring({ frame }: { frame: Frame }) {
  if (!around.value) return null;
  const { x, y, r } = ringOf(around.value, frame);
  return (
    <circle class="around" cx={x + frame.width * MARGIN} cy={y + frame.height * MARGIN} r={r} />
  );
}

/** The picture is larger than the frame, so that a pan has something to show. */
function drawn({ width, height }: Size) {
  return { width: width * (1 + 2 * MARGIN), height: height * (1 + 2 * MARGIN) };
}

function place(sheet: HTMLElement | null, { scale, dx, dy }: Shift): void {
  const now = size.peek();
  if (!sheet || !now) return;
  const [mx, my] = [now.width * MARGIN, now.height * MARGIN];
  const [x, y] = [dx - mx * scale, dy - my * scale];
  sheet.style.transform = `translate3d(${x}px, ${y}px, 0) scale(${scale})`;
}

/** A mark that had the focus and fell apart or joined others hands it on to the first one. */
function useKeepFocus(
  box: { current: HTMLDivElement | null },
  current: string | null,
  shown: readonly Mark[],
): void {
  const had = useRef(false);
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (had.current && (!focused || focused === document.body)) {
      box.current?.querySelector<SVGElement>(`[data-mark="${current}"]`)?.focus();
    }
    had.current = document.activeElement?.hasAttribute("data-mark") ?? false;
  }, [shown]);
  useEffect(() => {
    const follow = () => {
      had.current = document.activeElement?.hasAttribute("data-mark") ?? false;
    };
    document.addEventListener("focusin", follow);
    return () => document.removeEventListener("focusin", follow);
  }, []);
}
