// Candidates that take reading to find (numbers with their people, words beside words): the server's.
import { get } from "../api/client";
import type { Candidates, Report, Toll } from "../api/schema";
import type { Candidate } from "./candidates";
import type { Field } from "./fields";
import { tollInWords } from "./fields";
import { shown } from "./state";

const KINDS: ReadonlySet<Field["kind"]> = new Set(["tolls", "span", "spans"]);

/** Whether a field's candidates are the server's to find. */
export function isAsked(field: Field): boolean {
  return KINDS.has(field.kind);
}

/** By report as it is now: a decision makes another one of it. */
const kept = new WeakMap<Report, Map<string, Promise<readonly Candidate[]>>>();

function label(field: Field, value: unknown, words: string): string {
  if (field.kind !== "tolls" || !Array.isArray(value)) return words || "none";
  const tolls = (value as Toll[]).map(tollInWords).join(", ");
  return tolls ? `${tolls} (“${words}”)` : "none";
}

/** What the field could be; asked for once as long as the report stays as it is. */
export function askFor(path: string, field: Field): Promise<readonly Candidate[]> {
  const view = shown.peek();
  if (!view) return Promise.resolve([]);
  let paths = kept.get(view.report);
  if (!paths) {
    paths = new Map();
    kept.set(view.report, paths);
  }
  let found = paths.get(path);
  if (!found) {
    const address = `/api/reports/${encodeURIComponent(view.report.id)}/candidates`;
    found = get<Candidates>(address, { path }, { low: true }).then(
      ({ candidates }) =>
        candidates.map(({ value, span, words }) => ({
          value,
          span,
          label: label(field, value, words),
        })),
      () => {
        paths.delete(path); // asked again when it is stepped through again
        return [];
      },
    );
    paths.set(path, found);
  }
  return found;
}
