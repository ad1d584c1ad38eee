// Stepping through what a field could be, with its words lit in the text.
import { codebook, loadCodebook } from "../api/codebook";
import { say, sayFault } from "../ui/say";
import { askFor, isAsked } from "./asked";
import { type Candidate, candidates } from "./candidates";
import { type Field, fieldOf, spansOfValue } from "./fields";
import { showWords } from "./moves";
import { objectPath, parsed, type Thing, thingAt, valueAt } from "./paths";
import { choosing, editing, looked, settle, shown, stepping } from "./state";
import { correct, correctThing } from "./verdicts";

/** So long a key may seem to do nothing, ms. */
const PATIENCE = 200;

/** Path of the field that has the focus. */
export function fieldInFocus(): string | null {
  const at = document.activeElement?.closest<HTMLElement>("[data-field]");
  return at?.dataset.field ?? null;
}

function known(path: string): { field: Field; thing: Thing } | null {
  const at = parsed(path);
  const view = shown.peek();
  const field = at?.field ? fieldOf(at.collection, at.field) : null;
  const thing = view && thingAt(view.report, path);
  return field && thing ? { field, thing } : null;
}

/** All that the field could be, for stepping and for the free choice. */
export function candidatesOf(path: string): readonly Candidate[] {
  const at = parsed(path);
  const view = shown.peek();
  const there = known(path);
  const book = codebook.peek();
  if (!at || !view || !there || !book) return [];
  return candidates(view.report, book, at.collection, there.thing, there.field);
}

/** The words of a field's value are lit when it gets the focus. */
export function lookAt(path: string): void {
  const view = shown.peek();
  const there = known(path);
  if (!view || stepping.peek()?.path === path) return;
  stepping.value = null;
  if (there && isAsked(there.field)) void askFor(path, there.field);
  const evidence = there ? spansOfValue(view.report, there.field, valueAt(view.report, path)) : [];
  looked.value = evidence.length > 12 ? [] : evidence;
}

function show(path: string, list: readonly Candidate[], at: number): void {
  stepping.value = { path, list, at };
  const span = list[at]?.span ?? null;
  looked.value = span ? [span] : [];
  if (span) showWords(span);
  say(`${list[at]?.label ?? ""}, ${at + 1} of ${list.length}`);
}

/** Begin to step: from what the field is now, or at the first where that is not among them. */
function begin(path: string, list: readonly Candidate[], way: 1 | -1): void {
  const view = shown.peek();
  if (!view || list.length === 0) {
    say("Nothing else to choose from here");
    return;
  }
  const now = JSON.stringify(valueAt(view.report, path) ?? null);
  const at = list.findIndex((one) => JSON.stringify(one.value ?? null) === now);
  show(path, list, at < 0 ? 0 : (at + way + list.length) % list.length);
}

/** To the next or previous candidate of the field in focus; false where there is none. */
export function stepCandidate(way: 1 | -1): boolean {
  const path = fieldInFocus();
  const there = path && known(path);
  if (!path || !there || editing.peek()) return false;
  const before = stepping.peek();
  if (before?.path === path) {
    show(path, before.list, (before.at + way + before.list.length) % before.list.length);
  } else if (isAsked(there.field)) {
    const slow = setTimeout(() => say("Looking for what it could be …"), PATIENCE);
    void askFor(path, there.field).then((list) => {
      clearTimeout(slow);
      if (fieldInFocus() === path) begin(path, list, way);
    });
  } else if (!codebook.peek()) {
    // Just opened: what can be chosen is on its way.
    void loadCodebook().then(() => {
      if (fieldInFocus() === path) stepCandidate(way);
    }, sayFault);
  } else {
    const list = candidatesOf(path);
    if (list.length === 0) return false;
    begin(path, list, way);
  }
  return true;
}

/** Two lists as one, without what is in both. */
function together(now: readonly unknown[], more: readonly unknown[]): unknown[] {
  const there = new Set(now.map((one) => JSON.stringify(one)));
  return [...now, ...more.filter((one) => !there.has(JSON.stringify(one)))];
}

/** Take the candidate of the step; false where there is no step. `add`: besides what is there. */
export function takeCandidate(add = false): boolean {
  const step = stepping.peek();
  const view = shown.peek();
  if (!step || !view) return false;
  const value = step.list[step.at]?.value;
  const now = valueAt(view.report, step.path);
  const both =
    add && Array.isArray(now) && Array.isArray(value) && known(step.path)?.field.kind !== "span";
  correct(step.path, both ? together(now, value) : value);
  return true;
}

/** Take the step back; false where there is none. */
export function leaveStep(): boolean {
  if (!stepping.peek() && !choosing.peek() && !editing.peek()) return false;
  settle();
  return true;
}

export function clearField(): boolean {
  const path = fieldInFocus();
  const there = path ? known(path) : null;
  if (!path || !there?.field.empty) return false;
  if (there.field.kind === "position") {
    correctThing(objectPath(path), { lat: null, lon: null, geonames: null });
    return true;
  }
  const many = ["refs", "choices", "tolls", "spans"].includes(there.field.kind);
  correct(path, many ? [] : null);
  return true;
}

/** Put the focus on the next or previous field of the inspector; false at its ends. */
export function moveField(way: 1 | -1): boolean {
  const all = [...document.querySelectorAll<HTMLElement>(".inspector [data-field] .value")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const inside =
    document.activeElement?.closest(".record") || document.activeElement === document.body;
  if (!inside || (at < 0 && way === -1)) return false;
  const to = all[at + way];
  if (!to) return false;
  to.focus();
  return true;
}
