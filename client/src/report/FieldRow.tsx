// One field: its name, its value as a button, and the editor of its kind when it is open.
import { useEffect, useRef } from "preact/hooks";
import { codebook, loadCodebook } from "../api/codebook";
import type { Place, Toll } from "../api/schema";
import { Pick } from "../ui/Pick";
import { say, sayFault } from "../ui/say";
import { markOf } from "./apply";
import { excerpt, explained, type Field, fieldValue, inWords, wordsOfField } from "./fields";
import { PositionPick } from "./PositionPick";
import { objectPath, thingAt, valueAt } from "./paths";
import { choosing, editing, locked, looked, nearby, pointed, shown, stepping } from "./state";
import { candidatesOf, lookAt, takeCandidate } from "./stepping";
import { TextEdit } from "./TextEdit";
import { TollEditor } from "./TollEditor";
import { correct } from "./verdicts";

/** Enter or a click on a value: take the step, or open the editor. */
function open(path: string, field: Field): void {
  if (takeCandidate() || locked.peek()) return;
  const view = shown.peek();
  if (!view) return;
  if (field.kind === "flag") correct(path, !valueAt(view.report, path));
  else if (field.kind === "span" || field.kind === "spans") {
    choosing.value = { path, label: field.label, kind: field.kind };
    say(
      `Select the words for ${field.label}: with the mouse, or t and the arrow keys; Enter takes them`,
    );
  } else if (codebook.peek()) editing.value = path;
  else {
    // Just opened: what can be chosen is on its way.
    void loadCodebook().then(() => {
      if (pointed.peek()?.path === path) editing.value = path;
    }, sayFault);
  }
}

function Editor({ path, field }: { path: string; field: Field }) {
  const view = shown.value;
  if (!view) return null;
  const now = valueAt(view.report, path);
  const close = () => {
    editing.value = null;
    looked.value = [];
  };
  switch (field.kind) {
    case "position":
      return (
        <PositionPick
          path={objectPath(path)}
          place={thingAt(view.report, path) as Place}
          onClose={close}
        />
      );
    case "text":
      return (
        <TextEdit
          label={field.label}
          value={now == null ? "" : String(now)}
          onTake={(value) => correct(path, value === "" && field.empty ? null : value)}
          onClose={close}
        />
      );
    case "tolls":
      return (
        <TollEditor
          path={path}
          tolls={(now ?? []) as Toll[]}
          onTake={(tolls) => correct(path, tolls)}
          onClose={close}
        />
      );
    default: {
      const list = candidatesOf(path);
      const many = field.kind === "refs" || field.kind === "choices";
      const key = (value: unknown) => JSON.stringify(value ?? null);
      const single = (value: unknown) => (many && Array.isArray(value) ? value[0] : value);
      // In lists each candidate is a list of one: what is there now is taken apart for the choice.
      const options = new Map<string, { value: string; label: string; hint?: string }>();
      for (const one of list) {
        if (many && (!Array.isArray(one.value) || one.value.length !== 1)) continue;
        const hint = one.span
          ? excerpt(view.report, [Math.max(0, one.span[0] - 25), one.span[1] + 25], 80).replace(
              /^\S*\s|\s\S*$/g,
              "",
            )
          : explained(codebook.value, field, single(one.value));
        options.set(key(single(one.value)), {
          value: key(single(one.value)),
          label: one.label,
          ...(hint ? { hint } : {}),
        });
      }
      if (many) {
        for (const id of (now ?? []) as string[]) {
          if (!options.has(key(id)))
            options.set(key(id), { value: key(id), label: inWords(view.report, field, [id]) });
        }
      }
      const chosen = many ? ((now ?? []) as string[]).map(key) : [key(now)];
      return (
        <Pick
          label={field.label}
          options={[...options.values()]}
          chosen={chosen}
          several={many}
          onPick={(values) =>
            correct(path, many ? values.map((v) => JSON.parse(v)) : JSON.parse(values[0] ?? "null"))
          }
          onClose={close}
          onLook={(value) => {
            const span = list.find((one) => key(single(one.value)) === value)?.span;
            looked.value = span ? [span] : [];
          }}
        />
      );
    }
  }
}

export function FieldRow({ path, field }: { path: string; field: Field }) {
  const view = shown.value;
  const value = useRef<HTMLButtonElement>(null);
  const open_ = editing.value === path;
  const was = useRef(false);
  useEffect(() => {
    // The focus is never lost: when the editor closes it is on the value again.
    const idle = document.activeElement === document.body || document.activeElement === null;
    if (was.current && !open_ && idle) value.current?.focus({ preventScroll: true });
    was.current = open_;
  }, [open_]);
  if (!view) return null;
  const step = stepping.value?.path === path ? stepping.value : null;
  const now = fieldValue(view.report, path, field);
  const shownWords = wordsOfField(view.report, codebook.value, field, now);
  const words = step ? (step.list[step.at]?.label ?? "") : shownWords;
  const mark = markOf(view, path);
  const old = mark.state === "corrected" ? inWords(view.report, field, mark.old) || "none" : null;
  return (
    <div
      class={`field kind-${field.kind}${field.wide ? " wide" : ""}${step ? " stepping" : ""}${choosing.value?.path === path ? " choosing" : ""}`}
      data-field={path}
    >
      {/* Said with the value: a screen reader hears it once. */}
      <span class="field-label" aria-hidden="true">
        {field.label}
      </span>
      <span class="field-value">
        {open_ ? (
          <Editor path={path} field={field} />
        ) : (
          <button
            ref={value}
            type="button"
            class="value cut"
            dir="auto"
            aria-label={`${field.label}: ${words || "none"}`}
            title={words}
            onFocus={() => {
              lookAt(path);
              pointed.value = { path, field };
              const { kind, label } = field;
              nearby.value =
                kind === "span" || kind === "spans" || kind === "source" || kind === "tolls"
                  ? { path, label, kind }
                  : null;
            }}
            onBlur={() => {
              if (editing.peek() !== path) pointed.value = null;
            }}
            onClick={() => open(path, field)}
          >
            {words || <span class="soft">none</span>}
          </button>
        )}
        {!step && !open_ && old !== null && (
          <span class="field-old small" title={`The machine had: ${old}; ${mark.by}, ${mark.made}`}>
            ✎ was {old}
          </span>
        )}
        {!step && !open_ && mark.state === "confirmed" && (
          <span class="field-old small" title={`${mark.by}, ${mark.made}`}>
            ✓
          </span>
        )}
      </span>
    </div>
  );
}
