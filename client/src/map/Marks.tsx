// Incidents on the map. Size is how many; colour the type; a diamond says contested, so that no colour
// is needed for it; a dashed or soft circle is the area in which a place lies.
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { coarse } from "./atlas";
import type { Frame } from "./camera";
import type { Mark } from "./cluster";
import { arcPath, arcs, type Groups, mixOf } from "./groups";
import type { Incidents } from "./incidents";
import type { Box } from "./labels";
import { markWords } from "./words";

interface Props {
  marks: readonly Mark[];
  incidents: Incidents;
  groups: Groups;
  frame: Frame;
  margin: number;
  /** Key of the mark that Tab goes to. */
  current: string | null;
  open: ReadonlySet<number> | null;
}

export function countryName(alpha3: string): string {
  return coarse.value?.countries.find((c) => c.alpha3 === alpha3)?.name ?? alpha3;
}

export function wordsOf(mark: Mark, incidents: Incidents): string {
  return markWords(mark, incidents, countryName(incidents.countries[mark.country] ?? ""));
}

/** A mark's name begins with what is written on it, for those who speak to their computer. */
function nameOf(mark: Mark, incidents: Incidents): string {
  const words = wordsOf(mark, incidents);
  const written = short(mark.count);
  return words.startsWith(`${written} `) ? words : `${written}: ${words}`;
}

/** Whether a mark lies in the frame itself, where a person can see it. */
export function visible(mark: Mark, frame: Frame): boolean {
  const [x, y] = badgeAt(mark, frame);
  return x >= 0 && y >= 0 && x <= frame.width && y <= frame.height;
}

/** Where the number stands: on the rim of an area, so that it does not cover what lies within. */
export function badgeAt(mark: Mark, frame: Frame): [number, number] {
  return [mark.x, mark.y - Math.min(mark.area, frame.height * 0.35)];
}

/** Areas in which places lie, under all marks. */
export function Areas({ marks, frame, margin }: Pick<Props, "marks" | "frame" | "margin">) {
  return (
    <g transform={`translate(${frame.width * margin} ${frame.height * margin})`}>
      {marks
        .filter((mark) => mark.area > 0)
        .map((mark) => (
          <circle
            key={mark.key}
            cx={mark.x}
            cy={mark.y}
            r={mark.area}
            class={`area area-${mark.precision}`}
          />
        ))}
    </g>
  );
}

/** Where numbers stand, for names to keep away from. */
export function boxes(marks: readonly Mark[], frame: Frame): Box[] {
  return marks.flatMap((mark): Box[] => {
    const [x, y] = badgeAt(mark, frame);
    const half = mark.layer ? (mark.tight ? 6 : 14) : mark.radius;
    const tall = mark.layer ? 9 : mark.radius;
    return half >= 6 ? [[x - half, y - tall, x + half, y + tall]] : [];
  });
}

/** Pixels to which the drawn marks are anchored: a pan within them moves the group and no mark. */
const ANCHOR = 2048;

/** The marks. What is done with them is heard by the picture, which finds a mark by its key. */
export function Marks({ marks, incidents, groups, frame, margin, current, open }: Props) {
  const drawn = useRef(new Map<string, Drawn>());
  const [x0, y0] = [frame.cx * frame.k - frame.width / 2, frame.cy * frame.k - frame.height / 2];
  const ax = Math.round(x0 / ANCHOR) * ANCHOR;
  const ay = Math.round(y0 / ANCHOR) * ANCHOR;
  const now = new Map<string, Drawn>();
  for (const mark of marks) {
    const [x, y] = badgeAt(mark, frame);
    const at = `translate(${(x + x0 - ax).toFixed(1)} ${(y + y0 - ay).toFixed(1)})`;
    const opened = open?.size ? mark.cells.some((cell) => open.has(cell)) : false;
    const tab = mark.key === current;
    const as = `${at} ${mark.radius} ${mark.tight} ${opened} ${tab} ${mark.head} ${mark.tail} ${mark.contested} ${mark.killed} ${mark.mix.join()}`;
    const before = drawn.current.get(mark.key);
    now.set(
      mark.key,
      before?.as === as
        ? before
        : {
            as,
            element: (
              <OneMark
                key={mark.key}
                mark={mark}
                at={at}
                opened={opened}
                tab={tab}
                words={nameOf(mark, incidents)}
                groups={groups}
              />
            ),
          },
    );
  }
  drawn.current = now;
  return (
    <g
      transform={`translate(${frame.width * margin + ax - x0} ${frame.height * margin + ay - y0})`}
    >
      {Array.from(now.values(), ({ element }) => element)}
    </g>
  );
}

