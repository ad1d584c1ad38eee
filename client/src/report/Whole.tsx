// What the report says as a whole, to read: its totals, and its attacks with all who take part.
import type { Attack } from "../api/schema";
import type { Span } from "../text/marks";
import { attackInWords, castOf, totalInWords } from "./attacks";
import { showWords } from "./moves";
import { looked, shown } from "./state";

/** Words that show where they stand; what no words give is said all the same. */
function Words({ spans, words }: { spans: readonly Span[]; words: string }) {
  if (!spans.length) return <bdi class="words">{words}</bdi>;
  return (
    <button
      type="button"
      class="plain words"
      title="Show the words in the text"
      onClick={() => {
        looked.value = spans;
        showWords(spans[0]);
      }}
    >
      <bdi>{words}</bdi>
    </button>
  );
}

function AttackLines({ attack }: { attack: Attack }) {
  const report = shown.value?.report;
  if (!report) return null;
  return (
    <li>
      {attackInWords(report, attack)}
      <ul class="links small">
        {castOf(report, attack).map(({ part, members }) => (
          <li key={part}>
            <span class="soft">{part}</span>
            {members.map((one) => (
              <span key={one.span.join()}>
                {" "}
                <Words spans={[one.span]} words={one.words} />
                {one.more && <span class="soft"> {one.more}</span>}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** The attacks that an event is part of, or all of them. */
export function Attacks({ event }: { event?: string }) {
  const attacks = (shown.value?.report.attacks ?? []).filter(
    (one) => event === undefined || one.events.includes(event),
  );
  if (!attacks.length) return null;
  return (
    <>
      <h3>{event === undefined ? "Attacks" : "Part of"}</h3>
      <ul class="links small">
        {attacks.map((attack) => (
          <AttackLines key={attack.id} attack={attack} />
        ))}
      </ul>
    </>
  );
}

export function Totals() {
  const totals = shown.value?.report.totals ?? [];
  if (!totals.length) return null;
  return (
    <>
      <h3>In all</h3>
      <ul class="links small">
        {totals.map((total) => (
          <li key={total.effect}>
            <Words spans={total.spans as Span[]} words={totalInWords(total)} />{" "}
            <span class="soft">certainty {Math.round(total.confidence * 100)} of 100</span>
          </li>
        ))}
      </ul>
    </>
  );
}
