import type { Count } from "../api/schema";
import { ticks } from "../map/calendar";
import { useWidth } from "../map/width";
import { type Periods, periodsOf } from "./periods";

const HIGH = 90;
const FOOT = 20;
/** Of a column, so that two months are no two blocks. */
const WIDEST = 120;
/** Room for one label of the axis, in pixels. */
const LABEL = 64;

/** Counts a month, or a year where there are many, as columns over the whole width; and as a table. */
export function Months({ title, counts }: { title: string; counts: readonly Count[] }) {
  const found = periodsOf(counts);
  return (
    <section class="panel padded months">
      <h2>
        {title} {found?.step ?? "month"}
      </h2>
      {!found && <p class="soft small">none has a date</p>}
      {found && (
        <>
          <Columns found={found} />
          <details>
            <summary>The same as a table</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">{found.step}</th>
                  <th scope="col" class="num">
                    reports
                  </th>
                </tr>
              </thead>
              <tbody>
                {found.periods
                  .filter(({ count }) => count)
                  .map(({ name, count }) => (
                    <tr key={name}>
                      <td>{name}</td>
                      <td class="num">{count.toLocaleString("en")}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </section>
  );
}

function Columns({ found: { periods, step, days } }: { found: Periods }) {
  const [box, width] = useWidth<HTMLDivElement>();
  const most = Math.max(1, ...periods.map(({ count }) => count));
  const wide = width / periods.length;
  const gap = wide > 4 ? 1 : 0;
  const [from, to] = days;
  const x = (day: number) => ((day - from) / (to + 1 - from)) * width;
  return (
    <div class="columns" ref={box}>
      <svg
        width={width}
        height={HIGH + FOOT}
        role="img"
        aria-label={`${periods.length} ${step}s from ${periods[0]?.name}, at most ${most} in one`}
      >
        {periods.map(({ name, count }, i) => {
          const high = count ? Math.max(2, (count / most) * (HIGH - 4)) : 0;
          return (
            <g key={name}>
              <title>{`${name}: ${count}`}</title>
              <rect class="ground" x={i * wide} y="0" width={wide} height={HIGH} />
              <rect
                x={i * wide}
                y={HIGH - high}
                width={Math.max(1, Math.min(wide - gap, WIDEST))}
                height={high}
              />
            </g>
          );
        })}
        {ticks(days, Math.max(2, width / LABEL))
          .filter(({ day, words }) => x(day) + words.length * 7 < width)
          .map(({ day, words }) => (
            <text key={day} x={x(day)} y={HIGH + 15}>
              {words}
            </text>
          ))}
      </svg>
    </div>
  );
}
