// What the map looks at, and where that puts things on the screen.
import { EARTH, near, type Plane, world } from "./planes";

/** Where a person looks: the middle in degrees, and how many km the map's width covers there. */
export interface View {
  lon: number;
  lat: number;
  across: number;
}

export interface Size {
  width: number;
  height: number;
}

/** A view on a screen: a point of the plane lies at `(x - cx) * k + width / 2`. */
export interface Frame extends Size {
  plane: Plane;
  cx: number;
  cy: number;
  k: number;
  lat: number;
  /** Kilometres to a pixel in the middle. */
  km: number;
}

/** Degrees: south, west, north, east. */
export interface Bounds {
  south: number;
  west: number;
  north: number;
  east: number;
}

/** Coarser than this, the whole world is drawn in one equal-area sheet. */
const WORLD_FROM = 8;
const CLOSEST = 6;
const WIDEST = 42_000;
const WHOLE: View = { lon: 11, lat: 12, across: 38_000 };

export function frameOf(view: View, size: Size): Frame {
  const km = view.across / size.width;
  const plane = km > WORLD_FROM ? world : near;
  const [cx, cy] = plane.forward(view.lon, view.lat);
  const k = EARTH / km / plane.stretch(view.lat);
  return { ...size, plane, cx, cy, k, lat: view.lat, km };
}

/** The whole world as large as it fits. */
export function wholeWorld(size: Size): View {
  return { ...WHOLE, across: Math.max(WHOLE.across, (size.width / size.height) * 17_200) };
}

export function screenX(frame: Frame, x: number): number {
  return (x - frame.cx) * frame.k + frame.width / 2;
}

export function screenY(frame: Frame, y: number): number {
  return (y - frame.cy) * frame.k + frame.height / 2;
}

export function toScreen(frame: Frame, lon: number, lat: number): [number, number] {
  const [x, y] = frame.plane.forward(lon, lat);
  return [screenX(frame, x), screenY(frame, y)];
}

/** Degrees under a point of the screen; null outside the world. */
export function fromScreen(frame: Frame, x: number, y: number): [number, number] | null {
  return frame.plane.inverse(
    (x - frame.width / 2) / frame.k + frame.cx,
    (y - frame.height / 2) / frame.k + frame.cy,
  );
}

/** What a gesture did to the picture: `screen' = scale * screen + (dx, dy)`. */
export interface Shift {
  scale: number;
  dx: number;
  dy: number;
}

export const STILL: Shift = { scale: 1, dx: 0, dy: 0 };

/** One shift and then a zoom by `factor` that leaves the point (x, y) where it is. */
export function zoomedAt(shift: Shift, factor: number, x: number, y: number): Shift {
  return {
    scale: shift.scale * factor,
    dx: x - (x - shift.dx) * factor,
    dy: y - (y - shift.dy) * factor,
  };
}

/** The view that shows what the shifted picture showed. */
export function shifted(view: View, frame: Frame, shift: Shift): View {
  const x = (frame.width / 2 - shift.dx) / shift.scale;
  const y = (frame.height / 2 - shift.dy) / shift.scale;
  const middle = fromScreen(frame, x, y) ?? [view.lon, view.lat];
  const lat = Math.max(-80, Math.min(80, middle[1]));
  // Panning keeps the scale of the sheet, so that nothing on it changes its size.
  const km = EARTH / frame.plane.stretch(lat) / frame.k / shift.scale;
  return limited({ lon: middle[0], lat, across: km * frame.width });
}

function limited(view: View): View {
  return { ...view, across: Math.max(CLOSEST, Math.min(WIDEST, view.across)) };
}

/** The closest view that has all of the bounds in it, with a margin. */
export function fitted(bounds: Bounds, size: Size, margin = 0.12): View {
  const lat = (bounds.south + bounds.north) / 2;
  const east = bounds.east < bounds.west ? bounds.east + 360 : bounds.east;
  const lon = (bounds.west + east) / 2;
  const narrow = Math.cos((lat * Math.PI) / 180);
  const degree = (EARTH * Math.PI) / 180;
  const wide = (east - bounds.west) * degree * narrow;
  const tall = (bounds.north - bounds.south) * degree;
  const across = Math.max(wide, (tall * size.width) / size.height) * (1 + 2 * margin);
  return limited({ lon: lon > 180 ? lon - 360 : lon, lat, across: Math.max(across, 20) });
}

/** The bounds of a frame, `margin` of its size wider on each side; for questions to the gazetteer. */
export function boundsOf(frame: Frame, margin = 0): Bounds {
  const mx = frame.width * margin;
  const my = frame.height * margin;
  const first = fromScreen(frame, -mx, frame.height + my) ?? [-180, -85];
  const last = fromScreen(frame, frame.width + mx, -my) ?? [180, 85];
  return { south: first[1], west: first[0], north: last[1], east: last[0] };
}

/** `34.51,36.28,120`: latitude, longitude, km across; what the address keeps. */
export function viewText(view: View): string {
  const places = view.across > 2000 ? 1 : view.across > 50 ? 3 : 4;
  const across = view.across > 100 ? Math.round(view.across) : Number(view.across.toFixed(1));
  return `${round(view.lat, places)},${round(view.lon, places)},${across}`;
}

export function viewFrom(text: string | null): View | null {
  const [lat, lon, across] = (text ?? "").split(",").map(Number);
  if (lat === undefined || lon === undefined || across === undefined) return null;
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && across > 0)) return null;
  return limited({ lat, lon, across });
}

function round(value: number, places: number): number {
  return Number(value.toFixed(places));
}