/** An element that is passed again as it was is not looked at again. */
interface Drawn {
  as: string;
  element: VNode;
}

interface OneProps {
  mark: Mark;
  at: string;
  opened: boolean;
  tab: boolean;
  words: string;
  groups: Groups;
}

function OneMark({ mark, at, opened, tab, words, groups }: OneProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button
    <g
      role="button"
      tabindex={tab ? 0 : -1} // SVG knows it in small letters only
      data-mark={mark.key}
      class={opened ? "mark open" : "mark"}
      transform={at}
      aria-label={words}
      aria-pressed={opened}
    >
      <Shape mark={mark} groups={groups} />
    </g>
  );
}

/** A disc is a place; a plate is an area or a country that a place lies in. */
function Shape({ mark, groups }: { mark: Mark; groups: Groups }) {
  const pieces = arcs(mixOf(mark.mix, groups));
  if (mark.layer) return <Plate mark={mark} pieces={pieces} />;
  const reach = Math.max(12, mark.radius + 2); // a target of at least 24 pixels
  if (mark.count === 1) {
    const colour = `m-${pieces[0]?.group ?? 0}`;
    return (
      <>
        <circle r={reach} class="reach" />
        {mark.contested ? (
          <path d="M0-7L7 0L0 7L-7 0Z" class={`one ${colour}`} />
        ) : (
          <circle r={5} class={`one ${colour}`} />
        )}
      </>
    );
  }
  const wide = mark.radius >= 11 ? 4 : 3;
  const radius = Math.max(mark.radius, 6.5);
  return (
    <>
      <circle r={reach} class="reach" />
      <circle r={radius} class="many" />
      {pieces.map(({ group, from, to }) => (
        <path
          key={group}
          d={arcPath(radius - wide / 2, from, to)}
          class={`ring m-${group}`}
          stroke-width={wide}
        />
      ))}
      {radius >= 10 && <text class="count">{short(mark.count)}</text>}
      {mark.contested > 0 && <Notch x={radius * Math.SQRT1_2} y={-radius * Math.SQRT1_2} />}
    </>
  );
}

/** Says that some are contested, at the upper right. */
function Notch({ x, y }: { x: number; y: number }) {
  return <path d="M0-4.5L4.5 0L0 4.5L-4.5 0Z" class="notch" transform={`translate(${x} ${y})`} />;
}

/** The number, and a bar of the types below it; only the bar where there is no room. */
function Plate({ mark, pieces }: { mark: Mark; pieces: ReturnType<typeof arcs> }) {
  const words = short(mark.count);
  const half = mark.tight ? 5 : 6.5 + words.length * 3.3;
  const [top, foot] = mark.tight ? [-5, 2] : [-9, 6];
  return (
    <>
      <rect x={-half - 4} y={-12} width={2 * half + 8} height={24} class="reach" />
      <rect x={-half} y={top} width={2 * half} height={foot + 3 - top} class="plate" />
      {pieces.map(({ group, from, to }) => (
        <rect
          key={group}
          x={-half + from * 2 * half}
          y={foot}
          width={(to - from) * 2 * half}
          height={3}
          class={`bar m-${group}`}
        />
      ))}
      {!mark.tight && (
        <text class="count" y={-1.5}>
          {words}
        </text>
      )}
      {mark.contested > 0 && <Notch x={half} y={top} />}
    </>
  );
}

/** 1,234 as 1.2k: what fits into a disc. */
export function short(count: number): string {
  if (count < 1000) return String(count);
  return count < 10_000
    ? `${(Math.floor(count / 100) / 10).toFixed(1)}k`
    : `${Math.floor(count / 1000)}k`;
}
