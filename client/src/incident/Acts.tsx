import { type Action, keysOf } from "../keys/registry";

/** Something that can be done by key and by button. */
export interface Act extends Action {
  /** What stands on its button. */
  button: string;
  run: () => void;
  /** Of something that is on or off: whether it is on. */
  pressed?: boolean;
}

/** A button an act, each with its key. */
export function Acts({ acts }: { acts: readonly Act[] }) {
  if (acts.length === 0) return null;
  return (
    <div class="row actions">
      {acts.map((act) => {
        const key = keysOf(act.name)[0];
        return (
          <button
            key={act.name}
            type="button"
            aria-pressed={act.pressed}
            title={act.title}
            onClick={() => act.run()}
          >
            {act.button} {key && <kbd>{key}</kbd>}
          </button>
        );
      })}
    </div>
  );
}
