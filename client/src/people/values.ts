// Values of the record in a few words, and the words of the text that they stand on.
import type { Report } from "../api/schema";
import { readable } from "../ui/words";

type Span = [number, number];
type Fields = Record<string, unknown>;

const COLLECTIONS = ["actors", "places", "times", "statements", "events"] as const;

/** What stands at a path of a report; undefined where there is nothing. */
export function at(report: Report, path: string): unknown {
  const [collection, id, ...fields] = path.split(".");
  const all = (report as unknown as Fields)[collection ?? ""];
  if (id === undefined) return all;
  let value: unknown = Array.isArray(all) ? all.find((o: Fields) => o.id === id) : undefined;
  for (const field of fields) value = (value as Fields | undefined)?.[field];
  return value;
}

function isSpan(value: unknown): value is Span {
  return Array.isArray(value) && value.length === 2 && value.every((n) => typeof n === "number");
}

/** The words at a span, by code points. */
export function wordsAt(points: readonly string[], span: Span): string {
  return points.slice(span[0], span[1]).join("");
}

/** Names of what ids stand for: `a1` is "the army". */
export function namesOf(report: Report, points: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const a of report.actors) names.set(a.id, a.name);
  for (const p of report.places) names.set(p.id, p.name);
  for (const t of report.times) names.set(t.id, t.value ?? wordsAt(points, t.span));
  for (const s of report.statements) {
    names.set(
      s.id,
      `“${s.content
        .map((c) => wordsAt(points, c))
        .join(" … ")
        .slice(0, 60)}”`,
    );
  }
  for (const e of report.events)
    names.set(e.id, `“${wordsAt(points, e.anchor)}” (${readable(e.type)})`);
  return names;
}

/** A value in words: ids by their names, spans by their words, objects field by field. */
export function inWords(
  value: unknown,
  names: ReadonlyMap<string, string>,
  points: readonly string[],
): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (typeof value === "string") return names.get(value) ?? value;
  if (typeof value !== "object") return String(value);
  if (isSpan(value)) return `“${wordsAt(points, value)}”`;
  if (Array.isArray(value)) {
    return value.map((v) => inWords(v, names, points)).join(", ") || "nothing";
  }
  const fields = value as Fields;
  if (typeof fields.phrase === "string" && typeof fields.effect === "string") {
    const figures = [fields.low, fields.best, fields.high].map((n) => n ?? "–").join("/");
    return `${fields.effect} “${fields.phrase}” (${figures})`;
  }
  return Object.entries(fields)
    .filter(([name, v]) => !HIDDEN.has(name) && !empty(v))
    .map(([name, v]) => `${name}: ${inWords(v, names, points)}`)
    .join("; ");
}

const HIDDEN = new Set(["id", "evidence", "confidence", "voice", "lat", "lon", "geonames"]);

function empty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === false ||
    (Array.isArray(value) && !value.length)
  );
}

/** The spans of the object that a path is about, and of the values that are weighed. */
export function spansOf(report: Report, path: string, values: readonly unknown[]): Span[] {
  const [collection, id] = path.split(".");
  const owner = id === undefined ? undefined : at(report, `${collection}.${id}`);
  const found: Span[] = [];
  const anchors = (value: unknown) => {
    if (!value || typeof value !== "object") return;
    const fields = value as Fields;
    for (const name of ["anchor", "span"]) {
      const span = fields[name];
      if (isSpan(span)) found.push(span);
    }
    for (const name of ["content", "mentions", "cue"]) {
      const many = fields[name];
      if (Array.isArray(many)) for (const span of many) if (isSpan(span)) found.push(span);
    }
  };
  for (const value of values) {
    if (isSpan(value)) found.push(value);
    else if (Array.isArray(value)) {
      for (const one of value) {
        if (isSpan(one)) found.push(one);
        else if (typeof one === "string") anchors(named(report, one));
        else anchors(one);
      }
    } else if (typeof value === "string") anchors(named(report, value));
    else anchors(value);
  }
  anchors(owner);
  return found;
}

function named(report: Report, id: string): unknown {
  for (const collection of COLLECTIONS) {
    const object = report[collection].find((o) => o.id === id);
    if (object) return object;
  }
  return undefined;
}

/** A path for a person: `event e1, type`. */
export function placeName(path: string): string {
  const [collection = "", id, ...fields] = path.split(".");
  if (id === undefined) return path || "the report";
  const one = collection.replace(/s$/, "");
  return [`${one} ${id}`, ...fields].join(", ");
}
