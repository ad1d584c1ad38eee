// Tolls of an event: a row for each number, with the words that it was read from.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Toll } from "../api/schema";
import type { Span } from "../text/marks";
import { warn } from "../ui/say";
import { askFor } from "./asked";
import { excerpt, fieldOf } from "./fields";
import { selectedSpan } from "./selection";
import { codebook, shown } from "./state";

interface TollEditorProps {
  path: string;
  tolls: readonly Toll[];
  onTake: (tolls: Toll[]) => void;
  onClose: () => void;
}

const BOUNDS = ["low", "best", "high"] as const;

/** A number or nothing; undefined for what is neither. */
export function bound(text: string): number | null | undefined {
  const words = text.trim();
  if (!words) return null;
  return /^\d+$/.test(words) ? Number(words) : undefined;
}

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
  const [rows, setRows] = useState<readonly Toll[]>(tolls);
  const effects = codebook.value?.enums.effect ?? ["killed", "injured"];
  useEffect(() => {
    if (!tolls.length) void add();
    box.current?.querySelector<HTMLElement>("select")?.focus();
  }, []);
  const change = (i: number, part: Partial<Toll>) =>
    setRows(rows.map((row, j) => (i === j ? { ...row, ...part } : row)));
  async function add(): Promise<void> {
    const made = await another(path, rows);
    if (made) setRows((old) => [...old, made]);
    else warn("There is no other number near; select words in the text, then Another");
  }
  const take = () => {
    const wrong = rows.find(
      (r) =>
        (r.low ?? 0) > (r.best ?? r.high ?? Number.MAX_SAFE_INTEGER) ||
        (r.best ?? 0) > (r.high ?? Number.MAX_SAFE_INTEGER),
    );
    if (wrong)
      warn(`"${wrong.phrase}": low, best and high have to go up; leave empty what is not said`);
    else if (JSON.stringify(rows) === JSON.stringify(tolls)) onClose();
    else onTake([...rows]);
  };
  return (
    <fieldset
      ref={box}
      class="tolls"
      data-own-keys
      aria-label="Tolls"
      onKeyDown={(event) => {
        if (
          event.key !== "Escape" &&
          !(event.key === "Enter" && event.target instanceof HTMLInputElement)
        )
          return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === "Escape") onClose();
        else take();
      }}
    >
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
              aria-label={name}
              placeholder={name}
              value={row[name] ?? ""}
              onInput={(e) => {
                const value = bound(e.currentTarget.value);
                if (value === undefined) warn(`${name} is a whole number, or empty`);
                else change(i, { [name]: value });
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
      </div>
    </fieldset>
  );
}
