// The fields of the filter language and the formats of exports: asked for once.
import { signal } from "@preact/signals";
import { get, me } from "../api/client";
import type { Fields, Formats } from "../api/schema";

export const fields = signal<Fields | null>(null);
export const formats = signal<Formats | null>(null);

function once<T>(path: string, take: (found: T) => void): () => Promise<void> {
  let asking: Promise<void> | null = null;
  return () => {
    asking ??= get<T>(path, {}, { low: true }).then(take, (fault) => {
      asking = null; // whoever needs it next asks again
      throw fault;
    });
    return asking;
  };
}

/** Whether the person sees what others decided: coders of a team do not. */
export function seesDecided(): boolean {
  const person = me.value;
  return person !== null && !(person.team && person.role === "coder");
}

export const loadFields = once<Fields>("/api/fields", (found) => {
  fields.value = found;
});
export const loadFormats = once<Formats>("/api/formats", (found) => {
  formats.value = found;
});
