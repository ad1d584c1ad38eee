// The values that fields can have: asked for once, by the first view that needs them.
import { signal } from "@preact/signals";
import { get } from "./client";
import type { Codebook } from "./schema";

export const codebook = signal<Codebook | null>(null);
let asking: Promise<Codebook> | null = null;

export function loadCodebook(): Promise<Codebook> {
  asking ??= get<Codebook>("/api/codebook", {}, { low: true }).then(
    (found) => {
      codebook.value = found;
      return found;
    },
    (fault) => {
      asking = null; // whoever needs it next asks again
      throw fault;
    },
  );
  return asking;
}
