// Colour stands for the type of event. Only a few colours can be told apart: the commonest types of
// the whole collection have one each, the others share grey. Filters do not change it.
import type { Incidents } from "./incidents";

/** Colours of map.css, `--m-0` to `--m-4`; the last group is grey. */
export const COLOURS = 5;

export interface Groups {
  /** Group by type. */
  of: Uint8Array;
  /** What the legend says, a line a group. */
  names: string[];
}

export function groupsOf(incidents: Incidents): Groups {
  const counts = new Float64Array(incidents.types.length);
  for (const type of incidents.type) counts[type] = (counts[type] as number) + 1;
  const order = [...counts.keys()].sort(
    (a, b) =>
      (counts[b] as number) - (counts[a] as number) ||
      (incidents.types[a] as string).localeCompare(incidents.types[b] as string),
  );
  const of = new Uint8Array(incidents.types.length).fill(COLOURS);
  const first = order.slice(0, COLOURS);
  for (const [rank, type] of first.entries()) of[type] = rank;
  const names = first.map((type) => typeWords(incidents.types[type] as string));
  return { of, names: order.length > COLOURS ? [...names, "other types"] : names };
}

/** Members of a mark by group. */
export function mixOf(mix: Uint32Array, groups: Groups): number[] {
  const found = new Array<number>(COLOURS + 1).fill(0);
  for (const [type, count] of mix.entries()) {
    const group = groups.of[type] as number;
    found[group] = (found[group] as number) + count;
  }
  return found;
}

/** `ASSAULT` as a word among words. */
export function typeWords(type: string): string {
  return type.toLowerCase().replaceAll("_", " ");
}

/** Borders of a ring's pieces, in turns from the top. */
export function arcs(parts: readonly number[]): { group: number; from: number; to: number }[] {
  const total = parts.reduce((sum, part) => sum + part, 0);
  let from = 0;
  return parts.flatMap((part, group) => {
    if (!part) return [];
    const piece = { group, from, to: from + part / total };
    from = piece.to;
    return [piece];
  });
}

/** An SVG path along a circle around the origin. */
export function arcPath(radius: number, from: number, to: number): string {
  const at = (turn: number) => {
    const angle = turn * 2 * Math.PI - Math.PI / 2;
    return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
  };
  if (to - from > 0.999)
    return `M${at(0)}A${radius} ${radius} 0 1 1 ${at(0.5)}A${radius} ${radius} 0 1 1 ${at(0)}`;
  return `M${at(from)}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}`;
}
