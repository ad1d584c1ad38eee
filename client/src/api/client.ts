// The one place that talks to the server.
import { signal } from "@preact/signals";
import type { Me } from "./schema";

export const me = signal<Me | null>(null);

/** An answer that is no success; `detail` is what the server says, for a person to read. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
  ) {
    super(detail);
    this.name = "Refused";
  }
}

type Query = Record<string, string | number | boolean | null | undefined>;

export function address(path: string, query: Query = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") asked.set(name, String(value));
  }
  const words = asked.toString();
  return words ? `${path}?${words}` : path;
}

export function reportAddress(id: string, reading: number | string | null): string {
  return address(`/api/reports/${encodeURIComponent(id)}`, { reading });
}

const early = new Map<string, Promise<unknown>>();

/** Ask for what a view that is still loading will ask for: its first `get` takes this answer. */
export function askAhead(whole: string): void {
  const answer = get(whole);
  answer.catch(() => early.delete(whole)); // not logged in yet, say: it is asked for again
  early.set(whole, answer);
}

/** Ask for JSON. `low` lets the browser serve what a person waits for first. */
export async function get<T>(
  path: string,
  query: Query = {},
  options: { signal?: AbortSignal; low?: boolean } = {},
): Promise<T> {
  const whole = address(path, query);
  const there = early.get(whole);
  if (there) {
    early.delete(whole);
    return there as Promise<T>;
  }
  const answer = await fetch(whole, {
    headers: { accept: "application/json" },
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.low ? { priority: "low" as const } : {}),
  });
  return read<T>(answer);
}

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

/** Change something. */
export async function send<T>(path: string, body: unknown, method: Method = "POST"): Promise<T> {
  const token = me.peek()?.csrf;
  try {
    return await post<T>(path, body, method);
  } catch (fault) {
    if (!(fault instanceof Refused) || fault.status !== 403 || !token) throw fault;
    if (!(await renewed(token))) throw fault;
    return post<T>(path, body, method);
  }
}

/**
 * Whether the token of this page was an old one: the server was started again, or somebody logged in
 * anew in another tab. If that was somebody else, all that this page holds is not theirs to see.
 */
async function renewed(token: string): Promise<boolean> {
  const was = me.peek()?.name;
  const now = await get<Me>("/api/me");
  if (now.name !== was) {
    me.value = null;
    location.assign("/");
    return false;
  }
  me.value = now;
  return now.csrf !== token;
}

async function post<T>(path: string, body: unknown, method: Method): Promise<T> {
  const sent = JSON.stringify(body);
  const answer = await fetch(path, {
    method,
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      "x-csrf-token": me.value?.csrf ?? "",
    },
    body: sent,
    // A decision made just before the page is closed still arrives; browsers do that up to 64 KiB.
    keepalive: sent.length < 15_000,
  });
  return read<T>(answer);
}

async function read<T>(answer: Response): Promise<T> {
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
  let detail = answer.statusText;
  try {
    const said = (await answer.json()) as { detail?: unknown };
    if (typeof said.detail === "string") detail = said.detail;
    else if (Array.isArray(said.detail)) {
      detail = said.detail.map((d: { msg?: string }) => d.msg ?? "").join("; ");
    }
  } catch {
    // No JSON: the status has to do.
  }
  if (answer.status === 401) me.value = null;
  throw new Refused(answer.status, detail);
}
