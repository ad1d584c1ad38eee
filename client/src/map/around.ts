// What happened within so many kilometres of a place: a circle as a filter, kept in the address.
import { geoDistance } from "d3-geo";
import { type Bounds, type Frame, toScreen } from "./camera";
import type { Incidents } from "./incidents";
import { EARTH } from "./planes";
import { isCountry } from "./precision";

export interface Point {
  name: string;
  lat: number;
  lon: number;
}

export interface Around extends Point {
  km: number;
}

/** Radii to choose from, in km. */
export const RADII: readonly number[] = [10, 25, 50, 100, 250];
const FURTHEST = 2000;

/** 1 where an incident's point lies in the circle. What is only known to be in a country has none. */
export function within(incidents: Incidents, { lat, lon, km }: Around): Uint8Array {
  const found = new Uint8Array(incidents.n);
  const most = km / EARTH;
  for (let i = 0; i < incidents.n; i++) {
    if (isCountry(incidents.precision[i] as number)) continue;
    const at: [number, number] = [incidents.lon[i] as number, incidents.lat[i] as number];
    if (geoDistance(at, [lon, lat]) <= most) found[i] = 1;
  }
  return found;
}

/** A box with the circle in it, to look at. */
export function boundsAround({ lat, lon, km }: Around): Bounds {
  const up = (km / EARTH) * (180 / Math.PI);
  const across = up / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  return { south: lat - up, north: lat + up, west: lon - across, east: lon + across };
}

/** The circle on the screen. It is round on the closer sheet, which keeps shapes. */
export function ringOf(around: Around, frame: Frame): { x: number; y: number; r: number } {
  const [x, y] = toScreen(frame, around.lon, around.lat);
  return { x, y, r: (around.km / EARTH) * frame.k * frame.plane.stretch(around.lat) };
}

/** `36.34,43.13,50,Mosul`: latitude, longitude, km, name; what the address keeps. */
export function aroundText({ lat, lon, km, name }: Around): string {
  return [Number(lat.toFixed(3)), Number(lon.toFixed(3)), km, name].join(",");
}

export function aroundFrom(text: string | null): Around | null {
  const [lat, lon, km, ...name] = (text ?? "").split(",");
  const around = { lat: Number(lat), lon: Number(lon), km: Number(km), name: name.join(",") };
  const there = Math.abs(around.lat) <= 90 && Math.abs(around.lon) <= 180;
  return there && around.km > 0 && around.km <= FURTHEST ? around : null;
}

/** A place without a name, by its degrees: "36.3° N 43.1° E". */
export function degrees(lat: number, lon: number): string {
  const side = (value: number, plus: string, minus: string) =>
    `${Math.abs(value).toFixed(1)}° ${value < 0 ? minus : plus}`;
  return `${side(lat, "N", "S")} ${side(lon, "E", "W")}`;
}
