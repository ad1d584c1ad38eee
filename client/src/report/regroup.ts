// Merging and splitting as they show at once: what refers to an object leads to what it became. Who of
// two that were split a reference goes to is told from the words, which is the server's to do.
import type { Actor, Event, Place, Report, Statement } from "../api/schema";
import type { Span } from "../text/marks";

type Group = "actors" | "places";

const inOrder = (spans: readonly Span[]) => [...spans].sort((a, b) => a[0] - b[0]);

/** Who says or carries something, with another actor where it was `from`. */
function led<S extends { actor?: string | null }>(
  who: S | null | undefined,
  from: string,
  to: string,
): S | null {
  return who?.actor === from ? { ...who, actor: to } : (who ?? null);
}

/** The report with every reference to one actor or place leading to another, each once. */
function leading(report: Report, group: Group, from: string, to: string): Report {
  const many = (ids: readonly string[]) =>
    ids.includes(from) ? [...new Set(ids.map((id) => (id === from ? to : id)))] : [...ids];
  if (group === "places") {
    const events = report.events.map((e): Event => ({ ...e, places: many(e.places) }));
    return { ...report, events };
  }
  const body = (actor: Actor) => {
    if (actor.member_of !== from) return actor;
    return { ...actor, member_of: actor.id === to ? null : to };
  };
  return {
    ...report,
    actors: report.actors.map(body),
    events: report.events.map(
      (e): Event => ({ ...e, actors: many(e.actors), recipients: many(e.recipients) }),
    ),
    statements: report.statements.map(
      (s): Statement => ({
        ...s,
        source: led(s.source, from, to),
        medium: led(s.medium, from, to),
      }),
    ),
  };
}

/** One object became part of another; the same report where that cannot be. */
export function merged(report: Report, collection: string, id: string, into: string): Report {
  if (collection === "events") {
    const first = report.events.find((e) => e.id === into)?.same_as ?? into;
    const events = report.events.map((e) => (e.id === id ? { ...e, same_as: first } : e));
    return first === id ? report : { ...report, events };
  }
  if (collection !== "actors" && collection !== "places") return report;
  const all: readonly (Actor | Place)[] = report[collection];
  const gone = all.find((one) => one.id === id);
  if (!gone || gone.id === into || !all.some((one) => one.id === into)) return report;
  const rest = all
    .filter((one) => one !== gone)
    .map((one) =>
      one.id === into
        ? { ...one, mentions: inOrder([...one.mentions, ...gone.mentions] as Span[]) }
        : one,
    );
  return leading({ ...report, [collection]: rest }, collection, id, into);
}

/** Some mentions of an object are those of another, which is called by the longest of them. */
export function parted(
  report: Report,
  collection: string,
  id: string,
  { id: own, spans }: { id: string; spans: readonly Span[] },
  wordsAt: (span: Span) => string,
): Report {
  if (collection !== "actors" && collection !== "places") return report;
  const going = new Set(spans.map(String));
  const list = (report[collection] as readonly (Actor | Place)[]).flatMap((one) => {
    if (one.id !== id) return [one];
    const kept = one.mentions.filter((span) => !going.has(String(span)));
    const name = spans.map(wordsAt).reduce((a, b) => (b.length > a.length ? b : a), "");
    const bare = Object.fromEntries(
      Object.entries(one).map(([field, value]) => [field, Array.isArray(value) ? [] : null]),
    );
    const kind = "kind" in one ? { kind: one.kind } : {};
    return [
      { ...one, mentions: kept },
      { ...bare, id: own, name, mentions: inOrder(spans), ...kind } as Actor | Place,
    ];
  });
  return { ...report, [collection]: list };
}
