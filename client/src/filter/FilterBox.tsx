// A box for the filter language: it offers fields and values, and shows what is wrong where.
import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { get } from "../api/client";
import { codebook, loadCodebook } from "../api/codebook";
import type { Count } from "../api/schema";
import { type Completion, completions, placeOf, written } from "./complete";
import { fields, loadFields, seesDecided } from "./fields";
import "./filter.css";

interface Props {
  /** What is asked for now. */
  value: string;
  of: "incidents" | "reports";
  /** What the server says of it, where it is wrong. */
  fault: string | null;
  onTake: (where: string) => void;
}

const PAUSE = 150;

export function FilterBox({ value, of, fault, onTake }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const words = useSignal(value);
  const caret = useSignal(0);
  const open = useSignal(false);
  const at = useSignal(-1);
  const names = useSignal<readonly Completion[]>([]);
  // Another address: back in the history, or a filter that was taken off.
  useEffect(() => {
    words.value = value;
  }, [value, words]);
  const load = () => {
    loadFields().catch(() => undefined); // without them it can be written all the same
    loadCodebook().catch(() => undefined);
  };

  const known = (fields.value?.fields ?? []).filter((one) => !one.decided || seesDecided());
  const countries = codebook.value?.countries ?? {};
  const found = completions(words.value, caret.value, known, countries, of);
  const asked = open.value && found.names ? `${found.names.kind}\n${found.names.begins}` : "";
  useEffect(() => {
    names.value = [];
    const [kind, begins] = asked.split("\n");
    if (!begins) return;
    const asking = new AbortController();
    const timer = window.setTimeout(() => {
      get<Count[]>("/api/names", { kind, q: begins, limit: 8 }, { signal: asking.signal }).then(
        (answer) => {
          names.value = answer.map((one) => ({
            insert: written(one.value),
            label: one.value,
            hint: `${one.count.toLocaleString("en-GB")} reports`,
          }));
        },
        () => undefined,
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [asked, names]);

  const options = found.names ? names.value : found.options;
  const shown = open.value && options.length > 0;
  const active = Math.min(at.value, options.length - 1);
  const wrong = placeOf(fault);
  const changed = words.value.trim() !== value.trim();
  const part = wrong === null ? "" : (/^.[^\s)]*/s.exec(value.slice(wrong))?.[0] ?? "");
  useEffect(() => {
    const box = field.current;
    if (!box || wrong === null || changed || document.activeElement !== box) return;
    // What is wrong is selected, so that it can be written over, and brought into view. Not with
    // another value: until the server has answered, the fault is that of the one before.
    box.setSelectionRange(wrong, wrong + part.length);
    box.scrollLeft = (wrong / value.length) * box.scrollWidth - box.clientWidth / 3;
  }, [fault]);

  const follow = () => {
    const box = field.current;
    if (!box) return;
    words.value = box.value;
    caret.value = box.selectionStart ?? box.value.length;
  };
  const close = () => {
    open.value = false;
    at.value = -1;
  };
  const put = (option: Completion | undefined) => {
    const box = field.current;
    if (!option || !box) return;
    const next = words.value.slice(0, found.from) + option.insert;
    words.value = next + words.value.slice(caret.value);
    at.value = -1;
    open.value = option.insert.endsWith(":"); // its values come next
    box.value = words.value;
    box.focus();
    box.setSelectionRange(next.length, next.length);
    caret.value = next.length;
  };
  const take = () => {
    close();
    if (changed) onTake(words.value.trim());
  };
  const keys = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) {
      if (!open.value) follow();
      open.value = true;
      at.value = Math.max(-1, Math.min(options.length - 1, active + move));
    } else if (event.key === "Enter" && shown && active >= 0) put(options[active]);
    else if (event.key === "Enter") take();
    else if (event.key === "Escape" && shown) close();
    else if (event.key === "Escape" && changed) words.value = value;
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const told = wrong !== null && !changed ? fault : null;
  return (
    <div class="filter-box">
      <label for={`${id}-box`}>Filter</label>
      <input
        ref={field}
        id={`${id}-box`}
        name="where"
        type="text"
        role="combobox"
        dir="auto"
        spellcheck={false}
        autocomplete="off"
        maxLength={2000}
        placeholder="words, country:SYR, killed:>=10"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={told !== null}
        aria-describedby={told !== null ? `${id}-fault` : undefined}
        value={words.value}
        onFocus={load}
        onInput={() => {
          follow();
          open.value = true;
          at.value = -1;
        }}
        onSelect={() => {
          caret.value = field.current?.selectionStart ?? 0;
        }}
        onKeyDown={keys}
        onBlur={take}
      />
      <div id={`${id}-list`} role="listbox" aria-label="What could be written next" hidden={!shown}>
        {shown &&
          options.map((option, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the keys
            <div
              key={option.label}
              id={`${id}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === active}
              class={i === active ? "active" : ""}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => put(option)}
            >
              <bdi>{option.label}</bdi>
              {option.hint && <span class="soft small"> {option.hint}</span>}
            </div>
          ))}
      </div>
      {told !== null && (
        <p id={`${id}-fault`} class="filter-fault" role="alert">
          <mark>
            <bdi>{part || "…"}</bdi>
          </mark>{" "}
          {told}
        </p>
      )}
    </div>
  );
}
