// A small still map: where an incident happened, as exactly as that is known, and what lies around.
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { IncidentPlace } from "../api/schema";
import { CREDIT, coarse, need } from "./atlas";
import { BaseMap, CountryNames } from "./BaseMap";
import { frameOf, type Size, toScreen } from "./camera";
import { aroundPlaces, located } from "./located";
import "./picture.css";
import { world } from "./planes";
import { isCountry, precisionWords, RADIUS } from "./precision";
import { ScaleBar } from "./ScaleBar";
import { Towns } from "./Towns";
import { followTowns } from "./towns";
import { useWidth } from "./width";

interface Props {
  places: readonly IncidentPlace[];
  /** What the map is of: "Where it happened". */
  label: string;
}

/** As wide as what it lies in, three fifths as high. */
export function LocatorMap({ places, label }: Props) {
  const [box, width] = useWidth<HTMLElement>();
  const size = useSignal<Size | null>(null);
  const known = useSignal(places);
  useEffect(() => {
    need(world);
    if (width) size.value = { width, height: Math.round(width * 0.6) };
    known.value = places;
  }, [width, size, known, places]);
  const frame = useComputed(() => {
    if (!size.value || !coarse.value) return null;
    const view = aroundPlaces(known.value, size.value, coarse.value.countries);
    return view && frameOf(view, size.value);
  });
  const towns = useMemo(() => followTowns(() => frame.value), [frame]);
  useEffect(() => towns.stop, [towns]);
  const now = frame.value;
  const shown = located(places);
  const countries = new Set(
    places
      .filter((p) => isCountry(p.precision ?? 0) || p.lat == null)
      .flatMap((p) => p.country ?? []),
  );
  if (!shown.length && !countries.size) return null;
  return (
    <figure class="locator" ref={box}>
      {now && (
        <div class="locator-box">
          <svg
            width={now.width}
            height={now.height}
            class="map-picture"
            role="img"
            aria-label={`${label}: ${places.map(placeWords).join("; ")}`}
          >
            <BaseMap frame={now} margin={0} tinted={countries} />
            <CountryNames frame={now} margin={0} />
            <Towns towns={towns.towns.value} frame={now} margin={0} />
            {shown.map((place) => {
              const [x, y] = toScreen(now, place.lon, place.lat);
              const radius = (RADIUS[place.precision ?? 0] ?? 0) / now.km;
              return (
                <g key={`${place.name} ${x} ${y}`}>
                  <circle
                    cx={x}
                    cy={y}
                    r={Math.max(radius, 3)}
                    class={`area area-${place.precision}`}
                  />
                  {(place.precision ?? 9) <= 2 && (
                    <circle cx={x} cy={y} r="4.5" class="one m-here" />
                  )}
                </g>
              );
            })}
          </svg>
          <ScaleBar km={now.km} />
        </div>
      )}
      <figcaption class="small soft">
        {places.map(placeWords).join("; ")}. {CREDIT}.
      </figcaption>
    </figure>
  );
}

function placeWords(place: IncidentPlace): string {
  return `${place.name}, ${precisionWords(place.precision)}`;
}
