// A line for the field in focus: all of its value, what it was before, what the codebook says of it;
// while one steps, the candidate and the keys for it. The fields themselves are narrow.
import { codebook } from "../api/codebook";
import { Key } from "../keys/Key";
import { When } from "../ui/When";
import { markOf } from "./apply";
import { explained, type Field, fieldValue, inWords, wordsOfField } from "./fields";
import { choosing, editing, pointed, shown, stepping } from "./state";

/** Fields of which several values can stand beside each other. */
const ADDS: ReadonlySet<Field["kind"]> = new Set(["refs", "choices", "tolls", "spans"]);

function Step({ field }: { field: Field }) {
  const step = stepping.value;
  const one = step?.list[step.at];
  if (!step || !one) return null;
  return (
    <>
      <strong>
        <bdi>{one.label}</bdi>
      </strong>{" "}
      <span class="soft">
        {step.at + 1} of {step.list.length} · <Key of="field.take" /> takes it
        {ADDS.has(field.kind) && (
          <>
            {" "}
            · <Key of="field.add" /> adds it
          </>
        )}{" "}
        · <Key of="card.leave" /> leaves
      </span>
    </>
  );
}

function Value({ path, field }: { path: string; field: Field }) {
  const view = shown.value;
  if (!view) return null;
  const now = fieldValue(view.report, path, field);
  const mark = markOf(view, path);
  const sentence = now == null ? "" : explained(codebook.value, field, now);
  return (
    <>
      <bdi>{wordsOfField(view.report, codebook.value, field, now) || "none"}</bdi>{" "}
      {mark.state === "corrected" && (
        <span class="is-corrected">
          ✎ was <bdi>{inWords(view.report, field, mark.old) || "none"}</bdi> · {mark.by},{" "}
          <When at={mark.made} />
        </span>
      )}
      {mark.state === "confirmed" && (
        <span class="is-confirmed">
          ✓ {mark.by}, <When at={mark.made} />
        </span>
      )}
      {sentence && <span class="soft"> {sentence}</span>}
    </>
  );
}

export function FocusLine() {
  const at = pointed.value;
  const here = at && (editing.value === null || editing.value === at.path);
  return (
    <p class="focus-line small">
      {choosing.value ? (
        <>
          Select the words: with the mouse, or <Key of="text.caret" /> and the arrow keys;{" "}
          <Key of="text.make" /> takes them
        </>
      ) : (
        here && (stepping.value?.path === at.path ? <Step field={at.field} /> : <Value {...at} />)
      )}
    </p>
  );
}
