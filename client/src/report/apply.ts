// What a decision does to what is seen, until the server's answer says it exactly.
import type { Decided, DecisionOut, Mark, NewDecision, ReportView } from "../api/schema";
import { excerpt } from "./fields";
import { type Collection, parsed, type Thing, things } from "./paths";
import { merged, parted } from "./regroup";
import { numbered } from "./wordings";

const NO_MARK: Mark = { state: null, flagged: false, notes: [] };

/** The mark of a place, also of one about which nothing was decided. */
export function markOf(view: ReportView, path: string): Mark {
  return view.marks[path] ?? NO_MARK;
}

function marked(view: ReportView, path: string, change: Partial<Mark>): ReportView {
  return { ...view, marks: { ...view.marks, [path]: { ...markOf(view, path), ...change } } };
}

function withThings(view: ReportView, collection: string, list: readonly Thing[]): ReportView {
  return { ...view, report: { ...view.report, [collection]: list } };
}

/** What was rejected before and is right after all is back among the others. */
function restored(view: ReportView, collection: Collection, id: string): ReportView {
  const gone = view.rejected[collection] ?? [];
  const back = gone.find((one) => one.id === id);
  if (!back) return view;
  const rejected = { ...view.rejected, [collection]: gone.filter((one) => one !== back) };
  return withThings({ ...view, rejected }, collection, [
    ...things(view.report, collection),
    back as unknown as Thing,
  ]);
}

/** The view with a decision applied. */
export function applied(view: ReportView, decision: NewDecision, who: string): ReportView {
  const { action, path, new: value } = decision;
  const at = parsed(path);
  const by = { by: who, made: new Date().toISOString(), reason: decision.reason ?? null };
  const old = markOf(view, path);
  switch (action) {
    case "note": {
      const note: DecisionOut = {
        number: 0,
        made: by.made,
        who,
        action,
        stage: decision.stage,
        record: view.report.id,
        path,
        reading: view.reading,
        old: null,
        new: null,
        reason: decision.reason ?? null,
        replaces: null,
      };
      return marked(view, path, { notes: [...old.notes, note] });
    }
    case "flag":
      return marked(view, path, { flagged: value !== false });
    case "confirm": {
      const done = path === "" ? true : view.done;
      const next = { ...marked(view, path, { state: "confirmed", ...by }), done };
      return at && !at.field ? restored(next, at.collection, at.id) : next;
    }
    case "correct": {
      const next = marked(view, path, { state: "corrected", old: old.old ?? decision.old, ...by });
      if (!at) return { ...next, report: { ...view.report, [path]: value } };
      const changed = at.field ? { [at.field]: value } : (value as Partial<Thing>);
      // Another type of event has modes of its own.
      const along =
        at.collection === "events" && "type" in changed ? { mode: null, cameo: null } : {};
      const change = (one: Thing) => (one.id === at.id ? { ...one, ...along, ...changed } : one);
      return withThings(
        next,
        at.collection,
        things(view.report, at.collection).map(change) as Thing[],
      );
    }
    case "reject": {
      const next = marked(view, path, { state: "rejected", ...by });
      if (!at) return { ...next, done: path === "" ? true : view.done };
      const gone = things(view.report, at.collection).find((one) => one.id === at.id);
      if (!gone) return next;
      const rest = things(view.report, at.collection).filter((one) => one !== gone);
      const rejected = [
        ...(view.rejected[at.collection] ?? []),
        gone as unknown as Record<string, unknown>,
      ];
      return withThings(
        { ...next, rejected: { ...view.rejected, [at.collection]: rejected } },
        at.collection,
        rest,
      );
    }
    case "add": {
      if (!at) return view;
      const rest = things(view.report, at.collection).filter((one) => one.id !== at.id);
      return withThings(marked(view, path, { state: "added", ...by }), at.collection, [
        ...rest,
        value as Thing,
      ]);
    }
    case "merge": {
      const next = marked(view, path, { state: "merged", ...by });
      const { into } = value as { into: string };
      return at ? { ...next, report: merged(view.report, at.collection, at.id, into) } : next;
    }
    case "split": {
      const next = marked(view, path, { state: "split", ...by });
      const parts = value as { id: string; spans: [number, number][] };
      const words = (span: [number, number]) => excerpt(view.report, span);
      if (!at) return next;
      return { ...next, report: parted(view.report, at.collection, at.id, parts, words) };
    }
    default:
      return view;
  }
}

/** The view with the server's answer, which has the last word. */
export function patched(view: ReportView, answer: Decided): ReportView {
  const changes = Object.keys(answer.patch).length > 0;
  const next: ReportView = {
    ...view,
    report: changes ? { ...view.report, ...answer.patch } : view.report,
    rejected: { ...view.rejected, ...(answer.rejected as ReportView["rejected"]) },
    marks: answer.marks,
    done: answer.done,
    turns: answer.turns,
  };
  return numbered(next);
}
