// Paths into a report: `events.e1.type`, `events.e1`, or nothing for all of it.
import type { Actor, Event, Place, Report, Statement, Time } from "../api/schema";
import type { Wording } from "./wordings";

export const COLLECTIONS = ["events", "statements", "actors", "places", "times", "loaded"] as const;
export type Collection = (typeof COLLECTIONS)[number];
export type Thing = Event | Statement | Actor | Place | Time | Wording;

export const ONE: Record<Collection, string> = {
  events: "Event",
  statements: "Statement",
  actors: "Actor",
  places: "Place",
  times: "Time",
  loaded: "Wording",
};
export const MANY: Record<Collection, string> = {
  events: "Events",
  statements: "Statements",
  actors: "Actors",
  places: "Places",
  times: "Times",
  loaded: "Loaded",
};

/** Collections whose objects can be told to be one and the same. */
export const MERGEABLE: ReadonlySet<string> = new Set(["actors", "places", "events"]);

/** Whether some of its mentions could be those of another. */
export function canSplit(thing: Thing | undefined): boolean {
  return thing !== undefined && "mentions" in thing && thing.mentions.length > 1;
}

export interface Path {
  collection: Collection;
  id: string;
  field: string | null;
}

export function isCollection(name: string | undefined): name is Collection {
  return COLLECTIONS.includes(name as Collection);
}

/** Null for the whole report and for fields of the report itself. */
export function parsed(path: string): Path | null {
  const [collection, id, ...field] = path.split(".");
  if (!isCollection(collection) || !id) return null;
  return { collection, id, field: field.length ? field.join(".") : null };
}

/** The path of the object that a path is about: `events.e1` of `events.e1.type`. */
export function objectPath(path: string): string {
  const at = parsed(path);
  return at ? `${at.collection}.${at.id}` : "";
}

export function things(report: Report, collection: Collection): readonly Thing[] {
  // What the desk holds has been given ids where the record has none.
  return collection === "loaded"
    ? (report.loaded as unknown as readonly Wording[])
    : report[collection];
}

export function thingAt(report: Report, path: string): Thing | null {
  const at = parsed(path);
  return (at && things(report, at.collection).find((one) => one.id === at.id)) ?? null;
}

/** A field's value; undefined where there is no such object. */
export function valueAt(report: Report, path: string): unknown {
  const at = parsed(path);
  if (!at) return path in report ? report[path as keyof Report] : undefined;
  const thing = thingAt(report, path);
  if (!thing || !at.field) return thing ?? undefined;
  return (thing as unknown as Record<string, unknown>)[at.field] ?? null;
}
