// What a person types as a number or a place.
import { describe, expect, test } from "vitest";
import { coordinates } from "./coordinates";
import { inOrder, withBound } from "./tolls";

describe("tolls", () => {
  const at = (low: number | null, best: number | null, high: number | null) => ({
    low,
    best,
    high,
  });
  test.each([
    [at(11, 11, 11), "best", "14", at(14, 14, 14)],
    [at(11, 11, null), "best", "14", at(14, 14, null)],
    [at(10, 12, 14), "best", "13", at(10, 13, 14)],
    [at(11, 11, 11), "high", "", at(11, 11, null)],
    [at(11, 11, 11), "best", "", at(11, null, 11)],
    [at(2, 2, 2), "low", "10+", at(10, 10, null)],
    [at(null, null, null), "best", "5", at(null, 5, null)],
  ] as const)("%o with %s typed as %s", (now, name, text, then) => {
    expect(withBound(now, name, text)).toEqual(then);
  });
  test("words are no number, and numbers have to go up", () => {
    expect(withBound(at(1, 1, 1), "low", "many")).toBeUndefined();
    expect(inOrder(at(10, null, 12))).toBe(true);
    expect(inOrder(at(10, 12, 11))).toBe(false);
    expect(inOrder(at(3, null, 2))).toBe(false);
  });
});

describe("coordinates", () => {
  test.each([
    ["36.34, 43.13", { lat: 36.34, lon: 43.13 }],
    [" -1.29 36.82 ", { lat: -1.29, lon: 36.82 }],
    ["36.34N 43.13W", { lat: 36.34, lon: -43.13 }],
    ["1.5° S, 2° E", { lat: -1.5, lon: 2 }],
    ["96, 43", null],
    ["Mosul", null],
    ["2023-03-14", null],
  ])("%s", (text, point) => {
    expect(coordinates(text)).toEqual(point);
  });
});
