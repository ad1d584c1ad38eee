import { describe, expect, it } from "vitest";
import { frameOf } from "./camera";
import { marksIn } from "./cluster";
import { arcPath, arcs, COLOURS, groupsOf, mixOf } from "./groups";
import { placed } from "./incidents";
import { short } from "./Marks";
import { madeIncidents } from "./made";
import { isCountry, precisionWords, RADIUS } from "./precision";
import { markWords } from "./words";

const rows = [0, 1, 1].map((type) => ({ lat: 34, lon: 36, type, killed: type ? -1 : 3 }));

describe("groups of types", () => {
  it("go by how common a type is, whatever is filtered", () => {
    const groups = groupsOf(madeIncidents(rows));
    expect(groups.names.slice(0, 2)).toEqual(["protest", "assault"]);
    expect(mixOf(Uint32Array.from([4, 9, 0]), groups)[0]).toBe(9);
    expect(groups.names.length).toBeLessThanOrEqual(COLOURS);
  });

  it("make a ring that closes", () => {
    const found = arcs([1, 0, 3]);
    expect(found.map(({ group }) => group)).toEqual([0, 2]);
    expect(found[0]?.to).toBe(0.25);
    expect(found.at(-1)?.to).toBe(1);
    expect(arcPath(5, 0, 1).match(/A/g)).toHaveLength(2);
  });
});

describe("precision", () => {
  it("is wider the less is known, as UCDP's where_prec has it", () => {
    expect(RADIUS[2]).toBe(25);
    for (const p of [2, 3, 4]) expect(RADIUS[p]).toBeGreaterThan(RADIUS[p - 1] as number);
    expect([1, 2, 3, 4, 5, 6, 7].filter(isCountry)).toEqual([5, 6]);
    expect(precisionWords(null)).toBe("place not known");
  });
});

describe("marks in words", () => {
  it("say how many, of what, how many killed, how exactly", () => {
    const incidents = madeIncidents(rows);
    const frame = frameOf({ lat: 34, lon: 36, across: 900 }, { width: 900, height: 600 });
    const keep = new Uint8Array(3).fill(1);
    const [mark] = marksIn(incidents, placed(incidents, frame.plane), keep, frame, 0).marks;
    expect(mark && markWords(mark, incidents, "")).toBe(
      "3 incidents; 2 protest, 1 assault; 3 killed",
    );
    const one = marksIn(
      incidents,
      placed(incidents, frame.plane),
      Uint8Array.from([1, 0, 0]),
      frame,
      0,
    );
    expect(markWords(one.marks[0] as NonNullable<typeof mark>, incidents, "")).toBe(
      "Assault, 8 Jan 2022, 3 killed; exact place",
    );
  });

  it("are short where there is little room", () => {
    expect([7, 999, 1234, 45_678].map(short)).toEqual(["7", "999", "1.2k", "45k"]);
  });
});
