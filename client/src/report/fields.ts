// Which fields an object has, how each is edited, and what its values are called.
import type { Codebook, Event, Place, Report, Toll } from "../api/schema";
import { inUtc } from "../ui/When";
import { range, readable } from "../ui/words";
import { type Collection, type Thing, thingAt, things, valueAt } from "./paths";
import type { Wording } from "./wordings";

type FieldKind =
  | "choice"
  | "choices"
  | "ref"
  | "refs"
  | "source"
  | "span"
  | "spans"
  | "text"
  | "position"
  | "flag"
  | "tolls";

export interface Field {
  name: string;
  label: string;
  kind: FieldKind;
  /** It has a row of its own. */
  wide?: boolean;
  /** For text: it is a day or a moment, and shown as such. */
  moment?: boolean;
  /** For references: into which collection. */
  of?: Collection;
  /** May it be empty? */
  empty?: boolean;
  /** What a choice can be. */
  values?: (codebook: Codebook, thing: Thing) => readonly string[];
  /** What the codebook's sentences on its values begin with: `status` of `status.feared`. */
  explain?: string;
}

const choice = (name: string, label: string, list: string, empty = false): Field => ({
  name,
  label,
  kind: "choice",
  empty,
  explain: list,
  values: (codebook) => codebook.enums[list] ?? [],
});

export const FIELDS: Record<Collection, readonly Field[]> = {
  events: [
    {
      name: "type",
      label: "Type",
      kind: "choice",
      values: (codebook) => Object.keys(codebook.types),
    },
    {
      name: "mode",
      label: "Mode",
      kind: "choice",
      empty: true,
      values: (codebook, thing) => codebook.types[(thing as Event).type] ?? [],
    },
    choice("status", "Status", "status"),
    { name: "actors", label: "Who", kind: "refs", of: "actors", empty: true },
    { name: "recipients", label: "To whom", kind: "refs", of: "actors", empty: true },
    { name: "places", label: "Where", kind: "refs", of: "places", empty: true },
    { name: "time", label: "When", kind: "ref", of: "times", empty: true },
    { name: "tolls", label: "Tolls", kind: "tolls", empty: true },
    { name: "background", label: "Background", kind: "flag" },
    {
      name: "contexts",
      label: "Contexts",
      kind: "choices",
      empty: true,
      values: (codebook) => codebook.contexts,
    },
    { name: "same_as", label: "Same as", kind: "ref", of: "events", empty: true },
    { name: "anchor", label: "Words", kind: "span" },
  ],
  statements: [
    { name: "source", label: "Source", kind: "source", of: "actors", empty: true },
    choice("stance", "Stance", "stance"),
    choice("kind", "Speech", "statement_kind"),
    { name: "medium", label: "Told to", kind: "source", of: "actors", empty: true },
    { name: "parent", label: "Inside", kind: "ref", of: "statements", empty: true },
    { name: "content", label: "What is said", kind: "spans" },
    { name: "cue", label: "Cue", kind: "spans", empty: true },
  ],
  actors: [
    { name: "name", label: "Name", kind: "text" },
    choice("kind", "Kind", "actor_kind"),
    {
      name: "country",
      label: "Country",
      kind: "choice",
      empty: true,
      values: (codebook) => Object.keys(codebook.countries),
    },
    {
      name: "sector",
      label: "Sector",
      kind: "choice",
      empty: true,
      explain: "sector",
      values: (codebook) => codebook.sectors,
    },
    { name: "role", label: "Role", kind: "text", empty: true },
    { name: "member_of", label: "Member of", kind: "ref", of: "actors", empty: true },
    { name: "mentions", label: "Mentions", kind: "spans" },
  ],
  places: [
    { name: "name", label: "Name", kind: "text" },
    {
      name: "country",
      label: "Country",
      kind: "choice",
      empty: true,
      values: (codebook) => Object.keys(codebook.countries),
    },
    { name: "admin1", label: "Province", kind: "text", empty: true },
    {
      name: "precision",
      label: "Precision",
      kind: "choice",
      empty: true,
      explain: "where_prec",
      values: () => ["1", "2", "3", "4", "5", "6", "7"],
    },
    { name: "lat", label: "Position", kind: "position", empty: true },
    { name: "mentions", label: "Mentions", kind: "spans" },
  ],
  times: [
    { name: "value", label: "Value", kind: "text", empty: true },
    { name: "earliest", label: "Earliest", kind: "text", empty: true },
    { name: "latest", label: "Latest", kind: "text", empty: true },
    {
      name: "precision",
      label: "Precision",
      kind: "choice",
      empty: true,
      explain: "date_prec",
      values: () => ["1", "2", "3", "4", "5"],
    },
    {
      name: "type",
      label: "Type",
      kind: "choice",
      values: () => ["date", "time", "duration", "set"],
    },
    { name: "span", label: "Words", kind: "span" },
  ],
  // A wording is right or it is not.
  loaded: [],
};

export function fieldOf(collection: Collection, name: string): Field | null {
  return FIELDS[collection].find((field) => field.name === name) ?? null;
}

/** The words at a span, for a name. */
export function excerpt(
  report: Report,
  span: readonly [number, number] | null | undefined,
  most = 60,
): string {
  if (!span) return "";
  const points = wordsOf(report, span);
  return points.length > most ? `${points.slice(0, most).trimEnd()}…` : points;
}

const cut = new WeakMap<Report, string[] | null>();

