// Incidents for tests.
import type { MapColumns } from "../api/schema";
import { type Incidents, incidentsOf } from "./incidents";

interface Row {
  lat: number;
  lon: number;
  precision?: number;
  first?: number | null;
  last?: number | null;
  type?: number;
  country?: number;
  name?: number;
  killed?: number;
  contested?: number;
}

export function madeIncidents(rows: readonly Row[]): Incidents {
  const column = <K extends keyof Row>(name: K, usual: NonNullable<Row[K]>) =>
    rows.map((row) => row[name] ?? usual);
  const columns: MapColumns = {
    id: rows.map((_, i) => `i_${i}`),
    lat: column("lat", 0),
    lon: column("lon", 0),
    precision: column("precision", 1),
    first: rows.map(({ first = 19_000 }) => first),
    last: rows.map(({ first = 19_000, last = first }) => last),
    type: column("type", 0),
    types: ["ASSAULT", "PROTEST", "COERCE"],
    killed: column("killed", -1),
    contested: column("contested", 0),
    country: column("country", 0),
    countries: ["SYR", "LBN"],
    name: column("name", -1),
    names: ["Idlib", "Tripoli"],
    without_place: 0,
  };
  return incidentsOf(columns, () => null);
}
