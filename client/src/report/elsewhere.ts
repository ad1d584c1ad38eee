// What the same person decided in another window: this one follows.
import { arrived } from "../api/decide";
import { onNotice } from "../overview/stream";
import { refresh } from "./load";

/** Longer than an answer takes, so that a decision of this window is known as its own. */
const GRACE = 400;

/** Follow as long as the report view is there. */
export function followElsewhere(): () => void {
  const own = new Set<number>();
  const stopHearing = arrived.subscribe((answer) => {
    if (answer) own.add(answer.decision.number);
  });
  const stopListening = onNotice(({ kind, decision }) => {
    if (kind !== "decided" || !decision) return;
    setTimeout(() => {
      if (!own.has(decision.number)) refresh(decision.record);
    }, GRACE);
  });
  return () => {
    stopHearing();
    stopListening();
  };
}
