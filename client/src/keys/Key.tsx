// The first key of an action, on its button.
import { keysOf } from "./registry";
import { shownAs } from "./stroke";

export function Key({ of }: { of: string }) {
  const key = keysOf(of)[0];
  return key ? <kbd>{shownAs(key)}</kbd> : null;
}
