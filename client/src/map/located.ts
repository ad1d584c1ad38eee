// What a small map of an incident has to show.
import type { IncidentPlace } from "../api/schema";
import type { Country } from "./atlas";
import { type Bounds, fitted, type Size, type View } from "./camera";
import { isCountry, RADIUS } from "./precision";

type Located = IncidentPlace & { lat: number; lon: number };

/** Kilometres to show around a place that is exactly known, so that its neighbours are in view. */
const AROUND = 40;
const DEGREE = 111.2;

/** Places that have a point or an area of their own. */
export function located(places: readonly IncidentPlace[]): Located[] {
  return places.filter(
    (place): place is Located =>
      place.lat != null && place.lon != null && !isCountry(place.precision ?? 0),
  );
}

/** A view of all areas and countries; null where none is on the map. */
export function aroundPlaces(
  places: readonly IncidentPlace[],
  size: Size,
  countries: readonly Country[],
): View | null {
  const shown = located(places);
  const areas = shown.map((place): Bounds => {
    const km = Math.max(AROUND, (RADIUS[place.precision ?? 0] ?? 0) * 1.15);
    const tall = km / DEGREE;
    const wide = tall / Math.cos((place.lat * Math.PI) / 180);
    const { lat, lon } = place;
    return { south: lat - tall, north: lat + tall, west: lon - wide, east: lon + wide };
  });
  // A country is only looked at where nothing closer is known.
  const wide = places.flatMap((p) => countries.find((c) => c.alpha3 === p.country)?.bounds ?? []);
  const all = areas.length ? areas : wide;
  const [first, ...others] = all;
  if (!first) return null;
  return fitted(others.reduce(united, first), size, 0.04);
}

function united(a: Bounds, b: Bounds): Bounds {
  return {
    south: Math.min(a.south, b.south),
    west: Math.min(a.west, b.west),
    north: Math.max(a.north, b.north),
    east: Math.max(a.east, b.east),
  };
}
