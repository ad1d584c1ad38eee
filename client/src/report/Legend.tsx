// What the marks mean, and which are shown.
import { KIND_NAMES, KINDS } from "../text/marks";
import { stored } from "../ui/stored";

export const hiddenKinds = stored<string[]>("hidden-kinds", []);
export const legendShown = stored("legend", true);

export function Legend() {
  if (!legendShown.value) return null;
  const hidden = hiddenKinds.value;
  return (
    <fieldset class="legend" aria-label="Marks in the text">
      {KINDS.map((kind) => {
        const shown = !hidden.includes(kind);
        return (
          <button
            key={kind}
            type="button"
            class="plain"
            aria-pressed={shown}
            onClick={() => {
              hiddenKinds.value = shown ? [...hidden, kind] : hidden.filter((one) => one !== kind);
            }}
          >
            <span class={shown ? `k-${kind}` : ""}>{KIND_NAMES[kind]}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
