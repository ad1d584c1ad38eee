// Wordings that take a side have no ids in the record: they are named by their place in the machine's
// reading. What was rejected is taken out of the list, so that places are told from the marks.
import type { Loaded, ReportView } from "../api/schema";

export type Wording = Loaded & { id: string };

/** The view with each wording under the id by which decisions name it: the 2 of `loaded.2`. */
export function numbered(view: ReportView): ReportView {
  const kept = view.report.loaded as readonly (Loaded & { id?: string })[];
  const gone = (view.rejected.loaded ?? []) as unknown as readonly Loaded[];
  if (!kept.length && !gone.length) return view;
  const all = kept.length + gone.length;
  const places = Array.from({ length: all }, (_, i) => String(i));
  const isGone = (id: string) => view.marks[`loaded.${id}`]?.state === "rejected";
  const free = places.filter((id) => !isGone(id));
  const named = (list: readonly Loaded[], ids: readonly string[]): Wording[] =>
    list.map((one, i) => ({ ...one, id: ids[i] ?? String(all + i) }));
  return {
    ...view,
    // The text is drawn anew for another report: the same one stays where nothing changed in it.
    report: kept.every((one, i) => one.id === free[i])
      ? view.report
      : { ...view.report, loaded: named(kept, free) },
    rejected: {
      ...view.rejected,
      loaded: named(gone, places.filter(isGone)) as ReportView["rejected"][string],
    },
  };
}
