// Days since 1970-01-01 as dates, and the bins and ticks of an axis of time.

/** First and last day of a span, both inside. */
export type Days = readonly [number, number];

const STEPS = ["day", "week", "month", "year"] as const;
export type Step = (typeof STEPS)[number];

const DAY = 86_400_000;
const EPOCH_MONDAY = -3; // 1969-12-29

export function dateOf(day: number): Date {
  return new Date(day * DAY);
}

export function isoOf(day: number): string {
  return dateOf(day).toISOString().slice(0, 10);
}

export function dayFrom(iso: string | null): number | null {
  if (!iso || !/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const at = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(at) ? null : Math.floor(at / DAY);
}

const long = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

export function dayWords(day: number): string {
  return long.format(dateOf(day));
}

const short = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** `12–14 Mar 2024`, or `12 Mar 2024` where the first is the last. */
export function rangeWords(first: number, last: number): string {
  return short.formatRange(dateOf(first), dateOf(last));
}

/** Bins that a screen can show: days up to a season, weeks up to three years, then months, years. */
export function stepFor([from, to]: Days): Step {
  const days = to - from + 1;
  if (days <= 120) return "day";
  if (days <= 3 * 366) return "week";
  return days <= 25 * 366 ? "month" : "year";
}

function startOf(day: number, step: Step): number {
  if (step === "day") return day;
  if (step === "week") return Math.floor((day - EPOCH_MONDAY) / 7) * 7 + EPOCH_MONDAY;
  const date = dateOf(day);
  const month = step === "month" ? date.getUTCMonth() : 0;
  return Date.UTC(date.getUTCFullYear(), month, 1) / DAY;
}

function next(start: number, step: Step): number {
  if (step === "day") return start + 1;
  if (step === "week") return start + 7;
  const date = dateOf(start);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return (step === "month" ? Date.UTC(year, month + 1, 1) : Date.UTC(year + 1, 0, 1)) / DAY;
}

/** Borders of bins: bin i goes from `edges[i]` to the day before `edges[i + 1]`. */
export interface Bins {
  step: Step;
  edges: Int32Array;
  /** Bin by day since the first edge: one look instead of a search. */
  at: Uint16Array;
}

/** Bins over some days, none finer than `finest`: what is counted by month has no days to show. */
export function binsOf(days: Days, finest: Step = "day"): Bins {
  const found = stepFor(days);
  const step = STEPS.indexOf(found) < STEPS.indexOf(finest) ? finest : found;
  const edges = [startOf(days[0], step)];
  while ((edges.at(-1) as number) <= days[1]) edges.push(next(edges.at(-1) as number, step));
  const start = edges[0] as number;
  const at = new Uint16Array((edges.at(-1) as number) - start);
  for (let b = 0; b + 1 < edges.length; b++) {
    at.fill(b, (edges[b] as number) - start, (edges[b + 1] as number) - start);
  }
  return { step, edges: Int32Array.from(edges), at };
}

/** The bin that has a day, or the nearest one. */
export function binAt(bins: Bins, day: number): number {
  const start = bins.edges[0] as number;
  return bins.at[Math.max(0, Math.min(bins.at.length - 1, day - start))] as number;
}

/** Ticks of the axis: days with the words to write there, not more than `most`. */
export function ticks([from, to]: Days, most: number): { day: number; words: string }[] {
  const days = to - from + 1;
  const months = [1, 3, 6, 12, 24, 60, 120, 240].find((m) => days / 30.4 / m <= most) ?? 600;
  const found: { day: number; words: string }[] = [];
  if (days <= most * 7) {
    const every = days <= most ? 1 : 7;
    for (let day = startOf(from, "week"); day <= to; day += every) {
      if (day >= from) found.push({ day, words: day_.format(dateOf(day)) });
    }
    return found;
  }
  const date = dateOf(from);
  for (let m = 0; ; m++) {
    const first = new Date(Date.UTC(date.getUTCFullYear(), m * months, 1));
    const day = first.getTime() / DAY;
    if (day > to) return found;
    if (day < from) continue;
    const words = first.getUTCMonth() ? month_.format(first) : String(first.getUTCFullYear());
    found.push({ day, words });
  }
}

const day_ = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const month_ = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });
