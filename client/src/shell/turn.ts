// Undo and redo say what they did and go to where it was.
import { naming, turns, unsaved } from "../api/decide";
import type { Decided, DecisionOut } from "../api/schema";
import { say } from "../ui/say";
import { go, path } from "./router";

/** The page on which a decision is seen. */
function pageOf(decision: DecisionOut): string {
  if (decision.record.startsWith("i_")) return `/incidents/${decision.record}`;
  const view = decision.stage === "adjudication" ? "adjudicate" : "reports";
  return `/${view}/${decision.record}`;
}

/** The thing that a path in a report is about, for its page to begin at. */
function placeOf(decision: DecisionOut): string {
  const [collection, id] = decision.path.split(".");
  return decision.record.startsWith("r_") && id ? `?at=${collection}.${id}` : "";
}

/** What the server calls it, with the name of the thing in place of its id. */
function inWords(words: string, at: string, thing: string | null): string {
  const id = at.split(".")[1];
  return id && thing ? words.replace(new RegExp(`\\b${id}\\b`), `“${thing}”`) : words;
}

export async function followTurn(
  way: "undo" | "redo",
  turn: () => Promise<Decided | null>,
): Promise<void> {
  const next = turns.peek()?.[way];
  // What was added has its name only until that is undone.
  const before = next && naming.peek()(next.record, next.path);
  if (unsaved.peek().length) say("Saving first what was decided before …");
  const done = await turn();
  if (!done) return;
  const { decision } = done;
  const after = naming.peek()(decision.record, decision.path);
  const words = inWords(next?.words ?? decision.path, decision.path, before?.thing ?? after.thing);
  const to = pageOf(decision);
  const elsewhere = path.peek() !== to;
  const where = elsewhere && after.title ? `, in “${after.title}”` : "";
  say(`${way === "undo" ? "Undone" : "Done again"}: ${words}${where}`);
  if (elsewhere) go(to + placeOf(decision));
}
