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
            <span class="cut" title={say(value)}>
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
