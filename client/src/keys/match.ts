// Which action a run of strokes means, of those that can act now.

export interface Bound<T> {
  strokes: readonly string[];
  action: T;
}

export interface Found<T> {
  /** All that fit exactly, the innermost first. */
  exact: T[];
  /** Whether a longer sequence begins so. */
  more: boolean;
}

/** Look `typed` up in the bindings, which come innermost first. */
export function match<T>(typed: readonly string[], bindings: Iterable<Bound<T>>): Found<T> {
  const exact: T[] = [];
  let more = false;
  for (const { strokes, action } of bindings) {
    if (strokes.length < typed.length || !typed.every((s, i) => strokes[i] === s)) continue;
    if (strokes.length === typed.length) exact.push(action);
    else more = true;
  }
  return { exact, more };
}
