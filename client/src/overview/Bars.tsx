import type { Count } from "../api/schema";

const ROW = 20;
const NAME = 150;
const WIDTH = 420;
const NUMBER = 52;

interface Props {
  title: string;
  counts: readonly Count[];
  say?: (value: string) => string;
  /** Where a value leads: a list that is narrowed to it. */
  hrefOf?: (value: string) => string;
  /** No more than so many; the rest is told by number. */
  most?: number;
}

/** A count a value as bars. The numbers stand beside them, so the list itself is the table. */
export function Bars({ title, counts, say = (v) => v, hrefOf, most = 12 }: Props) {
  const shown = counts.slice(0, most);
  const top = Math.max(1, ...shown.map((c) => c.count));
  const room = WIDTH - NAME - NUMBER;
  return (
    <section class="panel padded">
      <h2>{title}</h2>
      {shown.length === 0 && <p class="soft small">none</p>}
      <ul class="bars">
        {shown.map(({ value, count }) => (
          <li key={value}>
            <span class="cut">
              {hrefOf ? (
                <a href={hrefOf(value)} dir="auto">
                  {say(value)}
                </a>
              ) : (
                <bdi dir="auto">{say(value)}</bdi>
              )}
            </span>
            <svg viewBox={`0 0 ${room} ${ROW}`} preserveAspectRatio="none" aria-hidden="true">
              <rect x="0" y="4" width={Math.max(1, (count / top) * room)} height={ROW - 8} />
            </svg>
            <span class="num">{count.toLocaleString("en")}</span>
          </li>
        ))}
      </ul>
      {counts.length > most && (
        <p class="soft small">and {(counts.length - most).toLocaleString("en")} more</p>
      )}
    </section>
  );
}

/** Counts over months as columns, with every month between the first and the last. */
export function Months({ title, counts }: { title: string; counts: readonly Count[] }) {
  const months = everyMonth(counts);
  const top = Math.max(1, ...months.map((m) => m.count));
  const height = 90;
  const step = Math.max(3, Math.min(22, 860 / Math.max(months.length, 1)));
  const width = Math.max(step * months.length, 60);
  const every = Math.max(1, Math.ceil(64 / step));
  return (
    <section class="panel padded months">
      <h2>{title}</h2>
      {months.length === 0 ? (
        <p class="soft small">none has a date</p>
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
          <section class="scroll" aria-label={title} tabIndex={0}>
            <svg
              width={width + 50}
              height={height + 22}
              role="img"
              aria-label={`${title}: ${counts.length} months, at most ${top}`}
            >
              {months.map((month, i) => (
                <g key={month.value}>
                  <title>
                    {month.value}: {month.count}
                  </title>
                  <rect class="ground" x={i * step} y="0" width={step} height={height} />
                  <rect
                    x={i * step + 0.5}
                    y={height - (month.count / top) * (height - 4)}
                    width={Math.max(1, step - 1)}
                    height={(month.count / top) * (height - 4)}
                  />
                  {i % every === 0 && (
                    <text x={i * step} y={height + 15}>
                      {month.value}
                    </text>
                  )}
                </g>
              ))}
            </svg>
          </section>
          <details>
            <summary>The same as a table</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">month</th>
                  <th scope="col" class="num">
                    reports
                  </th>
                </tr>
              </thead>
              <tbody>
                {counts.map((month) => (
                  <tr key={month.value}>
                    <td>{month.value}</td>
                    <td class="num">{month.count.toLocaleString("en")}</td>
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

/** Months in order without gaps, so that a silence looks like one; `2024-02` and nothing else. */
export function everyMonth(counts: readonly Count[]): Count[] {
  const known = new Map<number, number>();
  for (const { value, count } of counts) {
    const found = /^(\d{4})-(\d{2})$/.exec(value);
    if (found) known.set(Number(found[1]) * 12 + Number(found[2]) - 1, count);
  }
  if (known.size === 0) return [];
  const numbers = [...known.keys()];
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const months: Count[] = [];
  for (let n = first; n <= last; n++) {
    const value = `${String(Math.floor(n / 12)).padStart(4, "0")}-${String((n % 12) + 1).padStart(2, "0")}`;
    months.push({ value, count: known.get(n) ?? 0 });
  }
  return months;
}
