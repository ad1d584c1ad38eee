import type { Town } from "../api/schema";
import { type Frame, toScreen } from "./camera";
import type { Box } from "./labels";
import { townLabels } from "./towns";

interface Props {
  towns: readonly Town[];
  frame: Frame;
  margin: number;
  /** What names must leave free. */
  taken?: readonly Box[];
}

/** Dots and names of towns; the larger the town, the surer it is named. */
export function Towns({ towns, frame, margin, taken }: Props) {
  return (
    <g class="map-towns" transform={`translate(${frame.width * margin} ${frame.height * margin})`}>
      {townLabels(towns, frame, taken).map(({ of, words, x, y }) => {
        const [cx, cy] = toScreen(frame, of.lon, of.lat);
        return (
          <g key={`${of.name} ${of.lat} ${of.lon}`}>
            <rect x={cx - 1.75} y={cy - 1.75} width="3.5" height="3.5" />
            <text x={x} y={y} class={of.population >= 300_000 ? "large" : ""}>
              {words}
            </text>
          </g>
        );
      })}
    </g>
  );
}
