// What a field could be: the values that the arrow keys step through, the nearest in the text first.
import type { Actor, Codebook, Event, Place, Report, Source, Statement, Time } from "../api/schema";
import { choiceInWords, excerpt, type Field, inWords, spansOfValue } from "./fields";
import type { Collection, Thing } from "./paths";
import type { Wording } from "./wordings";

export type Span = [number, number];

export interface Candidate {
  value: unknown;
  label: string;
  /** Where it stands in the text; null for a value that has no words. */
  span: Span | null;
}

/** Code points between two spans; 0 where they touch. */
export function distance(a: Span, b: Span): number {
  return Math.max(0, b[0] - a[1], a[0] - b[1]);
}

function nearest(spans: readonly Span[], to: Span): Span | null {
  let best: Span | null = null;
  for (const span of spans) if (!best || distance(span, to) < distance(best, to)) best = span;
  return best;
}

/** Where an object stands: the words from which nearness counts. */
export function placeOf(collection: Collection, thing: Thing): Span {
  switch (collection) {
    case "events":
      return (thing as Event).anchor;
    case "statements": {
      const statement = thing as Statement;
      return statement.cue[0] ?? statement.content[0] ?? [0, 0];
    }
    case "times":
    case "loaded":
      return (thing as Time | Wording).span;
    default:
      return (thing as Actor | Place).mentions[0] ?? [0, 0];
  }
}

const MOST = 40;

function byNearness<T>(
  items: readonly T[],
  spansOf: (item: T) => readonly Span[],
  from: Span,
): { item: T; span: Span }[] {
  const found: { item: T; span: Span }[] = [];
  for (const item of items) {
    const span = nearest(spansOf(item), from);
    if (span) found.push({ item, span });
  }
  return found.sort((a, b) => distance(a.span, from) - distance(b.span, from)).slice(0, MOST);
}

function references(report: Report, field: Field, from: Span, own: string): Candidate[] {
  const wrap = (id: string): unknown => (field.kind === "refs" ? [id] : id);
  const make = (id: string, label: string, span: Span): Candidate => ({
    value: wrap(id),
    label,
    span,
  });
  switch (field.of) {
    case "actors":
      return byNearness(
        report.actors.filter((a) => a.id !== own),
        (a) => a.mentions,
        from,
      ).map(({ item, span }) => make(item.id, item.name, span));
    case "places":
      return byNearness(report.places, (p) => p.mentions, from).map(({ item, span }) =>
        make(item.id, item.name, span),
      );
    case "times":
      return byNearness(report.times, (t) => [t.span], from).map(({ item, span }) =>
        make(item.id, inWords(report, field, item.id), span),
      );
    case "events":
      return byNearness(
        report.events.filter((e) => e.id !== own),
        (e) => [e.anchor],
        from,
      ).map(({ item, span }) =>
        make(item.id, inWords(report, { ...field, kind: "ref" }, item.id), span),
      );
    default:
      return byNearness(
        report.statements.filter((s) => s.id !== own),
        (s) => s.content,
        from,
      ).map(({ item, span }) =>
        make(item.id, inWords(report, { ...field, kind: "ref" }, item.id), span),
      );
  }
}

/** Every mention of an actor is a candidate of its own: the source is the words that stand there. */
function speakers(report: Report, from: Span): Candidate[] {
  const mentions = report.actors.flatMap((actor) =>
    actor.mentions.map((span) => ({ actor, span })),
  );
  return byNearness(mentions, (m) => [m.span], from).map(({ item, span }) => ({
    value: { span, actor: item.actor.id } satisfies Partial<Source>,
    label:
      excerpt(report, span) === item.actor.name
        ? item.actor.name
        : `${excerpt(report, span)} (${item.actor.name})`,
    span,
  }));
}

/** All that a field could be; what it is now comes first, nothing comes last. */
export function candidates(
  report: Report,
  codebook: Codebook,
  collection: Collection,
  thing: Thing,
  field: Field,
): Candidate[] {
  const now = (thing as unknown as Record<string, unknown>)[field.name] ?? null;
  const from = placeOf(collection, thing);
  let others: Candidate[] = [];
  switch (field.kind) {
    case "choice":
    case "choices":
      others = (field.values?.(codebook, thing) ?? []).map((value) => ({
        value:
          field.kind === "choices" ? [value] : field.name === "precision" ? Number(value) : value,
        label: choiceInWords(codebook, field, value),
        span: null,
      }));
      break;
    case "flag":
      others = [true, false].map((value) => ({
        value,
        label: inWords(report, field, value),
        span: null,
      }));
      break;
    case "ref":
    case "refs":
      others = references(report, field, from, thing.id);
      break;
    case "source":
      others = speakers(report, from);
      break;
    default:
      return [];
  }
  const key = (value: unknown) =>
    JSON.stringify(field.kind === "source" ? (value as Source | null)?.span : value);
  const empty = now === null || (Array.isArray(now) && now.length === 0);
  const first: Candidate[] = empty
    ? []
    : [
        {
          value: now,
          label: inWords(report, field, now),
          span: nearest(spansOfValue(report, field, now), from),
        },
      ];
  const none: Candidate[] = field.empty
    ? [
        {
          value: ["refs", "choices"].includes(field.kind) ? [] : null,
          label: "none",
          span: null,
        },
      ]
    : [];
  // A list of choices keeps its own order, so that a hand can learn it; the step starts from now.
  if (field.kind === "choice" || field.kind === "flag") return [...others, ...none];
  const rest = others.filter((one) => key(one.value) !== key(now));
  return empty ? [...none, ...rest] : [...first, ...rest, ...none];
}
