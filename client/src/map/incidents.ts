// The collection's incidents in typed arrays, a column a field; filters go over them and ask nobody.
import type { MapColumns } from "../api/schema";
import type { Days } from "./calendar";
import { near, type Plane, world } from "./planes";
import { isCountry } from "./precision";

/** A date that stands for none. */
export const NO_DAY = -0x80000000;

export interface Incidents {
  n: number;
  id: readonly string[];
  lat: Float64Array;
  lon: Float64Array;
  precision: Uint8Array;
  /** Days since 1970-01-01, or `NO_DAY`. */
  first: Int32Array;
  last: Int32Array;
  type: Uint8Array;
  types: readonly string[];
  /** Index into `countries`; -1: none. */
  country: Int16Array;
  countries: readonly string[];
  /** Index into `names`; -1: the place has none. */
  name: Int32Array;
  names: readonly string[];
  killed: Int32Array;
  contested: Uint8Array;
  withoutPlace: number;
}

/** Where a country that is only tinted has its mark; null where it is not on the map. */
export type Middles = (alpha3: string) => readonly [number, number] | null;

export function incidentsOf(columns: MapColumns, middle: Middles): Incidents {
  const n = columns.id.length;
  const days = (from: readonly (number | null)[]) => Int32Array.from(from, (d) => d ?? NO_DAY);
  const lat = Float64Array.from(columns.lat);
  const lon = Float64Array.from(columns.lon);
  const country = Int16Array.from(columns.country);
  const middles = columns.countries.map(middle);
  for (let i = 0; i < n; i++) {
    if (!isCountry(columns.precision[i] ?? 0)) continue;
    const at = middles[country[i] ?? -1];
    if (!at) continue;
    lon[i] = at[0];
    lat[i] = at[1];
  }
  const first = days(columns.first);
  const last = days(columns.last);
  for (let i = 0; i < n; i++) {
    if (last[i] === NO_DAY) last[i] = first[i] as number;
    if (first[i] === NO_DAY) first[i] = last[i] as number;
  }
  return {
    n,
    id: columns.id,
    lat,
    lon,
    precision: Uint8Array.from(columns.precision),
    first,
    last,
    type: Uint8Array.from(columns.type),
    types: columns.types,
    country,
    countries: columns.countries,
    name: Int32Array.from(columns.name),
    names: columns.names,
    killed: Int32Array.from(columns.killed),
    contested: Uint8Array.from(columns.contested),
    withoutPlace: columns.without_place,
  };
}

/** Positions on a sheet, counted once a sheet. */
export interface Placed {
  x: Float64Array;
  y: Float64Array;
}

export function placed(incidents: Incidents, plane: Plane): Placed {
  const x = new Float64Array(incidents.n);
  const y = new Float64Array(incidents.n);
  for (let i = 0; i < incidents.n; i++) {
    const at = plane.forward(incidents.lon[i] as number, incidents.lat[i] as number);
    x[i] = at[0];
    y[i] = at[1];
  }
  return { x, y };
}

/** Both sheets' positions, each when it is first looked at. */
export function sheets(incidents: Incidents): (plane: Plane) => Placed {
  const kept = new Map<Plane, Placed>();
  return (plane) => {
    let found = kept.get(plane);
    if (!found) {
      found = placed(incidents, plane === world ? world : near);
      kept.set(plane, found);
    }
    return found;
  };
}

/** Indices by their last day, the latest first; what has no date last. */
export function latestFirst(incidents: Incidents): Int32Array {
  const { n, last } = incidents;
  // A day and an index fit into one number, and numbers are sorted without a function to ask.
  const keys = new Float64Array(n);
  for (let i = 0; i < n; i++) keys[i] = -(last[i] as number) * n + i;
  keys.sort();
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = (((keys[i] as number) % n) + n) % n;
  return order;
}

export interface Filters {
  type: string;
  country: string;
  contested: boolean;
}

/** 1 where an incident fits the filters. */
export function fits(incidents: Incidents, filters: Filters): Uint8Array {
  const type = incidents.types.indexOf(filters.type);
  const country = incidents.countries.indexOf(filters.country);
  const keep = new Uint8Array(incidents.n);
  for (let i = 0; i < incidents.n; i++) {
    if (filters.type && incidents.type[i] !== type) continue;
    if (filters.country && (country < 0 || incidents.country[i] !== country)) continue;
    if (filters.contested && !incidents.contested[i]) continue;
    keep[i] = 1;
  }
  return keep;
}

/** What fits and touches these days; without days also what has no date. */
export function during(incidents: Incidents, keep: Uint8Array, days: Days | null): Uint8Array {
  if (!days) return keep;
  const [from, to] = days;
  const within = new Uint8Array(incidents.n);
  const { first, last } = incidents;
  for (let i = 0; i < incidents.n; i++) {
    const start = first[i] as number;
    if (keep[i] && start !== NO_DAY && start <= to && (last[i] as number) >= from) within[i] = 1;
  }
  return within;
}
