import { describe, expect, test } from "vitest";
import { fitting } from "./Pick";
import { inLocal, inUtc } from "./When";
import { plural, range, readable } from "./words";

describe("options that fit", () => {
  const options = ["Assault", "Protest", "Coerce", "Mass assault"].map((label) => ({
    value: label,
    label,
  }));
  test("those that begin so come first", () => {
    expect(fitting(options, "as").map((o) => o.label)).toEqual(["Assault", "Mass assault"]);
    expect(fitting(options, " ")).toHaveLength(4);
    expect(fitting(options, "zz")).toEqual([]);
  });
});

describe("times", () => {
  test("are shown in UTC; a day has no time zone, nor has what came without one", () => {
    expect(inUtc("2023-03-16T12:15:00+03:00")).toBe("16 Mar 2023, 09:15 UTC");
    expect(inUtc("2023-03-16")).toBe("16 Mar 2023");
    expect(inUtc("2023-03-16T12:15:00")).toBe("16 Mar 2023, 12:15");
    expect(inLocal("2023-03-16")).toBeNull();
    expect(inLocal("2023-03-16T12:15:00Z")).not.toBeNull();
    expect(inUtc("once")).toBeNull();
  });
});

describe("words", () => {
  test("of values and numbers", () => {
    expect(readable("state_body")).toBe("state body");
    expect(readable("ASSAULT")).toBe("Assault");
    expect(plural(1, "report")).toBe("1 report");
    expect(plural(1200, "copy", "copies")).toBe("1,200 copies");
  });
  test.each([
    [10, 10, null, "10+"],
    [10, 12, 14, "10–14"],
    [11, 11, 11, "11"],
    [null, null, 20, "up to 20"],
    [24, null, null, "24 or more"],
    [null, null, null, "some"],
  ])("range %s %s %s is %s", (low, best, high, words) => {
    expect(range(low, best, high)).toBe(words);
  });
});
