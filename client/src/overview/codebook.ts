// The codebook for views that draw, and the names of countries.
import { useEffect } from "preact/hooks";
import { codebook, loadCodebook } from "../api/codebook";
import type { Codebook } from "../api/schema";

/** Null until it is there: a form without it still has what the record holds, and lists have codes. */
export function useCodebook(): Codebook | null {
  useEffect(() => {
    loadCodebook().catch(() => undefined); // the next view asks again
  }, []);
  return codebook.value;
}

/** A country's name by its alpha-3 code; the code itself where there is none, or none yet. */
export function countryName(book: Codebook | null, code: string): string {
  return book?.countries[code] ?? code;
}
