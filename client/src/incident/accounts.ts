// The record keeps accounts by field: a value, and the origins that tell it. Here they are laid out
// the way a person asks: what does each origin tell, what could be chosen, where are the words?
import type { Account, Incident, IncidentView, Origin, Quote } from "../api/schema";
import { byTime, earliest } from "./moments";
import { EFFECTS } from "./words";

/** A column of the comparison: an origin, and when it first told anything. */
export interface Column {
  origin: Origin;
  first: string | null;
}

/** One field: what each origin tells (by origin id), and the values to choose from. */
export interface Row {
  field: string;
  cells: Map<string, Account[]>;
  choices: Choice[];
}

/** One value of a field, over all origins that tell it. */
export interface Choice {
  value: string;
  accounts: Account[];
  denied: boolean;
  superseded: string | null;
}

const ORDER: readonly string[] = [...EFFECTS, "actors", "recipients", "place", "date"];

export function fieldsOf(incident: Incident): string[] {
  const place = (field: string) => {
    const found = ORDER.indexOf(field);
    return found < 0 ? ORDER.length : found;
  };
  return Object.keys(incident.accounts)
    .filter((field) => (incident.accounts[field] ?? []).length > 0)
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}

export function rowsOf(incident: Incident): Row[] {
  return fieldsOf(incident).map((field) => {
    const accounts = incident.accounts[field] ?? [];
    const cells = new Map<string, Account[]>();
    for (const account of accounts) {
      for (const origin of account.origins) {
        const mine = cells.get(origin);
        if (mine) mine.push(account);
        else cells.set(origin, [account]);
      }
    }
    for (const mine of cells.values()) mine.sort(standingFirst);
    return { field, cells, choices: choicesOf(accounts) };
  });
}

/** What stands before what was superseded, as the first thing that is read should stand. */
function standingFirst(a: Account, b: Account): number {
  return Number(Boolean(a.superseded_by)) - Number(Boolean(b.superseded_by));
}

/** The different values of a field, in the order of their telling. */
export function choicesOf(accounts: readonly Account[]): Choice[] {
  const found = new Map<string, Account[]>();
  for (const account of accounts) {
    const same = found.get(account.value);
    if (same) same.push(account);
    else found.set(account.value, [account]);
  }
  return [...found].map(([value, same]) => ({
    value,
    accounts: same,
    denied: same.every((a) => a.denied),
    superseded: same.every((a) => a.superseded_by) ? (same[0]?.superseded_by ?? null) : null,
  }));
}

/** The origins that any account names, the one that told first at the left. */
export function columnsOf(view: IncidentView, incident: Incident = view.incident): Column[] {
  const known = new Map(view.origins.map((o) => [o.id, o]));
  const ids = new Set<string>();
  const fields = fieldsOf(incident);
  for (const field of fields) {
    for (const account of incident.accounts[field] ?? []) {
      for (const id of account.origins) ids.add(id);
    }
  }
  const columns = [...ids].map((id) => {
    const origin = known.get(id) ?? unknown(id);
    return { origin, first: firstTold(origin, incident, view) };
  });
  return columns.sort((a, b) => byTime(a.first, b.first));
}

function unknown(id: string): Origin {
  return { id, name: id, kind: "unknown", reports: [], rule: "", rules: [], circle: [] };
}

function firstTold(origin: Origin, incident: Incident, view: IncidentView): string | null {
  const mine = Object.values(incident.accounts)
    .flat()
    .filter((account) => account.origins.includes(origin.id));
  return earliest(mine.map((account) => toldBy(account, origin, view)));
}

/** When an origin first told an account: the earliest of the reports that carry it for that origin. */
export function toldBy(account: Account, origin: Origin, view: IncidentView): string | null {
  if (account.origins.length === 1) return account.told ?? null;
  const mine = account.reports.filter((id) => origin.reports.includes(id));
  return earliest(mine.map((id) => view.reports[id]?.published));
}

/** The words behind a value; with an origin, those of the reports that carry it for that origin. */
export function quotesOf(
  view: IncidentView,
  field: string,
  value: string,
  origin?: Origin,
): Quote[] {
  const quotes = view.quotes[`${field}=${value}`] ?? [];
  if (!origin) return quotes;
  const mine = quotes.filter((q) => origin.reports.includes(q.report));
  return mine.length ? mine : quotes;
}

/** The value to look at first: one that stands, where there is one. */
export function firstChoice(row: Row | undefined): number {
  const standing = row?.choices.findIndex((c) => !c.superseded && !c.denied) ?? -1;
  return Math.max(standing, 0);
}

/** Quotes with the same words together: copies say the same again. */
export interface SameWords {
  quote: Quote;
  places: Quote[];
}

export function sameWords(quotes: readonly Quote[]): SameWords[] {
  const found = new Map<string, SameWords>();
  for (const quote of quotes) {
    const key = [quote.before, quote.words, quote.after, quote.source].join("\u0000");
    const there = found.get(key);
    if (!there) found.set(key, { quote, places: [quote] });
    else if (!there.places.some((p) => p.report === quote.report)) there.places.push(quote);
  }
  return [...found.values()];
}

/** The place among `length` that a step leads to; past an end it comes in again at the other. */
export function step(at: number, by: 1 | -1, length: number): number {
  return length ? (((at + by) % length) + length) % length : 0;
}
