// Two sheets to draw on: the world in an equal-area projection, so that dense regions are not made
// large or small by it; closer, Mercator, which keeps shapes and has north up everywhere.
import {
  type GeoProjection,
  geoEqualEarth,
  geoEqualEarthRaw,
  geoMercator,
  geoMercatorRaw,
} from "d3-geo";

/** Mean radius of the earth in km (IUGG R1). */
export const EARTH = 6371.0088;
/** The map is cut at 169° W, in the Bering Strait, and not through Chukotka. */
const MERIDIAN = 11;
const RADIANS = Math.PI / 180;
/** Paths are written in thousandths of the sheet's unit, which keeps their text short. */
export const PATH_UNITS = 1000;

/** A sheet: places in units of the earth's radius, y downwards. */
export interface Plane {
  readonly name: "world" | "near";
  readonly forward: (lon: number, lat: number) => [number, number];
  /** Degrees; null off the sheet. */
  readonly inverse: (x: number, y: number) => [number, number] | null;
  /** Sheet units to a radian on the ground at this latitude. */
  readonly stretch: (lat: number) => number;
  /** For d3's paths, in `PATH_UNITS`. */
  readonly projection: () => GeoProjection;
}

/** Degrees east of the sheet's own meridian, in [-180, 180). */
export function eastward(lon: number): number {
  return ((((lon - MERIDIAN + 180) % 360) + 360) % 360) - 180;
}

/** The furthest that Mercator goes without running off: the usual square world. */
const FURTHEST = 85.05;

export const world: Plane = {
  name: "world",
  forward(lon, lat) {
    const [x, y] = geoEqualEarthRaw(eastward(lon) * RADIANS, lat * RADIANS);
    return [x, -y];
  },
  inverse(x, y) {
    const found = geoEqualEarthRaw.invert?.(x, -y);
    if (!found) return null;
    const [lon, lat] = found;
    if (!(Math.abs(lon) <= Math.PI && Math.abs(lat) <= Math.PI / 2)) return null;
    return [wrap(lon / RADIANS + MERIDIAN), lat / RADIANS];
  },
  stretch: () => 1,
  projection: () =>
    geoEqualEarth().rotate([-MERIDIAN, 0]).scale(PATH_UNITS).translate([0, 0]).precision(0.3),
};

export const near: Plane = {
  name: "near",
  forward(lon, lat) {
    const kept = Math.max(-FURTHEST, Math.min(FURTHEST, lat));
    const [x, y] = geoMercatorRaw(eastward(lon) * RADIANS, kept * RADIANS);
    return [x, -y];
  },
  inverse(x, y) {
    if (Math.abs(x) > Math.PI) return null;
    const lat = 2 * Math.atan(Math.exp(-y)) - Math.PI / 2;
    return [wrap(x / RADIANS + MERIDIAN), lat / RADIANS];
  },
  stretch: (lat) => 1 / Math.cos(Math.max(-FURTHEST, Math.min(FURTHEST, lat)) * RADIANS),
  projection: () =>
    geoMercator().rotate([-MERIDIAN, 0]).scale(PATH_UNITS).translate([0, 0]).precision(0.3),
};

function wrap(lon: number): number {
  return ((((lon + 180) % 360) + 360) % 360) - 180;
}
