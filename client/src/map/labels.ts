// Names on the map: the more important first, and none over another.

export interface Label<T> {
  of: T;
  words: string;
  /** Middle of the words on the screen. */
  x: number;
  y: number;
}

/** Pixels of a letter, on the safe side for the fonts of the desk. */
const LETTER = 0.56;

/** The labels that have room, in the order in which they came. */
export function withRoom<T>(
  labels: Iterable<Label<T>>,
  size: number,
  most: number,
  taken: readonly Box[] = [],
): Label<T>[] {
  const kept: Label<T>[] = [];
  const boxes: Box[] = [...taken];
  for (const label of labels) {
    if (kept.length >= most) break;
    const box = boxOf(label, size);
    if (boxes.some((other) => overlap(box, other))) continue;
    kept.push(label);
    boxes.push(box);
  }
  return kept;
}

/** Left, top, right, bottom. */
export type Box = readonly [number, number, number, number];

function boxOf(label: { words: string; x: number; y: number }, size: number): Box {
  const half = (label.words.length * size * LETTER) / 2 + 3;
  return [label.x - half, label.y - size * 0.75, label.x + half, label.y + size * 0.75];
}

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
