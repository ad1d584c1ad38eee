// What a role lets a person do: each may do what those before it may.
import { me } from "../api/client";
import type { Me } from "../api/schema";

export type Role = Me["role"];

export const ROLES: readonly Role[] = ["reader", "coder", "adjudicator", "admin"];

export const EXPLAINED: Record<Role, string> = {
  reader: "looks at everything, decides nothing",
  coder: "reviews reports and incidents, blind to other coders",
  adjudicator: "also has the last word where coders disagree, and links",
  admin: "also manages people and reads everything again",
};

export function reaches(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** Whether the person at the desk may do what needs this role. */
export function may(needed: Role): boolean {
  return me.value !== null && reaches(me.value.role, needed);
}

/** Letters of the shortest password, as the server has it: a person hears of it before they send it. */
export const SHORTEST = 10;
