// What shapes and colours mean. Only what is on the map is named.
import { COLOURS, type Groups } from "./groups";

export function Legend({ groups, withoutPlace }: { groups: Groups; withoutPlace: number }) {
  return (
    <ul class="map-legend small" aria-label="Legend">
      {groups.names.map((name, group) => (
        <li key={name}>
          <Swatch>
            <circle r="5" class={`one m-${Math.min(group, COLOURS)}`} />
          </Swatch>
          {name}
        </li>
      ))}
      <li>
        <Swatch>
          <circle r="7" class="many" />
          <path d="M0-4L4 0L0 4L-4 0Z" class="notch" />
        </Swatch>
        contested
      </li>
      <li>
        <Swatch>
          <circle r="8" class="area area-3" />
        </Swatch>
        place lies within
      </li>
      <li>
        <Swatch>
          <rect x="-8" y="-6" width="16" height="12" class="plate" />
          <rect x="-8" y="3" width="16" height="3" class="bar m-0" />
        </Swatch>
        number for an area or a country
      </li>
      {withoutPlace > 0 && (
        <li class="soft">
          {withoutPlace.toLocaleString("en-GB")} more have no place on a map: see{" "}
          <a href="/incidents">the list</a>
        </li>
      )}
    </ul>
  );
}

function Swatch({ children }: { children: preact.ComponentChildren }) {
  return (
    <svg width="20" height="18" viewBox="-10 -9 20 18" aria-hidden="true">
      {children}
    </svg>
  );
}
