// What each origin said of a toll, and when: the chart and the table beside it show the same points.
import type { Account, IncidentView, Origin } from "../api/schema";
import { toldBy } from "./accounts";
import { moment } from "./moments";
import { EFFECTS } from "./words";

export interface Point {
  effect: string;
  origin: Origin;
  account: Account;
  /** As written. */
  told: string | null;
  /** Milliseconds since 1970 (UTC); null where nobody knows. */
  at: number | null;
  /** Where it stands on a scale: the best, else the low, else the high figure. */
  number: number | null;
}

/** The effects that have a figure, in the record's order. */
export function effectsOf(view: IncidentView): string[] {
  return EFFECTS.filter((effect) => (view.incident.accounts[effect] ?? []).length > 0);
}

/** Every figure of every origin, the earliest first, those without a time last. */
export function pointsOf(view: IncidentView, effect: string): Point[] {
  const known = new Map(view.origins.map((o) => [o.id, o]));
  const points: Point[] = [];
  for (const account of view.incident.accounts[effect] ?? []) {
    for (const id of account.origins) {
      const origin = known.get(id);
      if (!origin) continue;
      const told = toldBy(account, origin, view);
      points.push({
        effect,
        origin,
        account,
        told,
        at: moment(told),
        number: account.best ?? account.low ?? account.high ?? null,
      });
    }
  }
  return points.sort(
    (a, b) =>
      (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY) ||
      a.origin.name.localeCompare(b.origin.name),
  );
}
