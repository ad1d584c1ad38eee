import { describe, expect, it } from "vitest";
import { aroundFrom, aroundText, boundsAround, degrees, within } from "./around";
import { madeIncidents } from "./made";

const mosul = { name: "Mosul", lat: 36.335, lon: 43.119, km: 50 };

describe("a circle", () => {
  it("has what lies in it, and nothing that is only known to be in a country", () => {
    const incidents = madeIncidents([
      { lat: 36.34, lon: 43.13 },
      { lat: 36.49, lon: 43.12 }, // Tal Kayf, 17 km
      { lat: 36.19, lon: 44.01 }, // Erbil, 81 km
      { lat: 36.34, lon: 43.13, precision: 6 },
    ]);
    expect([...within(incidents, mosul)]).toEqual([1, 1, 0, 0]);
    expect([...within(incidents, { ...mosul, km: 100 })]).toEqual([1, 1, 1, 0]);
  });

  it("goes over the date line", () => {
    const incidents = madeIncidents([{ lat: 65, lon: -179.9 }]);
    expect([...within(incidents, { name: "", lat: 65, lon: 179.9, km: 20 })]).toEqual([1]);
  });

  it("lies in its bounds", () => {
    const { south, north, west, east } = boundsAround(mosul);
    expect(north - south).toBeCloseTo(0.9, 2);
    expect(east - west).toBeCloseTo(1.116, 2);
  });

  it("is kept in the address, with whatever its name holds", () => {
    const there = { ...mosul, name: "Mosul, old town" };
    expect(aroundFrom(aroundText(there))).toEqual(there);
    expect([null, "", "1,2", "91,2,5,x", "1,2,-5,x", "a,b,c"].map(aroundFrom)).toEqual(
      Array(6).fill(null),
    );
  });

  it("around no place is called by its degrees", () => {
    expect(degrees(-3.21, 40.1)).toBe("3.2° S 40.1° E");
  });
});
