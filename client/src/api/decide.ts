// Deciding, undoing, redoing: one way for reports and incidents.
import { signal } from "@preact/signals";
import { sayFault, warn } from "../ui/say";
import { me, Refused, send } from "./client";
import { Outbox, type Outcome, type Parcel } from "./outbox";
import type { Decided, NewDecision, Turns } from "./schema";

/** What undo and redo would do next; views set it from what they load. */
export const turns = signal<Turns | null>(null);
/** What a view calls the record and the thing that a decision is about; null: it does not know. */
export const naming = signal<
  (record: string, path: string) => { thing: string | null; title: string | null }
>(() => ({ thing: null, title: null }));

/** Decisions that are not with the server yet, and why not, where it takes long. */
export const unsaved = signal<readonly Parcel<NewDecision>[]>([]);
export const unsavedWhy = signal<string | null>(null);
/** The latest answer to a decision, an undo or a redo, whoever asked for it. */
export const arrived = signal<Decided | null>(null);
/** The latest decision that the server would not have: what shows it has to be asked for anew. */
export const refused = signal<{ record: string; why: string } | null>(null);

/** Statuses after which the same request may do better later. */
const PASSING = new Set([401, 408, 425, 429, 500, 502, 503, 504]);

async function post(parcel: Parcel<NewDecision>): Promise<Outcome<Decided>> {
  try {
    return { kind: "sent", answer: await send<Decided>(parcel.to, parcel.body) };
  } catch (fault) {
    const error = fault instanceof Error ? fault : new Error(String(fault));
    const final = fault instanceof Refused && !PASSING.has(fault.status);
    return { kind: final ? "refused" : "later", fault: error };
  }
}

let box: { of: string; sends: Outbox<NewDecision, Decided> } | null = null;

// Whoever comes after them would send what they left behind under their own name.
me.subscribe((person) => {
  if (!box || person?.name === box.of) return;
  box.sends.close();
  box = null;
});

/** Each person's decisions wait in a box of their own, also when people share a browser. */
function outbox(): Outbox<NewDecision, Decided> {
  const of = me.peek()?.name ?? "";
  box ??= { of, sends: opened(of) };
  return box.sends;
}

function opened(of: string): Outbox<NewDecision, Decided> {
  return new Outbox(localStorage, `sayso.outbox.${me.peek()?.collection}.${of}`, {
    post,
    changed(kept, fault) {
      unsaved.value = kept;
      unsavedWhy.value = fault?.message ?? null;
    },
    arrived(parcel, outcome) {
      if (outcome.kind === "sent") take(outcome.answer);
      else if (outcome.kind === "refused") {
        refused.value = { record: parcel.record, why: outcome.fault.message };
        warn(`Not saved: ${outcome.fault.message}`);
      }
    },
    wait: (tries, retry) => setTimeout(retry, Math.min(30_000, 500 * 2 ** tries)),
  });
}

/** Send what an earlier page left behind; call it once somebody is there. */
export function resume(): void {
  unsaved.value = outbox().waiting;
  void outbox().flush();
}
addEventListener("online", () => {
  if (me.peek()) void outbox().flush();
});

function take(answer: Decided): void {
  turns.value = answer.turns;
  arrived.value = answer;
}

/** Write a decision down. It is safe as soon as this returns; the answer comes by `arrived`. */
export function decide(kind: "reports" | "incidents", record: string, body: NewDecision): void {
  outbox().put({
    id: `${Date.now()}-${Math.random().toString(36).slice(2)}`,
    to: `/api/${kind}/${encodeURIComponent(record)}/decisions`,
    record,
    body,
  });
}

async function turn(way: "undo" | "redo"): Promise<Decided | null> {
  try {
    await outbox().flush();
    if (unsaved.value.length)
      throw new Error(`Cannot ${way} yet: decisions before it are not saved`);
    const answer = await send<Decided>(`/api/${way}`, {});
    take(answer);
    return answer;
  } catch (fault) {
    if (fault instanceof Refused && fault.status === 409) warn(`Nothing to ${way}`);
    else sayFault(fault);
    return null;
  }
}

export const undo = () => turn("undo");
export const redo = () => turn("redo");
