// Overlapping spans cut into segments that do not overlap: elements nest, spans overlap as they like.
// The text is cut at every border of every mark; a segment knows which kinds cover it and how deep
// it lies in what others say. Work and output are linear in the text and the marks.
import { KINDS, type TextMark } from "./marks";

const BIT = Object.fromEntries(KINDS.map((kind, i) => [kind, i])) as Record<string, number>;

export interface Segments {
  /** Code-point offsets: segment i is [edges[i], edges[i + 1]). */
  edges: number[];
  /** Bit k is set where a mark of `KINDS[k]` covers the segment. */
  masks: Uint16Array;
  /** In how many statements, one inside the other, the segment stands. */
  levels: Uint8Array;
  /** Segments at which a mark begins, by kind: where a label is set. */
  starts: Uint16Array;
  /** Each mark as a run [first, last) of segments, in the order of the marks. */
  runs: [number, number][];
}

export function segment(
  length: number,
  marks: readonly TextMark[],
  cuts: Iterable<number>,
): Segments {
  const within = (at: number) => Math.max(0, Math.min(at, length));
  const borders = new Set<number>([0, length]);
  for (const cut of cuts) borders.add(within(cut));
  for (const { span } of marks) borders.add(within(span[0])).add(within(span[1]));
  const edges = [...borders].sort((a, b) => a - b);
  const index = new Map(edges.map((edge, i) => [edge, i]));
  const count = Math.max(0, edges.length - 1);
  const runs = marks.map(({ span }): [number, number] => {
    const first = index.get(within(span[0])) ?? 0;
    return [first, Math.max(first, index.get(within(span[1])) ?? first)];
  });

  const change = new Map<number, [kind: number, depth: number, step: number][]>();
  const note = (at: number, kind: number, depth: number, step: number) => {
    const there = change.get(at);
    if (there) there.push([kind, depth, step]);
    else change.set(at, [[kind, depth, step]]);
  };
  const starts = new Uint16Array(count);
  runs.forEach(([first, last], i) => {
    const mark = marks[i];
    if (!mark || first === last) return;
    const kind = BIT[mark.kind] ?? 0;
    starts[first] = (starts[first] ?? 0) | (1 << kind);
    note(first, kind, mark.depth, 1);
    note(last, kind, mark.depth, -1);
  });

  const masks = new Uint16Array(count);
  const levels = new Uint8Array(count);
  const open = new Array<number>(KINDS.length).fill(0);
  const deep: number[] = [];
  for (let i = 0, mask = 0, level = 0; i < count; i += 1) {
    for (const [kind, depth, step] of change.get(i) ?? []) {
      open[kind] = (open[kind] ?? 0) + step;
      mask = open[kind] ? mask | (1 << kind) : mask & ~(1 << kind);
      if (depth) deep[depth] = (deep[depth] ?? 0) + step;
    }
    if (change.has(i)) {
      level = 0;
      deep.forEach((n, depth) => {
        if (n && depth > level) level = depth;
      });
    }
    masks[i] = mask;
    levels[i] = level;
  }
  return { edges, masks, levels, starts, runs };
}

/** The segment that holds a code point. */
export function segmentAt(edges: readonly number[], point: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= point) low = middle;
    else high = middle;
  }
  return low;
}
