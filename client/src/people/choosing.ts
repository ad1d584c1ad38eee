// Having the last word: what an adjudicator's choice is as a decision, and what is left to choose.
import type { AdjudicationLine, Codebook, CodedValue, Disputed, NewDecision } from "../api/schema";

/** A decision of the last word. */
function word(
  action: NewDecision["action"],
  path: string,
  values: { old?: unknown; new?: unknown } = {},
): NewDecision {
  return { action, path, stage: "adjudication", ...values };
}

/** One coder's value is right. */
export function choose(place: Disputed, coded: CodedValue): NewDecision {
  switch (coded.state) {
    case "rejected":
      return word("reject", place.path, { old: place.machine });
    case "added":
      return word("add", place.path, { new: coded.value });
    case "corrected":
      return word("correct", place.path, { old: place.machine, new: coded.value });
    default:
      return word("confirm", place.path, { old: place.machine });
  }
}

/** The machine's value is right; of what the machine does not have, that it is not there. */
export function chooseMachine(place: Disputed): NewDecision {
  return place.machine == null && isObject(place.path)
    ? word("reject", place.path)
    : word("confirm", place.path, { old: place.machine });
}

/** A value of the adjudicator's own. */
export function chooseOwn(place: Disputed, value: unknown): NewDecision {
  if (isObject(place.path) && place.machine == null) return word("add", place.path, { new: value });
  return word("correct", place.path, { old: place.machine, new: value });
}

/** Whether a path is that of an object and not of one of its fields. */
function isObject(path: string): boolean {
  return path.split(".").length === 2;
}

/** The report as it is now is the last word. */
export function finish(): NewDecision {
  return word("confirm", "");
}

/** Places that somebody has to decide, in the order of the record. */
export function open(places: readonly Disputed[]): Disputed[] {
  return places.filter((place) => !place.chosen);
}

/** Places with what was just chosen and is on its way. */
export function withChosen(
  places: readonly Disputed[],
  chosen: ReadonlyMap<string, CodedValue>,
): Disputed[] {
  return places.map((place) => ({ ...place, chosen: chosen.get(place.path) ?? place.chosen }));
}

/** The place to look at after a choice: the next that is open, else one that is open before it. */
export function nextOpen(places: readonly Disputed[], from: string): string | null {
  const at = places.findIndex((p) => p.path === from);
  const after = [...places.slice(at + 1), ...places.slice(0, at + 1)];
  return after.find((p) => !p.chosen && p.path !== from)?.path ?? null;
}

/** The next report that is not done. */
export function nextReport(lines: readonly AdjudicationLine[], after: string): string | null {
  const at = lines.findIndex((line) => line.report === after);
  const rest = [...lines.slice(at + 1), ...lines.slice(0, Math.max(at, 0))];
  return rest.find((line) => !line.done && line.report !== after)?.report ?? null;
}

/** The values that the codebook has for a field; none where it may be anything. */
export function choicesFor(path: string, codebook: Codebook | null): string[] {
  const [collection, , field] = path.split(".");
  if (!codebook || !field) return [];
  if (field === "type") return Object.keys(codebook.types);
  if (field === "mode") return [...new Set(Object.values(codebook.types).flat())].sort();
  const name = field === "kind" ? `${collection?.replace(/s$/, "")}_kind` : field;
  return codebook.enums[name] ?? [];
}

/** What a person typed as a value: JSON where it is some, else the words themselves. */
export function typedValue(typed: string, before: unknown): unknown {
  if (before === null || typeof before === "string") {
    const words = typed.trim();
    return words === "" ? null : words;
  }
  return JSON.parse(typed) as unknown;
}
