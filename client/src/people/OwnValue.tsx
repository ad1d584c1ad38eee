import { useSignal } from "@preact/signals";
import type { Disputed } from "../api/schema";
import { useCodebook } from "../overview/codebook";
import { first } from "../overview/first";
import { Dialog } from "../ui/Dialog";
import { choicesFor, typedValue } from "./choosing";
import { placeName } from "./values";

interface Props {
  place: Disputed;
  onDone: (value: unknown) => void;
  onClose: () => void;
}

/** A value that nobody gave: words for a plain field, the record's JSON for all others. */
export function OwnValue({ place, onDone, onClose }: Props) {
  const before = place.chosen?.value ?? place.values.at(0)?.value ?? place.machine ?? null;
  const plain = before === null || typeof before === "string";
  const typed = useSignal(plain ? (before ?? "") : JSON.stringify(before, null, 1));
  const codebook = useCodebook();
  const fault = useSignal<string | null>(null);

  function done(event: Event): void {
    event.preventDefault();
    try {
      onDone(typedValue(typed.value, before));
      onClose();
    } catch {
      fault.value = "This is no JSON: look for a comma or a bracket that is missing.";
    }
  }

  return (
    <Dialog title={`Another value: ${placeName(place.path)}`} onClose={onClose}>
      <form class="form" onSubmit={done}>
        <label for="own-value">{plain ? "Value" : "Value as JSON, as in the record"}</label>
        {plain ? (
          <input
            ref={first}
            id="own-value"
            list="own-choices"
            dir="auto"
            value={String(typed.value)}
            onInput={(e) => {
              typed.value = e.currentTarget.value;
            }}
          />
        ) : (
          <textarea
            ref={first}
            id="own-value"
            class="code"
            rows={12}
            spellcheck={false}
            value={String(typed.value)}
            onInput={(e) => {
              typed.value = e.currentTarget.value;
            }}
          />
        )}
        <datalist id="own-choices">
          {choicesFor(place.path, codebook).map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
        {fault.value && (
          <p class="fault" role="alert">
            {fault.value}
          </p>
        )}
        <div class="row">
          <button type="submit" class="primary">
            Decide
          </button>
        </div>
      </form>
    </Dialog>
  );
}
