// Choosing from a list with type-ahead: a combobox as in the WAI-ARIA practices.
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";

export interface Option {
  value: string;
  label: string;
  /** A sentence on it, or where it stands. */
  hint?: string;
}

interface PickProps {
  label: string;
  options: readonly Option[];
  /** What is chosen now. */
  chosen: readonly string[];
  /** With several, Enter turns one on or off and Escape or Ctrl+Enter ends. */
  several?: boolean;
  onPick: (values: string[]) => void;
  onClose: () => void;
  /** What is typed, where the options come from elsewhere: they are shown as they come. */
  onWords?: (words: string) => void;
  /** The option that the arrow keys are on: to show its words in the text. */
  onLook?: (value: string | null) => void;
}

/** Options with the words in them, those that begin so first. */
export function fitting(options: readonly Option[], words: string): Option[] {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return [...options];
  const begins: Option[] = [];
  const holds: Option[] = [];
  for (const option of options) {
    const label = option.label.toLowerCase();
    if (label.startsWith(wanted) || option.value.toLowerCase().startsWith(wanted))
      begins.push(option);
    else if (label.includes(wanted)) holds.push(option);
  }
  return [...begins, ...holds];
}

export function Pick({
  label,
  options,
  chosen,
  several = false,
  onPick,
  onClose,
  onLook,
  onWords,
}: PickProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState("");
  const [picked, setPicked] = useState<readonly string[]>(chosen);
  const fit = onWords ? [...options] : fitting(options, words);
  const start = several
    ? 0
    : Math.max(
        0,
        options.findIndex((o) => o.value === chosen[0]),
      );
  const [at, setAt] = useState(start);
  const active = Math.min(at, fit.length - 1);

  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
  }, []);
  /** Over all else, so that nothing moves: below the field where there is room, else above it. */
  const place = () => {
    const box = input.current?.getBoundingClientRect();
    const element = list.current;
    if (!box || !element) return;
    const below = innerHeight - box.bottom - 12;
    const up = below < Math.min(240, element.scrollHeight) && box.top > below;
    element.style.maxHeight = `${Math.min(320, up ? box.top - 12 : below)}px`;
    element.style.top = up ? "" : `${box.bottom + 2}px`;
    element.style.bottom = up ? `${innerHeight - box.top + 2}px` : "";
    element.style.left = `${Math.max(4, Math.min(box.left, innerWidth - element.offsetWidth - 8))}px`;
  };
  useLayoutEffect(place, [fit.length]);
  useEffect(() => {
    const row = list.current?.children[active];
    if (row instanceof HTMLElement && list.current) {
      const box = list.current;
      // Not scrollIntoView, which would scroll the page as well.
      if (row.offsetTop < box.scrollTop) box.scrollTop = row.offsetTop - 4;
      const below = row.offsetTop + row.offsetHeight - box.clientHeight;
      if (below > box.scrollTop) box.scrollTop = below + 4;
    }
    onLook?.(fit[active]?.value ?? null);
  }, [active, words]);

  const take = (value: string | undefined) => {
    if (value === undefined) return;
    if (!several) {
      onPick([value]);
      return;
    }
    setPicked(picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value]);
    setWords("");
  };
  const end = () => {
    if (several && picked.join("\n") !== chosen.join("\n")) onPick([...picked]);
    else onClose();
  };
  const keys = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const move = steps[event.key];
    if (move !== undefined) setAt(Math.max(0, Math.min(fit.length - 1, active + move)));
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) end();
    else if (event.key === "Enter") take(fit[active]?.value);
    else if (event.key === "Escape") several ? end() : onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="pick" data-own-keys>
      <input
        ref={input}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        placeholder="Type to find"
        title={
          several ? "Enter turns one on or off; Escape when done" : "Enter takes; Escape leaves"
        }
        value={words}
        onInput={(event) => {
          setWords(event.currentTarget.value);
          onWords?.(event.currentTarget.value);
          setAt(0);
        }}
        onFocus={place}
        onKeyDown={keys}
        onBlur={(event) => {
          const to = event.relatedTarget;
          if (!(to instanceof Node && event.currentTarget.parentElement?.contains(to))) end();
        }}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={several}
      >
        {fit.map((option, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the keys
          <div
            key={option.value}
            tabIndex={-1}
            id={`${id}-${i}`}
            role="option"
            aria-selected={several ? picked.includes(option.value) : i === active}
            class={i === active ? "active" : ""}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(option.value)}
          >
            {several && (
              <span class="tick" aria-hidden="true">
                {picked.includes(option.value) ? "✓" : ""}
              </span>
            )}
            <bdi>{option.label}</bdi>
            {option.hint && <span class="soft small"> {option.hint}</span>}
          </div>
        ))}
        {fit.length === 0 && (
          <div role="option" tabIndex={-1} aria-selected="false" aria-disabled="true" class="soft">
            Nothing fits
          </div>
        )}
      </div>
    </div>
  );
}
