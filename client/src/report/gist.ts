// A card in two lines of words, and how it stands.
import type { Actor, Event, Place, Report, Statement, Time, VoiceStep } from "../api/schema";
import { plural, readable } from "../ui/words";
import { markOf } from "./apply";
import { excerpt, nameOf } from "./fields";
import type { Collection } from "./paths";
import { type Card, shown } from "./state";
import type { Wording } from "./wordings";

function names(report: Report, collection: Collection, ids: readonly string[]): string {
  return ids.map((id) => nameOf(report, collection, id)).join(", ");
}

/** A chain of tellers in words, without the outlet's own voice. */
export function tellersOf(report: Report, voice: readonly VoiceStep[]): string {
  return voice
    .map((step) => {
      if (step.teller) return step.teller;
      const told = report.statements.find((s) => s.id === step.statement);
      return told?.source ? excerpt(report, told.source.span, 24) : step.statement ? "unnamed" : "";
    })
    .filter(Boolean)
    .join(" › ");
}

/** The first line in two weights, and the second. */
export function gist(
  report: Report,
  { collection, thing }: Card,
): { name: string; more: string; below: string } {
  switch (collection) {
    case "events": {
      const e = thing as Event;
      const who = [names(report, "actors", e.actors), names(report, "actors", e.recipients)];
      const acts = who[0] || who[1] ? `${who[0] || "?"} → ${who[1] || "?"}` : "";
      const when = e.time ? nameOf(report, "times", e.time) : "";
      const below = [
        acts,
        names(report, "places", e.places),
        when,
        tellersOf(report, e.voice),
      ].filter(Boolean);
      return {
        name: excerpt(report, e.anchor, 40),
        more: readable(e.type) + (e.mode ? ` · ${readable(e.mode)}` : ""),
        below: below.join("  ·  "),
      };
    }
    case "statements": {
      const s = thing as Statement;
      return {
        name: s.source ? excerpt(report, s.source.span, 40) : "Unnamed source",
        more: s.stance + (s.medium ? ` · to ${excerpt(report, s.medium.span, 30)}` : ""),
        below: s.content.map((span) => excerpt(report, span, 120)).join(" … "),
      };
    }
    case "actors": {
      const a = thing as Actor;
      const below = [
        a.country,
        a.sector,
        a.role,
        a.member_of && `of ${nameOf(report, "actors", a.member_of)}`,
      ];
      return {
        name: a.name,
        more: readable(a.kind),
        below: [plural(a.mentions.length, "mention"), ...below.filter(Boolean)].join("  ·  "),
      };
    }
    case "places": {
      const p = thing as Place;
      const below = [
        plural(p.mentions.length, "mention"),
        p.precision && `precision ${p.precision} of 7`,
        p.why,
      ];
      return {
        name: p.name,
        more: [p.admin1, p.country].filter(Boolean).join(", "),
        below: below.filter(Boolean).join("  ·  "),
      };
    }
    case "loaded": {
      const wording = thing as Wording;
      return {
        name: excerpt(report, wording.span, 40),
        more: readable(wording.kind) + (wording.quoted ? " · in quotation marks" : ""),
        below: `in the words of ${tellersOf(report, wording.voice) || "the outlet"}`,
      };
    }
    default: {
      const t = thing as Time;
      const range =
        t.earliest === t.latest ? t.earliest : `${t.earliest ?? "?"} to ${t.latest ?? "?"}`;
      return {
        name: excerpt(report, t.span),
        more: range ?? "",
        below: [t.value, t.why].filter(Boolean).join("  ·  "),
      };
    }
  }
}

export const STATES: Record<string, string> = {
  confirmed: "✓ accepted",
  corrected: "✎ corrected",
  rejected: "✕ rejected",
  added: "+ added",
  merged: "⇒ merged",
  split: "⇠ split",
};

/** How a card stands, also by what was decided about its fields. */
export function stateOf(path: string): { word: string; kind: string } | null {
  const view = shown.value;
  if (!view) return null;
  const own = markOf(view, path).state;
  const field = Object.keys(view.marks).some(
    (at) => at.startsWith(`${path}.`) && view.marks[at]?.state === "corrected",
  );
  const kind = own === "confirmed" && field ? "corrected" : (own ?? (field ? "corrected" : null));
  return kind ? { kind, word: STATES[kind] ?? kind } : null;
}
