// The words that an object of the record stands on, the one that names it first.
import type { Report } from "../api/schema";
import type { Span } from "../text/marks";
import { parsed, thingAt } from "./paths";
import type { Wording } from "./wordings";

export function spansOf(report: Report, path: string): Span[] {
  const at = parsed(path);
  if (!at) return [];
  const { id } = at;
  switch (at.collection) {
    case "events": {
      const event = report.events.find((e) => e.id === id);
      if (!event) return [];
      const backs = Object.values(event.evidence).flat();
      const instrument = event.instrument ? [event.instrument.span] : [];
      return [event.anchor, ...event.tolls.map((toll) => toll.span), ...instrument, ...backs];
    }
    case "statements": {
      const s = report.statements.find((one) => one.id === id);
      if (!s) return [];
      return [
        ...s.content,
        ...(s.source ? [s.source.span] : []),
        ...s.cue,
        ...(s.medium ? [s.medium.span] : []),
      ];
    }
    case "actors":
      return report.actors.find((a) => a.id === id)?.mentions ?? [];
    case "places":
      return report.places.find((p) => p.id === id)?.mentions ?? [];
    case "times":
      return report.times.filter((t) => t.id === id).map((t) => t.span);
    default: {
      const wording = thingAt(report, path) as Wording | null;
      return wording ? [wording.span] : [];
    }
  }
}
