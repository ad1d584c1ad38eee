// Tolls of an event: a row for each number, with the words that it was read from.
import { useEffect, useRef, useState } from "preact/hooks";
import { codebook } from "../api/codebook";
import type { Toll } from "../api/schema";
import type { Span } from "../text/marks";
import { warn } from "../ui/say";
import { askFor } from "./asked";
import { excerpt, fieldOf } from "./fields";
import { selectedSpan } from "./selection";
import { shown, tollWords } from "./state";
import { BOUNDS, type Bound, inOrder, withBound } from "./tolls";

interface TollEditorProps {
  path: string;
  tolls: readonly Toll[];
  onTake: (tolls: Toll[]) => void;
  onClose: () => void;
}

const TITLES: Record<Bound, string> = { low: "at least", best: "best", high: "at most" };

/** A toll from words that a person chose; what is no figure in digits is left for them to type. */
function fromWords(span: Span, effect: Toll["effect"]): Toll | null {
  const view = shown.peek();
  if (!view) return null;
  const phrase = excerpt(view.report, span, 200);
  const digits = phrase.replace(/[,.\s](?=\d{3}\b)/g, "");
  const number = /^\d+$/.test(digits) ? Number(digits) : null;
  return { effect, low: number, best: number, high: number, span, phrase };
}

/** One more toll: of the words selected, else the next number that the text has beside the event. */
async function another(path: string, rows: readonly Toll[]): Promise<Toll | null> {
  const chosen = selectedSpan();
  if (chosen) return fromWords(chosen, rows[0]?.effect ?? "killed");
  const field = fieldOf("events", "tolls");
  const there = new Set(rows.map((row) => row.span.join()));
  const candidates = field ? await askFor(path, field) : [];
  const offered = candidates.flatMap(({ value }) =>
    Array.isArray(value) ? (value as Toll[]) : [],
  );
  return offered.find((toll) => !there.has(toll.span.join())) ?? null;
}

export function TollEditor({ path, tolls, onTake, onClose }: TollEditorProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  const opened = useRef(false);
  const [rows, setRows] = useState<readonly Toll[]>(tolls);
  const effects = codebook.value?.enums.effect ?? ["killed", "injured"];
  useEffect(() => {
    const words = tollWords.peek();
    const given = words && fromWords(words, rows[0]?.effect ?? "killed");
    tollWords.value = null;
    if (given) setRows([...rows, given]);
    else if (!rows.length) void add();
  }, []);
  useEffect(() => {
    // Where there is no row yet the editor itself has the focus: Enter and Escape work.
    const numbers = box.current?.querySelectorAll<HTMLInputElement>("input[name=best]") ?? [];
    const number = numbers[opened.current ? numbers.length - 1 : 0];
    opened.current = true;
    (number ?? box.current)?.focus();
    number?.select();
  }, [rows.length]);
  const change = (i: number, part: Partial<Toll>) =>
    setRows(rows.map((row, j) => (i === j ? { ...row, ...part } : row)));
  async function add(): Promise<void> {
    const made = await another(path, rows);
    if (made) setRows((old) => [...old, made]);
    else warn("There is no other number near; select words in the text, then Another");
  }
  const take = () => {
    const wrong = rows.find((row) => !inOrder(row));
    if (wrong) warn(`"${wrong.phrase}": the numbers have to go up; leave empty what is not said`);
    else if (JSON.stringify(rows) === JSON.stringify(tolls)) onClose();
    else onTake([...rows]);
  };
  return (
    <fieldset
      ref={box}
      class="tolls"
      tabIndex={-1}
      data-own-keys
      aria-label="Tolls"
      onKeyDown={(event) => {
        if (
          event.key !== "Escape" &&
          !(event.key === "Enter" && !(event.target instanceof HTMLButtonElement))
        )
          return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === "Escape") onClose();
        else take();
      }}
    >
      <div class="toll-row toll-head soft small" aria-hidden="true">
        <span>people</span>
        {BOUNDS.map((name) => (
          <span key={name} class="number">
            {TITLES[name]}
          </span>
        ))}
        <span class="phrase">words</span>
      </div>
      {rows.map((row, i) => (
        <div key={i} class="toll-row">
          <select
            aria-label="Effect"
            value={row.effect}
            onChange={(e) => change(i, { effect: e.currentTarget.value as Toll["effect"] })}
          >
            {effects.map((effect) => (
              <option key={effect}>{effect}</option>
            ))}
          </select>
          {BOUNDS.map((name) => (
            <input
              key={name}
              type="text"
              inputMode="numeric"
              class="number"
              name={name}
              aria-label={TITLES[name]}
              value={row[name] ?? ""}
              onInput={(e) => {
                const numbers = withBound(row, name, e.currentTarget.value);
                if (numbers) change(i, numbers);
                else warn(`${TITLES[name]}: a whole number, 10+ for at least 10, or nothing`);
              }}
            />
          ))}
          <button
            type="button"
            class="plain phrase cut"
            title="Take the words selected in the text"
            dir="auto"
            onClick={() => {
              const span = selectedSpan();
              const view = shown.peek();
              if (span && view) change(i, { span, phrase: excerpt(view.report, span, 200) });
              else warn("Select the words of the number in the text first");
            }}
          >
            “{row.phrase}”
          </button>
          <button
            type="button"
            class="plain"
            aria-label="Remove this toll"
            onClick={() => setRows(rows.filter((_, j) => j !== i))}
          >
            ✕
          </button>
        </div>
      ))}
      <div class="row">
        <button type="button" onClick={() => void add()}>
          Another
        </button>
        <button type="button" class="primary" onClick={take}>
          Take <kbd>Enter</kbd>
        </button>
        <button type="button" class="plain" onClick={onClose}>
          Leave <kbd>Esc</kbd>
        </button>
        <span class="soft small">Type 10+ for “at least 10”</span>
      </div>
    </fieldset>
  );
}
