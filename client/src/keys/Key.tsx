// The first key of an action, on its button.
import { keysOf } from "./registry";

export function Key({ of }: { of: string }) {
  const key = keysOf(of)[0];
  return key ? <kbd>{key}</kbd> : null;
}
