// Undo and redo say what they did and go to where it was.
import { turns } from "../api/decide";
import type { Decided, DecisionOut } from "../api/schema";
import { say } from "../ui/say";
import { go, path } from "./router";

/** The page on which a decision is seen. */
function pageOf(decision: DecisionOut): string {
  if (decision.record.startsWith("i_")) return `/incidents/${decision.record}`;
  const view = decision.stage === "adjudication" ? "adjudicate" : "reports";
  return `/${view}/${decision.record}`;
}

export async function followTurn(
  way: "undo" | "redo",
  turn: () => Promise<Decided | null>,
): Promise<void> {
  const next = turns.peek()?.[way];
  const done = await turn();
  if (!done) return;
  const { decision } = done;
  say(`${way === "undo" ? "Undone" : "Done again"}: ${next?.words ?? decision.path}`);
  const to = pageOf(decision);
  if (path.peek() !== to) go(to);
}
