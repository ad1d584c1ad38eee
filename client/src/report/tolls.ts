// Numbers of a toll as a person types them: one number is all three bounds, "10+" is at least ten.
import type { Toll } from "../api/schema";

export const BOUNDS = ["low", "best", "high"] as const;
export type Bound = (typeof BOUNDS)[number];
type Numbers = Pick<Toll, Bound>;

/** A number or nothing; undefined for what is neither. */
export function bound(text: string): number | null | undefined {
  const words = text.trim();
  if (!words) return null;
  return /^\d+$/.test(words) ? Number(words) : undefined;
}

/**
 * The numbers after `text` was typed as one of them; undefined where it is no number. What was one
 * number stays one: who corrects the best of "11" or "at least 11" need not correct the others.
 */
export function withBound(now: Numbers, name: Bound, text: string): Numbers | undefined {
  const least = /^\s*(\d+)\s*\+\s*$/.exec(text)?.[1];
  if (least) return { low: Number(least), best: Number(least), high: null };
  const value = bound(text);
  if (value === undefined) return undefined;
  const next: Numbers = {
    low: now.low ?? null,
    best: now.best ?? null,
    high: now.high ?? null,
    [name]: value,
  };
  if (name !== "best" || value === null || now.best == null) return next;
  if (now.low === now.best) next.low = value;
  if (now.high === now.best) next.high = value;
  return next;
}

/** Whether the bounds go up, as far as they are given. */
export function inOrder({ low, best, high }: Numbers): boolean {
  const given = [low, best, high].filter((one) => one != null);
  return given.every((one, i) => i === 0 || (given[i - 1] as number) <= one);
}
