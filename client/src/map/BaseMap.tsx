// Land, borders and names of countries under the marks; redrawn at rest, moved as a picture between.
import { geoPath } from "d3-geo";
import { atlasFor, type Country, seen } from "./atlas";
import { type Frame, screenX, screenY, toScreen } from "./camera";
import { type Box, type Label, withRoom } from "./labels";
import { PATH_UNITS, world } from "./planes";

interface Props {
  frame: Frame;
  /** Around the frame on each side, by its size. */
  margin: number;
  /** Countries in which something lies that is known no closer, by alpha-3. */
  tinted?: ReadonlySet<string>;
}

interface Taken {
  /** What names must leave free: numbers that stand on the map. */
  taken?: readonly Box[];
}

const sphere = geoPath(world.projection()).digits(1)({ type: "Sphere" }) ?? "";
const NAME = 11;

export function BaseMap({ frame, margin, tinted }: Props) {
  const atlas = atlasFor(frame);
  const shown = atlas ? seen(atlas, frame, margin) : [];
  const x = screenX(frame, 0) + frame.width * margin;
  const y = screenY(frame, 0) + frame.height * margin;
  const scale = frame.k / PATH_UNITS;
  return (
    <>
      <pattern
        id="map-hatch"
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform={`scale(${1 / scale}) rotate(45)`}
      >
        <line x1="0" y1="0" x2="0" y2="7" class="hatch" />
      </pattern>
      <g transform={`translate(${x} ${y}) scale(${scale})`} class="map-base">
        {frame.plane === world && <path d={sphere} class="sphere" />}
        {shown.map((country) => (
          <path key={country.name} d={country.outline()} class="land" />
        ))}
        {shown
          .filter((country) => tinted?.has(country.alpha3))
          .map((country) => (
            <path key={country.name} d={country.outline()} class="tint" fill="url(#map-hatch)" />
          ))}
      </g>
    </>
  );
}

/** Names of the countries that are large enough on the screen. */
export function CountryNames({ frame, margin, taken }: Omit<Props, "tinted"> & Taken) {
  const atlas = atlasFor(frame);
  const named = atlas
    ? withRoom(candidates(seen(atlas, frame, margin), frame), NAME, 60, taken)
    : [];
  return (
    <g class="map-names" transform={`translate(${frame.width * margin} ${frame.height * margin})`}>
      {named.map(({ of, x, y }) => (
        <text key={of.name} x={x} y={y}>
          {of.name}
        </text>
      ))}
    </g>
  );
}

function candidates(countries: readonly Country[], frame: Frame): Label<Country>[] {
  // A name may be wider than a small country, but not by much.
  const pixels = (country: Country) => Math.sqrt(country.area) * frame.k;
  return countries
    .filter((country) => pixels(country) > country.name.length * NAME * 0.55)
    .sort((a, b) => b.area - a.area)
    .map((country) => {
      const [x, y] = toScreen(frame, ...country.middle);
      return { of: country, words: country.name, x, y };
    });
}
