// Incidents along time: what they cover, and how many begin in each bin.
import { type Bins, type Days, rangeWords } from "./calendar";
import { type Incidents, NO_DAY } from "./incidents";

/** `12–14 Mar 2024` in a list. */
export function spanWords(first: number, last: number): string {
  return first === NO_DAY ? "no date" : rangeWords(first, last);
}

/** Days that the incidents cover; null where none has a date. */
export function extent(incidents: Incidents): Days | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < incidents.n; i++) {
    const first = incidents.first[i] as number;
    if (first === NO_DAY) continue;
    if (first < from) from = first;
    const last = incidents.last[i] as number;
    if (last > to) to = last;
  }
  return from <= to ? [from, to] : null;
}

/** How many of the kept incidents begin in each bin; `kept` is asked for each index. */
export function counts(incidents: Incidents, bins: Bins, keep: Uint8Array): Uint32Array {
  const found = new Uint32Array(bins.edges.length - 1);
  const start = bins.edges[0] as number;
  for (let i = 0; i < incidents.n; i++) {
    const first = incidents.first[i] as number;
    if (!keep[i] || first === NO_DAY) continue;
    const bin = bins.at[first - start] as number;
    found[bin] = (found[bin] as number) + 1;
  }
  return found;
}
