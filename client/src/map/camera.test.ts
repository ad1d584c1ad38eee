import { describe, expect, it } from "vitest";
import {
  boundsOf,
  fitted,
  frameOf,
  fromScreen,
  STILL,
  shifted,
  toScreen,
  viewFrom,
  viewText,
  wholeWorld,
  zoomedAt,
} from "./camera";
import { bare } from "./gestures";
import { near, world } from "./planes";
import { roundLength } from "./ScaleBar";

const size = { width: 1000, height: 600 };

describe("a view on the screen", () => {
  it("takes a place to the screen and back, on both sheets", () => {
    for (const across of [38_000, 3000, 50]) {
      const frame = frameOf({ lat: 33.5, lon: 36.3, across }, size);
      expect(frame.plane).toBe(across > 8000 ? world : near);
      const [x, y] = toScreen(frame, 36.31, 33.49);
      const [lon, lat] = fromScreen(frame, x, y) as [number, number];
      expect(lon).toBeCloseTo(36.31, 6);
      expect(lat).toBeCloseTo(33.49, 6);
    }
  });

  it("has as many km across as it says", () => {
    const frame = frameOf({ lat: 60, lon: 25, across: 100 }, size);
    const { west, east } = boundsOf(frame);
    const degree = (6371.0088 * Math.PI * Math.cos(Math.PI / 3)) / 180;
    expect((east - west) * degree).toBeCloseTo(100, 3);
  });

  it("shows the world in equal areas: a square degree far north is no larger than it is", () => {
    const frame = frameOf(wholeWorld(size), size);
    const areaAt = (lat: number) => {
      const [ax, ay] = toScreen(frame, 20, lat);
      const [bx, by] = toScreen(frame, 21, lat);
      const [cx, cy] = toScreen(frame, 20, lat + 1);
      return Math.abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
    };
    const ratio = Math.cos((60.5 * Math.PI) / 180) / Math.cos((0.5 * Math.PI) / 180);
    expect(areaAt(60) / areaAt(0)).toBeCloseTo(ratio, 2);
  });

  it("fits bounds, those over the 180th meridian too", () => {
    for (const bounds of [
      { south: 33, west: 35, north: 34.7, east: 36.6 },
      { south: -20, west: 176, north: -16, east: -178 },
    ]) {
      const frame = frameOf(fitted(bounds, size), size);
      for (const lon of [bounds.west, bounds.east]) {
        for (const lat of [bounds.south, bounds.north]) {
          const [x, y] = toScreen(frame, lon, lat);
          expect(x).toBeGreaterThan(0);
          expect(x).toBeLessThan(size.width);
          expect(y).toBeGreaterThan(0);
          expect(y).toBeLessThan(size.height);
        }
      }
      expect(frame.km * size.width).toBeLessThan(3000);
    }
  });

  it("survives the address", () => {
    const view = { lat: 33.513, lon: 36.292, across: 80 };
    expect(viewFrom(viewText(view))).toEqual(view);
    for (const bad of [null, "", "1,2", "91,0,50", "a,b,c", "1,2,-5"])
      expect(viewFrom(bad)).toBeNull();
  });
});

describe("a gesture", () => {
  const view = { lat: 34, lon: 36, across: 800 };
  const frame = frameOf(view, size);

  it("zooms around the point under the hand", () => {
    const before = fromScreen(frame, 700, 150);
    const after = frameOf(shifted(view, frame, zoomedAt(STILL, 2, 700, 150)), size);
    const [lon, lat] = fromScreen(after, 700, 150) as [number, number];
    expect(lon).toBeCloseTo(before?.[0] ?? 0, 4);
    expect(lat).toBeCloseTo(before?.[1] ?? 0, 2);
  });

  it("pans without changing the scale of the sheet", () => {
    const after = frameOf(shifted(view, frame, { scale: 1, dx: 0, dy: 300 }), size);
    expect(after.k).toBeCloseTo(frame.k, 6);
    expect(after.lat).toBeGreaterThan(36);
  });

  it("is drawn anew before the picture's edge comes into view", () => {
    expect(bare(STILL, size, 0.25)).toBe(false);
    expect(bare({ scale: 1, dx: 249, dy: -149 }, size, 0.25)).toBe(false);
    expect(bare({ scale: 1, dx: 251, dy: 0 }, size, 0.25)).toBe(true);
    expect(bare({ scale: 1, dx: 0, dy: -151 }, size, 0.25)).toBe(true);
    expect(bare(zoomedAt(STILL, 0.6, 500, 300), size, 0.25)).toBe(true);
  });
});

describe("the scale", () => {
  it("is a round length that fits", () => {
    expect(roundLength(0.84, 110)).toEqual({ length: 50, pixels: 60 });
    expect(roundLength(40, 110).length).toBe(2000);
  });
});
