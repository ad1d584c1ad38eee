import { useId } from "preact/hooks";
import type { IncidentView } from "../api/schema";
import { inLocal, inUtc, When } from "../ui/When";
import { type Chart, chartOf, HEIGHT, type Mark, WIDTH } from "./tollChart";
import "./toll.css";
import { effectsOf, pointsOf } from "./tollPoints";
import { stateOf } from "./words";

/** The shapes of marks, one an origin, drawn around 0,0. */
const SHAPES = [
  "M-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0z",
  "M-3.9 -3.9h7.8v7.8h-7.8z",
  "M0 -5l4.8 8.4h-9.6z",
  "M0 -5.2l5.2 5.2l-5.2 5.2l-5.2 -5.2z",
  "M0 5l4.8 -8.4h-9.6z",
  "M-1.7 -5h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3v-3.4h3.3z",
];

/** Tolls by origin over time: a chart an effect where there is something to compare, and a table. */
export function Tolls({ view }: { view: IncidentView }) {
  const effects = effectsOf(view);
  // What has no chart stands in the accounts, and a table of it alone says nothing more.
  if (!effects.some((effect) => chartOf(pointsOf(view, effect)))) return null;
  return (
    <section class="panel padded" aria-labelledby="tolls-head">
      <h2 id="tolls-head">Tolls by origin over time</h2>
      <div class="toll-charts">
        {effects.map((effect) => (
          <Effect key={effect} effect={effect} view={view} />
        ))}
      </div>
      <details>
        <summary>The same as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">told (UTC)</th>
              <th scope="col">origin</th>
              <th scope="col">what</th>
              <th scope="col">figure</th>
              <th scope="col">state</th>
            </tr>
          </thead>
          <tbody>
            {effects.flatMap((effect) =>
              pointsOf(view, effect).map((point) => (
                <tr key={`${effect} ${point.origin.id} ${point.account.value} ${point.told}`}>
                  <td>
                    <When at={point.told} />
                  </td>
                  <td>
                    <bdi dir="auto">{point.origin.name}</bdi>
                  </td>
                  <td>{effect}</td>
                  <td>{point.account.value}</td>
                  <td>{stateOf(point.account)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function Effect({ effect, view }: { effect: string; view: IncidentView }) {
  const id = useId();
  const points = pointsOf(view, effect);
  const chart = chartOf(points);
  if (!chart) return null;
  const summary = points.map(
    (p) => `${p.origin.name}: ${p.account.value}, ${(p.told && inUtc(p.told)) ?? "no time known"}`,
  );
  return (
    <figure class="toll-chart">
      <h3 id={`${id}-t`}>{effect}</h3>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-labelledby={`${id}-t`}
        aria-describedby={`${id}-d`}
      >
        <title>{effect}, by origin, over time</title>
        <desc id={`${id}-d`}>{summary.join("; ")}</desc>
        <Axes chart={chart} />
        {chart.lines.map((line) => (
          <g key={line.name} class={`look look${line.look}`}>
            {line.path && <path class="steps" d={line.path} />}
            <path
              class="lead"
              d={`M${chart.right} ${line.endY}L${chart.right + 9} ${line.labelY}`}
            />
            {line.marks.map((mark) => (
              <OneMark key={`${mark.x} ${mark.y}`} mark={mark} shape={SHAPES[line.look] ?? ""} />
            ))}
            <text class="label" x={chart.right + 12} y={line.labelY + 4}>
              <tspan class="label-value">{cut(line.value, 12)}</tspan>{" "}
              {cut(line.name, 21 - Math.min(line.value.length, 12))}
            </text>
          </g>
        ))}
      </svg>
      {chart.leftOut > 0 && (
        <figcaption class="soft small">{chart.leftOut} more origins are in the table.</figcaption>
      )}
    </figure>
  );
}

function Axes({ chart }: { chart: Chart }) {
  return (
    <>
      {chart.yTicks.map((tick) => (
        <g key={tick.at}>
          <path class="grid" d={`M${chart.left} ${tick.at}H${chart.right}`} />
          <text class="tick" x={chart.left - 6} y={tick.at + 4} text-anchor="end">
            {tick.words}
          </text>
        </g>
      ))}
      {chart.xTicks.map((tick, i) => (
        <g key={tick.at}>
          {tick.time !== undefined && (
            <title>{inLocal(new Date(tick.time).toISOString())} here</title>
          )}
          <path class="grid" d={`M${tick.at} ${chart.floor}v4`} />
          <text
            class="tick"
            x={tick.at}
            y={chart.floor + 18}
            text-anchor={i === 0 && chart.xTicks.length > 1 ? "start" : "middle"}
          >
            {tick.words}
          </text>
        </g>
      ))}
      {chart.undated !== null && (
        <text class="tick" x={chart.undated} y={chart.floor + 18} text-anchor="middle">
          no time
        </text>
      )}
      <text class="tick" x={4} y={chart.floor + 18}>
        UTC
      </text>
    </>
  );
}

function OneMark({ mark, shape }: { mark: Mark; shape: string }) {
  const { account, origin, told } = mark.point;
  const state = stateOf(account);
  const local = told ? inLocal(told) : null;
  const words = [
    `${origin.name}: ${account.value}`,
    state,
    told ? inUtc(told) : "no time is known",
    local && `${local} here`,
  ];
  return (
    <g>
      <title>{words.filter(Boolean).join(" · ")}</title>
      {mark.low !== mark.high && (
        <path
          class="reach"
          d={`M${mark.x} ${mark.low}V${mark.high}M${mark.x - 3} ${mark.low}h6M${mark.x - 3} ${mark.high}h6`}
        />
      )}
      {mark.up && (
        <path class="reach" d={`M${mark.x} ${mark.high}v-14m-3.5 4.5l3.5 -4.5l3.5 4.5`} />
      )}
      {mark.down && (
        <path class="reach" d={`M${mark.x} ${mark.low}v14m-3.5 -4.5l3.5 4.5l3.5 -4.5`} />
      )}
      {account.denied ? (
        <path class="denied" d={`M${mark.x - 4} ${mark.y - 4}l8 8m0 -8l-8 8`} />
      ) : (
        <path
          class={account.superseded_by ? "mark hollow" : "mark"}
          transform={`translate(${mark.x} ${mark.y})`}
          d={shape}
        />
      )}
    </g>
  );
}

function cut(words: string, most: number): string {
  return words.length <= most ? words : `${words.slice(0, most - 1)}…`;
}
