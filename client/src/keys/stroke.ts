// What a key press is called in the keymap file: "j", "?", "Ctrl+Enter", "Shift+Tab", "Space".

/** The part of a keyboard event that counts, so that it can be made up in a test. */
export interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing?: boolean;
  altGraph?: boolean;
}

const MODIFIERS = new Set([
  "Shift",
  "Control",
  "Alt",
  "Meta",
  "AltGraph",
  "CapsLock",
  "Dead",
  "Process",
]);

/** Its name; null for a modifier alone or while an input method composes. */
export function stroke(press: Press): string | null {
  if (press.isComposing || MODIFIERS.has(press.key)) return null;
  const printable = [...press.key].length === 1;
  let key = press.key === " " ? "Space" : press.key;
  // On a Cyrillic or Arabic layout the letters of the keymap are still where the hand knows them.
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1];
  if (printable && letter && !/^[\x20-\x7e]$/.test(key)) {
    key = press.shiftKey ? letter : letter.toLowerCase();
  }
  let name = "";
  if ((press.ctrlKey || press.metaKey) && !press.altGraph) name += "Ctrl+";
  if (press.altKey && !press.altGraph) name += "Alt+";
  // A printable key already says whether Shift was down; with Ctrl, browsers differ in case.
  if (press.shiftKey && (!printable || key === "Space" || name)) name += "Shift+";
  if (name && printable && key !== "Space") key = key.toLowerCase();
  return name + key;
}

/** The same name for what a person wrote in the file: case and order of modifiers do not matter. */
export function written(text: string): string {
  if (text === "+") return text;
  const parts = text.split(/\+(?=.)/);
  const key = parts.pop() ?? "";
  const held = new Set(parts.map((part) => part.toLowerCase()));
  const ctrl = held.has("ctrl") || held.has("control") || held.has("cmd") || held.has("meta");
  const alt = held.has("alt") || held.has("option");
  const shift = held.has("shift");
  const short = [...key].length === 1;
  if (shift && short && !ctrl && !alt) return key.toUpperCase();
  const name = (ctrl ? "Ctrl+" : "") + (alt ? "Alt+" : "") + (shift ? "Shift+" : "");
  return name + (name && short ? key.toLowerCase() : key);
}

/** A sequence as written ("g q") to the strokes that make it. */
export function sequence(text: string): string[] {
  return text.trim().split(/\s+/).filter(Boolean).map(written);
}

const SIGNS: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
};

/** A key as it stands on a keyboard: "Shift+↓" for `Shift+ArrowDown`. */
export function shownAs(name: string): string {
  return name.replace(/Arrow(?:Up|Down|Left|Right)|Escape/g, (key) => SIGNS[key] ?? key);
}
