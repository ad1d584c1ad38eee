// The decisions that can be made about an incident, as they go to the server.
import type { EventRef, Incident, IncidentView, NewDecision } from "../api/schema";
import type { Choice } from "./accounts";

import { isToll } from "./words";

/** Fields that a person may set, besides those with accounts. */
export const SET = ["type", "mode", "place", "earliest", "latest"] as const;

/** A decision of a person who codes. A reason of blanks only is none. */
export function decision(
  action: NewDecision["action"],
  path = "",
  values: { old?: unknown; new?: unknown } = {},
  reason = "",
): NewDecision {
  const why = reason.trim();
  return { action, path, stage: "coding", ...values, ...(why ? { reason: why } : {}) };
}

/** This value counts for the field. */
export function decideOn(incident: Incident, field: string, choice: Choice): NewDecision {
  const account = choice.accounts.find((a) => !a.superseded_by) ?? choice.accounts[0];
  const value = isToll(field)
    ? {
        value: choice.value,
        low: account?.low ?? null,
        best: account?.best ?? null,
        high: account?.high ?? null,
      }
    : { value: choice.value };
  return decision("correct", field, { old: current(incident, field), new: value });
}

/** A value of the person's own. For a toll the words are made of its figures. */
export function decideFreely(
  incident: Incident,
  field: string,
  given: { value: string; low: number | null; best: number | null; high: number | null },
  reason: string,
): NewDecision {
  const value = isToll(field) ? given : { value: given.value };
  return decision("correct", field, { old: current(incident, field), new: value }, reason);
}

/** The value that the person sees before they decide. */
export function current(incident: Incident, field: string): unknown {
  if (field === "type") return incident.type;
  if (field === "mode") return incident.mode ?? null;
  if (field === "earliest") return incident.earliest ?? null;
  if (field === "latest") return incident.latest ?? null;
  if (incident.agreed[field] !== undefined) return incident.agreed[field];
  return (incident.accounts[field] ?? []).map((a) => a.value);
}

/** A figure as typed; null for none. Throws no error: what is no number is null too. */
export function figure(typed: string): number | null {
  const digits = typed.replaceAll(/[,\s]/g, "");
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/** Figures in order and in words: `12`, `12–15`, `at least 12`; null where there is none. */
export function tollOf(
  low: number | null,
  best: number | null,
  high: number | null,
): { value: string; low: number | null; best: number | null; high: number | null } | null {
  const all = [low, best, high].filter((n): n is number => n !== null);
  if (all.length === 0) return null;
  if (all.some((n, i) => i > 0 && n < (all[i - 1] as number))) return null;
  const only = best !== null && low === null && high === null;
  const [a, b, c] = only ? [best, best, best] : [low, best, high];
  let words: string;
  if (a !== null && c !== null) words = a === c ? `${a}` : `${a}–${c}`;
  else if (a !== null) words = `at least ${a}`;
  else if (c !== null) words = `up to ${c}`;
  else words = `${b}`;
  return { value: words, low: a, best: b, high: c };
}

export function pairs(events: readonly EventRef[]): [string, string][] {
  return events.map((e) => [e.report, e.event]);
}

/** This incident and another are one happening. */
export function mergeInto(mine: Incident, other: Incident, reason: string): NewDecision {
  const given = { into: other.id, events: pairs(mine.events), into_events: pairs(other.events) };
  return decision("merge", "", { new: given }, reason);
}

/** These events are another happening. */
export function splitOff(events: readonly EventRef[], reason: string): NewDecision {
  return decision("split", "", { new: { events: pairs(events) } }, reason);
}

interface ReportEvents {
  report: string;
  events: { ref: EventRef; words: string[] }[];
}

/** An incident's events under their reports, with the words that its accounts rest on. */
export function eventsByReport(view: IncidentView): ReportEvents[] {
  const words = new Map<string, Set<string>>();
  for (const [key, quotes] of Object.entries(view.quotes)) {
    for (const quote of quotes) {
      if (!quote.event) continue;
      const at = `${quote.report} ${quote.event}`;
      const said = words.get(at) ?? new Set();
      said.add(`${quote.words} (${key.split("=")[0]})`);
      words.set(at, said);
    }
  }
  const order = view.incident.telling.map((s) => s.report);
  const found = new Map<string, ReportEvents>();
  for (const ref of view.incident.events) {
    const mine = found.get(ref.report) ?? { report: ref.report, events: [] };
    mine.events.push({ ref, words: [...(words.get(`${ref.report} ${ref.event}`) ?? [])] });
    found.set(ref.report, mine);
  }
  return [...found.values()].sort((a, b) => order.indexOf(a.report) - order.indexOf(b.report));
}
