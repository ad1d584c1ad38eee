import { describe, expect, it } from "vitest";
import { frameOf } from "./camera";
import { cellOf, type Mark, marksIn } from "./cluster";
import { placed } from "./incidents";
import { madeIncidents } from "./made";

/** Members of a mark by index. */
function membersOf(mark: Mark, next: Int32Array): number[] {
  const found: number[] = [];
  for (let i = mark.head; i >= 0; i = next[i] as number) found.push(i);
  return found;
}

const size = { width: 1000, height: 600 };
const all = (n: number) => new Uint8Array(n).fill(1);

function marksOf(rows: Parameters<typeof madeIncidents>[0], across: number, keep?: Uint8Array) {
  const incidents = madeIncidents(rows);
  const frame = frameOf({ lat: 34, lon: 36, across }, size);
  const at = placed(incidents, frame.plane);
  return { incidents, at, frame, ...marksIn(incidents, at, keep ?? all(incidents.n), frame, 0.25) };
}

const pair = [
  { lat: 34, lon: 36 },
  { lat: 34.05, lon: 36.05 },
];

describe("clusters", () => {
  it("are one mark from afar and split on a closer look", () => {
    expect(marksOf(pair, 3000).marks.map((m) => m.count)).toEqual([2]);
    expect(marksOf(pair, 60).marks.map((m) => m.count)).toEqual([1, 1]);
  });

  it("lose nobody and count nobody twice", () => {
    const rows = Array.from({ length: 500 }, (_, i) => ({
      lat: 33 + (i % 23) / 10,
      lon: 35 + (i % 31) / 10,
      precision: [1, 2, 3, 4, 6, 7][i % 6] as number,
      type: i % 3,
    }));
    for (const across of [30_000, 3000, 700]) {
      const { marks, next } = marksOf(rows, across);
      const members = marks.flatMap((mark) => membersOf(mark, next));
      expect(new Set(members).size).toBe(members.length);
      if (across > 700) expect(members.length).toBe(500);
      for (const mark of marks) {
        expect(membersOf(mark, next).length).toBe(mark.count);
        expect(mark.mix.reduce((a, b) => a + b, 0)).toBe(mark.count);
      }
    }
  });

  it("are found again by their cells, as an opened mark is", () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({
      lat: 33 + i / 90,
      lon: 35 + (i % 9) / 5,
    }));
    const { incidents, at, marks, next, grid } = marksOf(rows, 900);
    const mark = marks[0] as (typeof marks)[number];
    const cells = new Set(mark.cells);
    const found = rows.flatMap((_, i) =>
      cells.has(
        cellOf(grid, at.x[i] as number, at.y[i] as number, 1, incidents.country[i] as number),
      )
        ? [i]
        : [],
    );
    expect(found.sort()).toEqual(membersOf(mark, next).sort());
  });

  it("have areas in proportion to their counts", () => {
    const near = Array.from({ length: 64 }, () => ({ lat: 34, lon: 36 }));
    const far = Array.from({ length: 16 }, () => ({ lat: 34, lon: 46 }));
    const [large, small] = marksOf([...near, ...far], 3000).marks;
    expect(large?.count).toBe(64);
    expect((large?.radius ?? 0) / (small?.radius ?? 1)).toBeCloseTo(2);
  });

  it("keep what is only known to lie within an area apart from exact places", () => {
    const rows = [
      { lat: 34, lon: 36 },
      { lat: 34, lon: 36, precision: 4 },
    ];
    const { marks, frame } = marksOf(rows, 500);
    expect(marks.map((m) => m.count)).toEqual([1, 1]);
    const area = marks.find((m) => m.precision === 4)?.area ?? 0;
    expect(area * frame.km).toBeCloseTo(80, 0);
    expect(marksOf(rows, 20_000).marks.map((m) => m.count)).toEqual([2]);
  });

  it("are a country's where no more is known, at any scale", () => {
    const rows = [
      { lat: 34, lon: 36 },
      { lat: 34, lon: 36, precision: 6, country: 1 },
    ];
    for (const across of [30_000, 300]) {
      expect(
        marksOf(rows, across)
          .marks.map((m) => m.country)
          .sort(),
      ).toEqual([-1, 1]);
    }
  });

  it("stay as they are while a person pans", () => {
    const rows = Array.from({ length: 300 }, (_, i) => ({
      lat: 33 + (i % 17) / 9,
      lon: 35 + (i % 29) / 11,
    }));
    const incidents = madeIncidents(rows);
    const keysAt = (lon: number) => {
      const frame = frameOf({ lat: 34, lon, across: 900 }, size);
      const found = marksIn(incidents, placed(incidents, frame.plane), all(300), frame, 0.25);
      return new Map(found.marks.map((mark) => [mark.key, mark.count]));
    };
    const [before, after] = [keysAt(36), keysAt(36.4)];
    expect(before.size).toBeGreaterThan(5);
    for (const [key, count] of before) expect(after.get(key)).toBe(count);
  });

  it("hold only what is kept and in view", () => {
    expect(marksOf(pair, 60, Uint8Array.from([0, 1])).marks.map((m) => m.head)).toEqual([1]);
    expect(marksOf([{ lat: -34, lon: -120 }], 60).marks).toEqual([]);
  });
});
