// Counts a month laid out along time, without gaps, so that a silence looks like one. Spans of many
// years are counted by year, as the map's timeline does it.
import type { Count } from "../api/schema";
import { binAt, binsOf, type Days, dayFrom, isoOf, type Step } from "../map/calendar";

export interface Periods {
  step: Step;
  /** `2024-02`, or `2024` where a period is a year; with the first day of each. */
  periods: { name: string; first: number; count: number }[];
  /** From the first day of the first period to the last day of the last. */
  days: Days;
}

/** Null where no count is of a month. */
export function periodsOf(months: readonly Count[]): Periods | null {
  const dated = months.flatMap(({ value, count }) => {
    const day = dayFrom(`${value}-01`);
    return day === null ? [] : [{ day, count }];
  });
  if (dated.length === 0) return null;
  const known = dated.map(({ day }) => day);
  const bins = binsOf([Math.min(...known), Math.max(...known)], "month");
  const edges = [...bins.edges];
  const end = edges.pop() as number;
  const length = bins.step === "year" ? 4 : 7;
  const periods = edges.map((first) => ({
    name: isoOf(first).slice(0, length),
    first,
    count: 0,
  }));
  for (const { day, count } of dated) {
    const period = periods[binAt(bins, day)];
    if (period) period.count += count;
  }
  return { step: bins.step, periods, days: [edges[0] as number, end - 1] };
}
