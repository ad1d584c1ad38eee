// What a person decides in a report; each shows at once and is saved by the outbox.

import { send } from "../api/client";
import { decide, naming } from "../api/decide";
import type { NewDecision, ReportView, Suggested } from "../api/schema";
import { noteDone } from "../queue/list";
import { say, sayFault, warn } from "../ui/say";
import { markOf } from "./apply";
import { nameOf } from "./fields";
import { entryOf } from "./load";
import { inText, moveCard, moveReport, showWords, toCards } from "./moves";
import { ONE, parsed, thingAt, valueAt } from "./paths";
import { card, cardAt, cards, focusOn, locked, settle, shown } from "./state";

/** What is said of a path: "Event exploded". */
export function calling(path: string): string {
  const view = shown.peek();
  const at = parsed(path);
  if (!view || !at) return path || "Report";
  const field = at.field ? ` (${at.field.replaceAll("_", " ")})` : "";
  return `${ONE[at.collection]} ${nameOf(view.report, at.collection, at.id)}${field}`;
}

naming.value = (record, path) => {
  const view = entryOf(record)?.peek();
  const at = parsed(path);
  return {
    thing:
      view && at && thingAt(view.report, path) ? nameOf(view.report, at.collection, at.id) : null,
    title: view?.report.title ?? null,
  };
};

/** Write one down about the open report; false where that is not possible. */
function decideHere(change: Pick<NewDecision, "action" | "path"> & Partial<NewDecision>): boolean {
  const view = shown.peek();
  if (!view) return false;
  if (locked.peek()) {
    warn(locked.peek() ?? "");
    return false;
  }
  const old =
    change.path && change.action === "correct" ? valueAt(view.report, change.path) : undefined;
  decide("reports", view.report.id, {
    stage: "coding",
    reading: view.reading,
    ...(old === undefined ? {} : { old }),
    ...change,
  });
  return true;
}

/** The whole report is gone through: on to the next one at once. */
export function done(): void {
  const view = shown.peek();
  if (!view || !decideHere({ action: "confirm", path: "" })) return;
  say(`Done: ${view.report.title ?? view.report.id}`);
  noteDone(view.report.id, true);
  moveReport(1);
}

/** The whole report is not wanted. */
export function ignore(): void {
  const view = shown.peek();
  if (!view || !decideHere({ action: "reject", path: "" })) return;
  say(`Not wanted: ${view.report.title ?? view.report.id}`);
  noteDone(view.report.id, true);
  moveReport(1);
}

/** Right as it is: a field, a card, or the report where none is in focus. */
export function accept(field: string | null): void {
  if (field) {
    if (decideHere({ action: "confirm", path: field })) say(`${calling(field)} accepted`);
    return;
  }
  const here = card.peek();
  if (!here) {
    done();
    return;
  }
  if (!decideHere({ action: "confirm", path: here.path })) return;
  say(`${calling(here.path)} accepted`);
  if (!moveCard(1)) {
    focusOn("");
    say("That was the last one; accept once more for done");
  }
}

export function reject(): void {
  const here = card.peek();
  if (!here) {
    ignore();
    return;
  }
  const name = calling(here.path);
  // It goes to the rejected ones: the focus stays at this place in the list.
  const at = cardAt.peek();
  const next = cards.peek()[at + 1] ?? cards.peek()[at - 1];
  if (!decideHere({ action: "reject", path: here.path })) return;
  say(`${name} rejected`);
  focusOn(next?.path ?? "");
  // Its fields are gone, and the focus with them where it was in one.
  if (!inText()) toCards();
}

export function flag(): void {
  const view = shown.peek();
  if (!view) return;
  const path = card.peek()?.path ?? "";
  const off = markOf(view, path).flagged;
  if (decideHere({ action: "flag", path, new: !off }))
    say(`${calling(path)}: flag ${off ? "taken off" : "set"}`);
}

export function note(path: string, words: string): void {
  if (words.trim() && decideHere({ action: "note", path, reason: words.trim() }))
    say(`Comment on ${calling(path)} saved`);
}

export function correct(path: string, value: unknown): void {
  const view = shown.peek();
  if (!view) return;
  settle();
  if (JSON.stringify(valueAt(view.report, path)) === JSON.stringify(value)) return;
  if (decideHere({ action: "correct", path, new: value })) say(`${calling(path)} corrected`);
}

/** Several fields of an object at once, where one alone would make no sense. */
export function correctThing(path: string, part: Record<string, unknown>): void {
  const thing = shown.peek() && thingAt((shown.peek() as ReportView).report, path);
  if (!thing) return;
  settle();
  const there = thing as unknown as Record<string, unknown>;
  const old = Object.fromEntries(Object.keys(part).map((name) => [name, there[name] ?? null]));
  if (decideHere({ action: "correct", path, old, new: part })) say(`${calling(path)} corrected`);
}

export function merge(path: string, into: string): void {
  const name = calling(path);
  const other = calling(`${path.split(".")[0]}.${into}`);
  if (!decideHere({ action: "merge", path, new: { into } })) return;
  say(`${name} is part of ${other} now`);
  focusOn(`${path.split(".")[0]}.${into}`);
}

export function split(path: string, spans: readonly [number, number][]): void {
  const id = `h${Math.random().toString(36).slice(2, 8).padEnd(6, "0")}`;
  if (!decideHere({ action: "split", path, new: { id, spans } })) return;
  const other = `${path.split(".")[0]}.${id}`;
  say(`${calling(other)} was split off ${calling(path)}: look over what goes with it`);
  focusOn(other);
}

/** Make something of selected words; the server fills in what it can. */
export async function make(
  kind: "event" | "statement" | "actor" | "place" | "time",
  span: [number, number],
): Promise<void> {
  const view = shown.peek();
  if (!view || locked.peek()) {
    warn(locked.peek() ?? "");
    return;
  }
  say(`Looking what kind of ${kind} the words tell of …`);
  try {
    const made = await send<Suggested>(
      `/api/reports/${encodeURIComponent(view.report.id)}/suggest`,
      {
        kind,
        span,
        reading: view.reading,
      },
    );
    if (shown.peek()?.report.id !== view.report.id) return;
    if (!decideHere({ action: "add", path: made.path, new: made.value })) return;
    focusOn(made.path);
    showWords(span);
    say(`${calling(made.path)} added; f goes to its fields`);
  } catch (fault) {
    sayFault(fault);
  }
}
