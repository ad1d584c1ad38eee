import { describe, expect, it } from "vitest";
import { incident, toll, view } from "./fixtures";
import { chartOf, HEIGHT, MOST, roundStep, spread } from "./tollChart";
import { pointsOf } from "./tollPoints";

const told = (accounts: ReturnType<typeof toll>[]) =>
  pointsOf(view({ incident: incident({ accounts: { killed: accounts } }) }), "killed");

describe("the chart of a toll", () => {
  it("is not drawn for one figure", () => {
    expect(chartOf(told([toll(9)]))).toBeNull();
  });

  it("rises where an origin tells more, and ends at the figure that stands", () => {
    const chart = chartOf(
      told([
        toll(9, { told: "2021-03-04T10:00:00Z", superseded_by: "12" }),
        toll(12, { told: "2021-03-06T10:00:00Z" }),
      ]),
    );
    const [line] = chart?.lines ?? [];
    expect(line?.value).toBe("12");
    const [first, second] = line?.marks ?? [];
    expect(first?.x).toBeLessThan(second?.x ?? 0);
    expect(first?.y).toBeGreaterThan(second?.y ?? 0); // more is higher up
    expect(line?.path).toBe(`M${first?.x} ${first?.y}H${second?.x}V${second?.y}H${chart?.right}`);
  });

  it("sets what has no time apart, and says where", () => {
    const chart = chartOf(told([toll(9, { told: "2021-03-04" }), toll(12, { origins: ["o_2"] })]));
    expect(chart?.undated).not.toBeNull();
    expect(chart?.lines[1]?.marks[0]?.x).toBe(chart?.undated);
  });

  it("keeps two origins with the same figure apart", () => {
    const chart = chartOf(told([toll(9, { told: "2021-03-04", origins: ["o_1", "o_2"] })]));
    const [a, b] = chart?.lines ?? [];
    expect(Math.abs((a?.endY ?? 0) - (b?.endY ?? 0))).toBeGreaterThanOrEqual(4);
    expect(Math.abs((a?.labelY ?? 0) - (b?.labelY ?? 0))).toBeGreaterThanOrEqual(14);
  });

  it("draws a denied figure as no step", () => {
    const chart = chartOf(
      told([
        toll(9, { told: "2021-03-04", denied: true }),
        toll(2, { told: "2021-03-05", origins: ["o_2"] }),
      ]),
    );
    expect(chart?.lines[0]?.path).toBe("");
    expect(chart?.lines[0]?.value).toBe("not 9");
  });

  it("says how many origins it leaves out", () => {
    const names = Array.from({ length: MOST + 3 }, (_, i) => `o_${i + 1}`);
    const seen = view({
      origins: names.map((id) => ({
        id,
        name: id,
        kind: "source" as const,
        reports: [],
        rule: "",
        rules: [],
        circle: [],
      })),
      incident: incident({
        accounts: { killed: names.map((id, i) => toll(i, { origins: [id] })) },
      }),
    });
    expect(chartOf(pointsOf(seen, "killed"))?.leftOut).toBe(3);
  });

  it("has some four round steps up to the highest figure", () => {
    expect([1, 4, 9, 19, 100, 1234].map(roundStep)).toEqual([1, 1, 5, 5, 50, 500]);
  });
});

describe("labels", () => {
  it("stand apart, in the order of their wishes, within the bounds", () => {
    const at = spread([100, 100, 101, 0], 15, 10, HEIGHT);
    expect(at[3]).toBe(10);
    const [a, b, c] = at as [number, number, number, number];
    expect(b - a).toBeCloseTo(15);
    expect(c - b).toBeCloseTo(15);
    expect((a + b + c) / 3).toBeCloseTo(100 + 1 / 3);
  });

  it("stay inside when all wish for the edge", () => {
    const at = spread([200, 200, 200], 15, 10, 100);
    expect(Math.max(...at)).toBeLessThanOrEqual(100);
    expect([...at].sort((x, y) => x - y)).toEqual([70, 85, 100]);
  });
});
