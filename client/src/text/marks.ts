// Which words of a report are shown, as what, and for which object of the record.
import type { Report } from "../api/schema";

export type Span = [number, number];

/** Kinds of marks; the index is the bit of the kind in a segment's mask. */
export const KINDS = [
  "event",
  "toll",
  "source",
  "cue",
  "content",
  "medium",
  "actor",
  "place",
  "time",
  "loaded",
] as const;
export type Kind = (typeof KINDS)[number];

export const KIND_NAMES: Record<Kind, string> = {
  event: "Events",
  toll: "Tolls",
  source: "Sources",
  cue: "Cues",
  content: "What is said",
  medium: "Media",
  actor: "Actors",
  place: "Places",
  time: "Times",
  loaded: "Loaded words",
};

export interface TextMark {
  span: Span;
  kind: Kind;
  /** Path of the object: `events.e1`. */
  record: string;
  /** For what is said: in how many statements, this one counted. */
  depth: number;
}

/** How deep a statement lies in others; a circle, which no valid record has, ends the count. */
export function depths(report: Report): Map<string, number> {
  const parents = new Map(report.statements.map((s) => [s.id, s.parent ?? null]));
  const out = new Map<string, number>();
  for (const s of report.statements) {
    let depth = 1;
    const seen = new Set([s.id]);
    for (let up = s.parent; up && !seen.has(up); up = parents.get(up)) {
      seen.add(up);
      depth += 1;
    }
    out.set(s.id, depth);
  }
  return out;
}

/** Every span to show, in no particular order. */
export function marksOf(report: Report): TextMark[] {
  const out: TextMark[] = [];
  const put = (span: Span, kind: Kind, record: string, depth = 0) => {
    out.push({ span, kind, record, depth });
  };
  const depth = depths(report);
  for (const s of report.statements) {
    const record = `statements.${s.id}`;
    for (const span of s.content) put(span, "content", record, depth.get(s.id) ?? 1);
    if (s.source) put(s.source.span, "source", record);
    for (const span of s.cue) put(span, "cue", record);
    if (s.medium) put(s.medium.span, "medium", record);
  }
  for (const e of report.events) {
    put(e.anchor, "event", `events.${e.id}`);
    for (const toll of e.tolls) put(toll.span, "toll", `events.${e.id}`);
  }
  for (const a of report.actors)
    for (const span of a.mentions) put(span, "actor", `actors.${a.id}`);
  for (const p of report.places)
    for (const span of p.mentions) put(span, "place", `places.${p.id}`);
  for (const t of report.times) put(t.span, "time", `times.${t.id}`);
  report.loaded.forEach((l, i) => {
    // Where the wordings before it were rejected, it has the id that says so.
    put(l.span, "loaded", `loaded.${"id" in l ? l.id : i}`);
  });
  return out;
}
