// The report that is open: what is seen of it, and what is in focus.
import { computed, effect, signal, untracked } from "@preact/signals";
import { me } from "../api/client";
import { arrived, refused, turns, unsaved } from "../api/decide";
import type { ReportView } from "../api/schema";
import { noteDone, noteFlag } from "../queue/list";
import type { Span } from "../text/marks";
import { applied, patched } from "./apply";
import type { Candidate } from "./candidates";
import type { Field } from "./fields";
import { entryOf, open, refresh } from "./load";
import {
  COLLECTIONS,
  type Collection,
  isCollection,
  objectPath,
  type Thing,
  things,
} from "./paths";

/** Which report, and which reading of it; null: the current one. */
export const wanted = signal<{ id: string; reading: number | null } | null>(null);
export const problem = signal<string | null>(null);

const entry = computed(() => {
  const which = wanted.value;
  return which && untracked(() => open(which.id, which.reading));
});

effect(() => {
  const now = entry.value;
  problem.value = null;
  void now?.loaded.then(() => {
    if (now === entry.peek()) problem.value = now.fault?.message ?? null;
  });
});

/** As the server has it. */
const base = computed(() => entry.value?.view.value ?? null);

/** As the person sees it: with what they decided and the server has not answered yet. */
export const shown = computed<ReportView | null>(() => {
  const view = base.value;
  if (!view) return null;
  const who = me.value?.name ?? "";
  return unsaved.value
    .filter((parcel) => parcel.record === view.report.id)
    .reduce((seen, parcel) => applied(seen, parcel.body, who), view);
});

effect(() => {
  const view = base.value;
  if (view) turns.value = view.turns;
});

/** Path of what is in focus: a card, or nothing for the report as a whole. */
export const focus = signal("");
/** Path of the card whose words the mouse is on. */
export const hovered = signal("");
/** Which kind of cards is listed. */
export const only = signal<Collection | "all">("all");
/** Words to show in the text besides those of the card: a candidate's, a field's. */
export const looked = signal<readonly Span[]>([]);
/** The step through candidates in the field in focus. */
export const stepping = signal<{ path: string; list: readonly Candidate[]; at: number } | null>(
  null,
);
/** The field that is open for editing, `events.e1.type`. */
export const editing = signal<string | null>(null);
/** The field that has the focus. */
export const pointed = signal<{ path: string; field: Field } | null>(null);
/** A field that takes words of the text. */
export interface WordField {
  path: string;
  label: string;
  kind: "span" | "spans" | "source" | "tolls";
}
/** Words that were given to a field of tolls: they come with the editor as one more. */
export const tollWords = signal<Span | null>(null);
/** The field for which words are to be selected. */
export const choosing = signal<WordField | null>(null);
/** The one that had the focus last: words that are selected now may be meant for it. */
export const nearby = signal<WordField | null>(null);
/** Which dialog is open. */
export const asking = signal<"note" | "merge" | "split" | null>(null);
/** Whether the page as it was stored is shown in place of the text. */
export const pageShown = signal(false);
/** Where the text scrolls to when this changes. */
export const scrollTo = signal<{ span: Span; n: number } | null>(null);

/** Kinds of cards there are to list. Few reports have wordings that take a side: no room for none. */
export const kinds = computed<readonly (Collection | "all")[]>(() => {
  const view = shown.value;
  const wordings = view && (view.report.loaded.length || view.rejected.loaded?.length);
  return ["all", ...COLLECTIONS.filter((kind) => kind !== "loaded" || wordings)];
});

export interface Card {
  path: string;
  collection: Collection;
  thing: Thing;
  rejected: boolean;
}

/** The cards of the list, in the order of the text within each collection, rejected ones last. */
export const cards = computed<readonly Card[]>(() => {
  const view = shown.value;
  if (!view) return [];
  const out: Card[] = [];
  for (const collection of COLLECTIONS) {
    if (only.value !== "all" && only.value !== collection) continue;
    for (const thing of things(view.report, collection)) {
      out.push({ path: `${collection}.${thing.id}`, collection, thing, rejected: false });
    }
    for (const gone of view.rejected[collection] ?? []) {
      const thing = gone as unknown as Thing;
      out.push({ path: `${collection}.${thing.id}`, collection, thing, rejected: true });
    }
  }
  return out;
});

export const cardAt = computed(() =>
  cards.value.findIndex((card) => card.path === objectPath(focus.value)),
);
export const card = computed<Card | null>(() => cards.value[cardAt.value] ?? null);

export const READS_ONLY = "You can read here; ask an admin for the role of a coder to decide";

/** Why nothing can be decided here; null where it can. */
export const locked = computed<string | null>(() => {
  if (me.value?.role === "reader") return READS_ONLY;
  const view = shown.value;
  if (view?.readings.some((r) => r.number === view.reading && !r.current)) {
    return "This is an earlier reading; go to the current one to decide";
  }
  return null;
});

/** Step out of all that is being edited. */
export function settle(): void {
  stepping.value = null;
  editing.value = null;
  choosing.value = null;
  looked.value = [];
}

/** Put a card in focus; kinds that are not listed are listed again. */
export function focusOn(path: string): void {
  const collection = path.split(".")[0];
  if (only.peek() !== "all" && isCollection(collection) && only.peek() !== collection)
    only.value = "all";
  if (focus.peek() !== path) {
    settle();
    nearby.value = null;
    pointed.value = null;
  }
  focus.value = path;
}

// Answers of the server, also to undo and redo, and also about reports that are not open.
arrived.subscribe((answer) => {
  if (!answer?.decision.record.startsWith("r_")) return;
  const { record, path, action } = answer.decision;
  const there = entryOf(record);
  if (there?.peek()) there.value = patched(there.peek() as ReportView, answer);
  untracked(() => {
    noteDone(record, answer.done);
    noteFlag(record, answer.marks[""]?.flagged ?? false);
    if (action === "undo" && wanted.peek()?.id === record) focusOn(objectPath(path));
  });
});

refused.subscribe((one) => {
  if (one) refresh(one.record);
});
