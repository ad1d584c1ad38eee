// What happened, said once: to a screen reader by a live region, to all others in the line below.
import { signal } from "@preact/signals";

const told = signal<{ words: string; bad: boolean; at: number }>({ words: "", bad: false, at: 0 });

/** Say what happened: "Event 3 rejected". */
export function say(words: string): void {
  told.value = { words, bad: false, at: told.peek().at + 1 };
}

/** Say what went wrong, and what to do. It is read out at once. */
export function warn(words: string): void {
  told.value = { words, bad: true, at: told.peek().at + 1 };
}

export function sayFault(fault: unknown): void {
  warn(fault instanceof Error ? fault.message : String(fault));
}

/** The line and its live regions; the shell has the only one. */
export function Told() {
  const { words, bad, at } = told.value;
  // The same words twice would not be read out twice: a mark that is not heard tells them apart.
  const mark = at % 2 ? "\u200b" : "";
  return (
    <span class={`told grow cut${bad ? " bad" : ""}`}>
      <output>{bad ? "" : words + mark}</output>
      <span role="alert">{bad ? words + mark : ""}</span>
    </span>
  );
}