function wordsOf(report: Report, span: readonly [number, number]): string {
  let points = cut.get(report);
  if (points === undefined) {
    // Only texts with characters beyond the basic plane need to be taken apart.
    points = /[\ud800-\udfff]/.test(report.text) ? [...report.text] : null;
    cut.set(report, points);
  }
  return points ? points.slice(span[0], span[1]).join("") : report.text.slice(span[0], span[1]);
}

/** What an object is called where another one refers to it. */
export function nameOf(report: Report, collection: Collection, id: string): string {
  switch (collection) {
    case "actors":
      return report.actors.find((a) => a.id === id)?.name ?? id;
    case "places":
      return report.places.find((p) => p.id === id)?.name ?? id;
    case "times": {
      const time = report.times.find((t) => t.id === id);
      if (!time) return id;
      const day = time.earliest === time.latest ? time.earliest : null;
      return day ? `${day}, ${excerpt(report, time.span)}` : excerpt(report, time.span);
    }
    case "events": {
      const event = report.events.find((e) => e.id === id);
      return event ? `${readable(event.type)}: ${excerpt(report, event.anchor)}` : id;
    }
    case "loaded": {
      const wording = things(report, collection).find((one) => one.id === id) as
        | Wording
        | undefined;
      return wording ? excerpt(report, wording.span) : id;
    }
    default: {
      const statement = report.statements.find((s) => s.id === id);
      const source = statement?.source ? excerpt(report, statement.source.span, 30) : "unnamed";
      return statement ? `${source}: ${excerpt(report, statement.content[0], 40)}` : id;
    }
  }
}

export function tollInWords(toll: Toll): string {
  return `${range(toll.low, toll.best, toll.high)} ${toll.effect}`;
}

/** What a choice is called where the codebook is at hand: countries by their names. */
export function choiceInWords(codebook: Codebook | null, field: Field, value: string): string {
  const country = field.name === "country" ? codebook?.countries[value] : undefined;
  return country ? `${country} (${value})` : readable(value);
}

/** The codebook's sentence on a value; empty where it has none. */
export function explained(codebook: Codebook | null, field: Field, value: unknown): string {
  const key = field.explain ? `${field.explain}.${value}` : String(value);
  return codebook?.explained[key] ?? "";
}

/** What a field shows and a correction changes: of a place, both coordinates at once. */
export function fieldValue(report: Report, path: string, field: Field): unknown {
  if (field.kind !== "position") return valueAt(report, path);
  const place = thingAt(report, path) as Place | null;
  return place?.lat == null || place.lon == null ? null : { lat: place.lat, lon: place.lon };
}

/** A value for a person to read; empty for none. */
export function inWords(report: Report, field: Field, value: unknown): string {
  if (value === null || value === undefined) return "";
  switch (field.kind) {
    case "ref":
      return nameOf(report, field.of ?? "actors", String(value));
    case "refs":
      return (value as string[]).map((id) => nameOf(report, field.of ?? "actors", id)).join(", ");
    case "source": {
      const source = value as { span: [number, number]; actor?: string | null };
      const words = excerpt(report, source.span);
      const name = source.actor ? nameOf(report, "actors", source.actor) : null;
      return name && name !== words ? `${words} (${name})` : words;
    }
    case "span":
      return excerpt(report, value as [number, number], 90);
    case "spans":
      return (value as [number, number][]).map((span) => excerpt(report, span, 60)).join(" … ");
    case "tolls":
      return (value as Toll[]).map(tollInWords).join(", ");
    case "flag":
      return value ? "yes" : "no";
    case "position": {
      const { lat, lon } = value as { lat: number; lon: number };
      return `${lat.toFixed(3)}, ${lon.toFixed(3)}`;
    }
    case "choices":
      return (value as string[]).map(readable).join(", ");
    case "choice":
      return readable(String(value));
    default:
      return (field.moment && inUtc(String(value))) || String(value);
  }
}

/** A value as its field shows it: with the names of the codebook, where that is at hand. */
export function wordsOfField(
  report: Report,
  codebook: Codebook | null,
  field: Field,
  value: unknown,
): string {
  return field.kind === "choice" && value != null
    ? choiceInWords(codebook, field, String(value))
    : inWords(report, field, value);
}

/** Where in the text a value stands, to show it. */
export function spansOfValue(report: Report, field: Field, value: unknown): [number, number][] {
  if (value === null || value === undefined) return [];
  const of = (collection: Collection, id: string): [number, number][] => {
    switch (collection) {
      case "actors":
        return report.actors.find((a) => a.id === id)?.mentions ?? [];
      case "places":
        return report.places.find((p) => p.id === id)?.mentions ?? [];
      case "times":
        return report.times.filter((t) => t.id === id).map((t) => t.span);
      case "events":
        return report.events.filter((e) => e.id === id).map((e) => e.anchor);
      default:
        return report.statements.find((s) => s.id === id)?.content ?? [];
    }
  };
  switch (field.kind) {
    case "ref":
      return of(field.of ?? "actors", String(value));
    case "refs":
      return (value as string[]).flatMap((id) => of(field.of ?? "actors", id));
    case "source":
      return [(value as { span: [number, number] }).span];
    case "span":
      return [value as [number, number]];
    case "spans":
      return value as [number, number][];
    case "tolls":
      return (value as Toll[]).map((toll) => toll.span);
    default:
      return [];
  }
}
