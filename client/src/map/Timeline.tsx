// When: a histogram of the area in view with a brush on it. The bars are of all that fits the filters
// there; those in the brush are dark. Moving the brush changes the map at once.
import { plural } from "../ui/words";
import { useBrush } from "./brushing";
import { type Bins, binAt, type Days, dayFrom, dayWords, isoOf, ticks } from "./calendar";
import { Handle } from "./Handle";
import { bins, brush, days, histogram, undated } from "./state";
import { useWidth } from "./width";

const HEIGHT = 84;
const FOOT = 18;
const BARS = HEIGHT - FOOT - 6;

export function Timeline() {
  const [box, width] = useWidth<HTMLDivElement>();
  const cut = bins.value;
  const whole = days.value;
  const dragging = useBrush(width);
  if (!cut || !whole) return <div class="timeline" ref={box} />;
  const start = cut.edges[0] as number;
  const end = cut.edges.at(-1) as number;
  const x = (day: number) => ((day - start) / (end - start)) * width;
  const [from, to] = brush.value ?? whole;
  return (
    <section class="timeline-box" aria-label="Timeline">
      <p class="small soft timeline-said">
        <span>{brush.value ? "Days" : "All days"}</span>
        <Day name="from" day={from} whole={whole} set={setFrom} />
        <Day name="to" day={to} whole={whole} set={setTo} />
        <span>by {cut.step}</span>
        {brush.value && undated.value > 0 && (
          <span>{plural(undated.value, "incident")} without a date left out</span>
        )}
        {brush.value && (
          <button
            type="button"
            class="plain"
            onClick={() => {
              brush.value = null;
            }}
          >
            All days
          </button>
        )}
      </p>
      <div class="timeline" ref={box} data-own-keys {...dragging}>
        {width > 0 && (
          <>
            <Bars bins={cut} x={x} from={from} to={to} />
            <Axis whole={[start, end - 1]} x={x} width={width} />
            <Handle name="First day" day={from} x={x(from)} whole={whole} set={setFrom} />
            <Handle name="Last day" day={to} x={x(to + 1)} whole={whole} set={setTo} />
          </>
        )}
      </div>
    </section>
  );
}

/** An end of the brush to the day, where a bar is a month or a year. */
function Day(props: { name: string; day: number; whole: Days; set: (day: number) => void }) {
  const [first, last] = props.whole;
  return (
    <label class="timeline-day">
      {props.name}
      <input
        type="date"
        min={isoOf(first)}
        max={isoOf(last)}
        value={isoOf(props.day)}
        onChange={(event) => {
          const day = dayFrom(event.currentTarget.value);
          // A year that is still being typed lies outside: it stays in the field and moves nothing.
          if (day !== null && day >= first && day <= last) props.set(day);
        }}
      />
    </label>
  );
}

/** One end moves; taken past the other, both stand there. */
function setFrom(day: number): void {
  const [, to] = brush.peek() ?? (days.peek() as Days);
  brush.value = [day, Math.max(day, to)];
}

function setTo(day: number): void {
  const [from] = brush.peek() ?? (days.peek() as Days);
  brush.value = [Math.min(from, day), day];
}

interface BarsProps {
  bins: Bins;
  x: (day: number) => number;
  from: number;
  to: number;
}

/** All bars as two outlines, however many there are. */
function Bars({ bins: cut, x, from, to }: BarsProps) {
  const heights = histogram.value;
  if (!heights) return null;
  const most = heights.reduce((a, b) => Math.max(a, b), 1);
  const [first, last] = [binAt(cut, from), binAt(cut, to)];
  let [dark, pale] = ["", ""];
  for (const [bin, count] of heights.entries()) {
    if (!count) continue;
    const left = x(cut.edges[bin] as number);
    const right = x(cut.edges[bin + 1] as number);
    const gap = right - left > 4 ? 1 : 0;
    const high = Math.max(1.5, (count / most) * BARS);
    const bar = `M${left.toFixed(1)} ${HEIGHT - FOOT}v${(-high).toFixed(1)}H${(right - gap).toFixed(1)}v${high.toFixed(1)}z`;
    if (bin >= first && bin <= last) dark += bar;
    else pale += bar;
  }
  const [left, right] = [x(from), x(to + 1)];
  return (
    <svg class="bars" width="100%" height={HEIGHT} role="img" aria-label={spoken(heights, cut)}>
      <rect
        x={left}
        y="0"
        width={Math.max(1, right - left)}
        height={HEIGHT - FOOT}
        class="window"
      />
      <path d={pale} class="pale" />
      <path d={dark} class="dark" />
      <text x="14" y="11">
        {most.toLocaleString("en-GB")}
      </text>
    </svg>
  );
}

function spoken(heights: Uint32Array, cut: Bins): string {
  const most = heights.reduce((a, b) => Math.max(a, b), 0);
  const sum = heights.reduce((a, b) => a + b, 0);
  if (!sum) return "No incidents with a date in this area";
  const at = dayWords(cut.edges[heights.indexOf(most)] as number);
  return `${plural(sum, "incident")} by ${cut.step} in this area; most, ${most}, in the ${cut.step} of ${at}`;
}

function Axis({ whole, x, width }: { whole: Days; x: (day: number) => number; width: number }) {
  return (
    <svg class="axis" width="100%" height={FOOT} aria-hidden="true">
      {ticks(whole, Math.max(2, width / 80))
        .filter(({ day, words }) => x(day) + words.length * 6 < width)
        .map(({ day, words }) => (
          <g key={day} transform={`translate(${x(day)} 0)`}>
            <line y2="4" />
            <text x="3" y="13">
              {words}
            </text>
          </g>
        ))}
    </svg>
  );
}
