// Attacks and totals in words: what the report says as a whole. They follow from its events.
import type { Attack, Cast, Report, Total } from "../api/schema";
import type { Span } from "../text/marks";
import { readable } from "../ui/words";
import { excerpt, nameOf } from "./fields";

/** "34 injured in all", "nobody killed". */
export function totalInWords(total: Total): string {
  return total.number ? `${total.number} ${total.effect} in all` : `nobody ${total.effect}`;
}

/** The record has the terms of MUC-4, in which whoever is no state is called one thing. */
const BY: Record<string, string> = {
  state: "by forces of a state",
  terrorist: "not by forces of a state",
};

/** "bombing, accomplished, Mosul, 2023-03-14": what, how far it came, where and when. */
export function attackInWords(report: Report, attack: Attack): string {
  return [
    readable(attack.type),
    attack.stage,
    attack.by && BY[attack.by],
    attack.place && nameOf(report, "places", attack.place),
    attack.time && nameOf(report, "times", attack.time),
  ]
    .filter(Boolean)
    .join(", ");
}

const BELIEFS: Record<string, string> = {
  fact: "told as a fact",
  claimed: "claimed or admitted by it",
  suspected: "suspected",
  authorities: "suspected by the authorities",
  possible: "told as possible",
  acquitted: "disproved",
};

export interface Role {
  part: Cast["part"];
  members: { span: Span; words: string; more: string }[];
}

/** Who and what takes part, by the part that they have; the same words once. */
export function castOf(report: Report, attack: Attack): Role[] {
  const roles = new Map<Cast["part"], Role>();
  for (const one of attack.cast) {
    const role = roles.get(one.part) ?? { part: one.part, members: [] };
    roles.set(one.part, role);
    const words = excerpt(report, one.span, 40);
    const known = [one.kind, one.outcome].filter((w) => w).map((w) => readable(String(w)));
    const more = [...known, one.belief && BELIEFS[one.belief]].filter(Boolean).join(", ");
    const same = (other: { words: string; more: string }) =>
      other.words.toLowerCase() === words.toLowerCase() && other.more === more;
    if (!role.members.some(same)) role.members.push({ span: one.span, words, more });
  }
  return [...roles.values()];
}
