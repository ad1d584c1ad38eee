import { describe, expect, it } from "vitest";
import { binAt, binsOf, dayFrom, dayWords, isoOf, stepFor, ticks } from "./calendar";
import { counts, extent } from "./days";
import { stepped } from "./Handle";
import { during, fits, latestFirst, NO_DAY } from "./incidents";
import { madeIncidents } from "./made";

const day = (iso: string) => dayFrom(iso) as number;

describe("days", () => {
  it("are dates and back", () => {
    expect(isoOf(day("2024-02-29"))).toBe("2024-02-29");
    expect(dayWords(day("2024-03-12"))).toBe("12 March 2024");
    expect(dayFrom("2024-02")).toBeNull();
    expect(dayFrom("1969-12-31")).toBe(-1);
  });
});

describe("bins", () => {
  it("are as fine as the span lets them be", () => {
    const from = day("2020-01-01");
    const steps = [30, 400, 3650, 15_000].map((span) => stepFor([from, from + span]));
    expect(steps).toEqual(["day", "week", "month", "year"]);
  });

  it("begin on Mondays and on the first of a month, before the epoch too", () => {
    for (const iso of ["2023-05-17", "1961-03-08"]) {
      const weeks = binsOf([day(iso), day(iso) + 500]);
      for (const edge of weeks.edges) expect(new Date(edge * 86_400_000).getUTCDay()).toBe(1);
      const months = binsOf([day(iso), day(iso) + 3000]);
      for (const edge of months.edges) expect(isoOf(edge)).toMatch(/-01$/);
      expect(months.edges[0]).toBeLessThanOrEqual(day(iso));
    }
  });

  it("hold every incident with a date once", () => {
    const incidents = madeIncidents(
      Array.from({ length: 400 }, (_, i) => ({
        lat: 0,
        lon: 0,
        first: i % 40 ? 18_000 + 3 * i : null,
      })),
    );
    const bins = binsOf(extent(incidents) as [number, number]);
    const found = counts(incidents, bins, new Uint8Array(400).fill(1));
    expect(found.reduce((a, b) => a + b, 0)).toBe(390);
  });

  it("give an end of the brush whole bins to step by", () => {
    const whole = [day("2020-01-15"), day("2029-12-20")] as const;
    const bins = binsOf(whole);
    const from = day("2021-03-01");
    expect(isoOf(stepped("ArrowRight", from, whole, bins, true, false) as number)).toBe(
      "2021-04-01",
    );
    expect(
      isoOf(stepped("ArrowLeft", day("2021-03-31"), whole, bins, false, false) as number),
    ).toBe("2021-02-28");
    expect(stepped("ArrowRight", from, whole, bins, true, true)).toBe(from + 1);
    expect(stepped("Home", from, whole, bins, true, false)).toBe(whole[0]);
    expect(stepped("a", from, whole, bins, true, false)).toBeNull();
    expect(binAt(bins, day("1990-01-01"))).toBe(0);
  });

  it("have an axis that is not crowded", () => {
    for (const span of [5, 60, 400, 3000, 12_000]) {
      const found = ticks([day("2020-01-05"), day("2020-01-05") + span], 10);
      expect(found.length).toBeGreaterThan(0);
      expect(found.length).toBeLessThanOrEqual(12);
    }
  });
});

describe("filters", () => {
  const incidents = madeIncidents([
    { lat: 0, lon: 0, first: 100, last: 110, type: 0, country: 0 },
    { lat: 0, lon: 0, first: 120, type: 1, country: 1, contested: 1 },
    { lat: 0, lon: 0, first: null, type: 1, country: 0 },
  ]);
  const none = { type: "", country: "", contested: false };

  it("go by type, country and what is contested", () => {
    expect([...fits(incidents, none)]).toEqual([1, 1, 1]);
    expect([...fits(incidents, { ...none, type: "PROTEST" })]).toEqual([0, 1, 1]);
    expect([...fits(incidents, { ...none, country: "SYR" })]).toEqual([1, 0, 1]);
    expect([...fits(incidents, { ...none, contested: true })]).toEqual([0, 1, 0]);
    expect([...fits(incidents, { ...none, country: "FRA" })]).toEqual([0, 0, 0]);
  });

  it("keep what touches the brushed days, and without a brush what has no date", () => {
    const keep = fits(incidents, none);
    expect([...during(incidents, keep, null)]).toEqual([1, 1, 1]);
    expect([...during(incidents, keep, [110, 119])]).toEqual([1, 0, 0]);
    expect([...during(incidents, keep, [0, 200])]).toEqual([1, 1, 0]);
  });

  it("list the latest first and what has no date last", () => {
    expect([...latestFirst(incidents)]).toEqual([1, 0, 2]);
    expect(incidents.first[2]).toBe(NO_DAY);
  });
});
