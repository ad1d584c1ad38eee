// What could be written next in a filter: fields, then values of a field.
import type { FieldOut } from "../api/schema";

export interface Completion {
  /** What is put in, in the place of what stands from `from` to the caret. */
  insert: string;
  label: string;
  hint?: string;
}

export interface Completions {
  from: number;
  options: Completion[];
  /** Names that only the server knows, and what they begin with. */
  names?: { kind: "outlet" | "source"; begins: string };
}

const NONE: Completions = { from: 0, options: [] };
const MOST = 12;
const FIELD = /(?:^|[\s(])-?([a-z]\w*)?$/i;
const VALUE = /(?:^|[\s(-])([a-z]\w*):(?:[^\s"]*,)?([^\s",<>=]*)$/i;

/** A value as a filter takes it: in quotes where it would be taken apart. */
export function written(text: string): string {
  if (/^[^\s"(),*<>=!|“”„‟][^\s"(),*!|“”„‟]*$/.test(text) && !text.includes("..")) return text;
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** Whether the caret stands in quotes, where nothing is completed. */
function quoted(before: string): boolean {
  let inside = false;
  for (let at = 0; at < before.length; at++) {
    if (before[at] === "\\" && inside) at++;
    else if (/["“”„‟]/.test(before[at] ?? "")) inside = !inside;
  }
  return inside;
}

/** What fits at the caret; `of` says which meaning of a field is told. */
export function completions(
  text: string,
  caret: number,
  fields: readonly FieldOut[],
  countries: Record<string, string>,
  of: "incidents" | "reports",
): Completions {
  const before = text.slice(0, caret);
  if (quoted(before)) return NONE;
  const value = VALUE.exec(before);
  if (value) {
    const field = fields.find((one) => one.name === value[1]?.toLowerCase());
    return field ? ofField(field, value[2] ?? "", caret, countries) : NONE;
  }
  const name = FIELD.exec(before);
  if (!name) return NONE;
  const begun = (name[1] ?? "").toLowerCase();
  const options = fields
    .filter((field) => field.name.startsWith(begun))
    .map((field) => ({
      insert: `${field.name}:`,
      label: `${field.name}:`,
      hint: means(field, of),
    }));
  return { from: caret - begun.length, options };
}

/** What a field means here; one of the other side is told as what it is there. */
function means(field: FieldOut, of: "incidents" | "reports"): string {
  const there =
    field.about === "report" && of === "incidents"
      ? `a report that tells of it: ${field.reports}`
      : field.about === "incident" && of === "reports"
        ? `an incident that it tells of: ${field.incidents}`
        : field[of];
  return there.replaceAll("`", "");
}

function ofField(
  field: FieldOut,
  begun: string,
  caret: number,
  countries: Record<string, string>,
): Completions {
  const from = caret - begun.length;
  const low = begun.toLowerCase();
  if (field.name === "outlet" || field.name === "source") {
    return { from, options: [], names: { kind: field.name, begins: begun } };
  }
  if (field.name === "country") {
    const options = Object.entries(countries)
      .filter(([code, name]) => [code, name].some((one) => one.toLowerCase().startsWith(low)))
      .map(([code, name]) => ({ insert: code, label: code, hint: name }));
    return { from, options: options.slice(0, MOST) };
  }
  const values = field.values.length ? field.values : field.kind === "flag" ? ["yes", "no"] : [];
  const options = values
    .filter((one) => one.toLowerCase().startsWith(low))
    .map((one) => ({ insert: written(one), label: one }));
  return { from, options: options.slice(0, MOST) };
}

/** The first of `or`, `and`, `not` that a filter looks for as a word; null where there is none. */
export function lowered(where: string): "or" | "and" | "not" | null {
  const found = /(?:^|\s)(or|and|not)(?=\s)/.exec(where.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
  return (found?.[1] as "or" | "and" | "not" | undefined) ?? null;
}

/** The character that the server says is wrong, from 0; null where the fault is no filter's. */
export function placeOf(fault: string | null): number | null {
  const found = /^column (\d+): /.exec(fault ?? "");
  return found ? Number(found[1]) - 1 : null;
}

/** Filters of a list, and a filter in words, as one filter; empty where there is none. */
export function together(asked: Record<string, string>, verbal: readonly string[] = []): string {
  const parts: string[] = [];
  for (const words of [asked.where, asked.q]) {
    if (words?.trim()) parts.push(`(${words.trim()})`);
  }
  for (const name of ["type", "country", "since", "until", "outlet", "state"]) {
    const value = asked[name];
    if (value) parts.push(`${name}:${name === "outlet" ? "=" : ""}${written(value)}`);
  }
  for (const name of ["contested", "flagged"]) {
    if (asked[name]) parts.push(`${name}:${asked[name] === "true" ? "yes" : "no"}`);
  }
  const typed = asked.type || /(^|[\s(-])type:/i.test(asked.where ?? "");
  if (verbal.length && !typed && asked.verbal !== "true") {
    parts.push(`-type:${verbal.join(",")}`);
  }
  const [only] = parts;
  return parts.length === 1 && only?.startsWith("(") ? only.slice(1, -1) : parts.join(" ");
}
