// An incident's fields in words: the same for everybody who is told of.
import type { Account, Incident, IncidentPlace, TollRange } from "../api/schema";
import { dayFrom, rangeWords } from "../map/calendar";
import { range, readable } from "../ui/words";

/** Fields of accounts that are numbers of people, in the record's order. */
export const EFFECTS = [
  "killed",
  "injured",
  "captured",
  "missing",
  "displaced",
  "arrested",
  "participants",
] as const;

const NAMES: Record<string, string> = {
  actors: "by whom",
  recipients: "against whom",
  earliest: "first day",
  latest: "last day",
};

const STANDINGS: Record<string, string> = { one_origin: "one origin" };

export function isToll(field: string): boolean {
  return (EFFECTS as readonly string[]).includes(field);
}

export function fieldName(field: string): string {
  return NAMES[field] ?? field.replaceAll("_", " ");
}

/** `2 May 2020`, `1–31 May 2020`, `by …`, `since …` or `no date`; days are as the record has them. */
export function when(
  earliest: string | null | undefined,
  latest: string | null | undefined,
): string {
  const [first, last] = [dayFrom(earliest ?? null), dayFrom(latest ?? null)];
  if (first !== null && last !== null) return rangeWords(first, last);
  if (last !== null) return `by ${rangeWords(last, last)}`;
  return first === null ? "no date" : `since ${rangeWords(first, first)}`;
}

/** Every place once, each with the name of its country. */
export function where(places: readonly IncidentPlace[], country: (code: string) => string): string {
  const names = places.map((p) => {
    const parts = [p.name, p.country && country(p.country)];
    return [...new Set(parts.filter((part) => part))].join(", ");
  });
  return [...new Set(names)].join("; ") || "no place";
}

/** How a field stands, in the record's words; nothing where the record does not say. */
export function standing(incident: Incident, field: string): string {
  const said = incident.standing[field];
  if (said) return STANDINGS[said] ?? said;
  if (incident.contested.includes(field)) return "contested";
  return field in incident.agreed ? "agreed" : "";
}

/** What is to be said of a value besides who tells it. */
export function stateOf(account: Account): string {
  if (account.denied) return "denied";
  return account.superseded_by ? `superseded by ${account.superseded_by}` : "";
}

export function toll(bounds: TollRange): string {
  const words = range(bounds.low, bounds.best, bounds.high);
  const apart = bounds.best !== null && bounds.low !== null && bounds.low !== bounds.high;
  return apart && bounds.high !== null ? `${words}, best ${bounds.best}` : words;
}

export function what(type: string, mode: string | null | undefined): string {
  return mode ? `${readable(type)} · ${readable(mode)}` : readable(type);
}
