import { me, Refused } from "../api/client";
import type { Replayed } from "../api/schema";

/** Send a file of decisions as it is: a line a decision. */
export async function importDecisions(file: Blob): Promise<Replayed> {
  const answer = await fetch("/api/decisions", {
    method: "POST",
    headers: { "content-type": "application/jsonl", "x-csrf-token": me.value?.csrf ?? "" },
    body: file,
  });
  const came = (await answer.json().catch(() => null)) as (Replayed & { detail?: string }) | null;
  if (!answer.ok || !came) throw new Refused(answer.status, came?.detail ?? answer.statusText);
  return came;
}

/** `42 s`, `3 min 05 s`; a dash where nobody knows. */
export function paceWords(seconds: number | null): string {
  if (seconds === null) return "–";
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}
