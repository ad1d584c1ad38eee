// How values of the record are written for a person.

/** `state_body` to "state body", `CONSULT` to "Consult". */
export function readable(value: string): string {
  const words = value.replaceAll("_", " ");
  return /^[A-Z ]{4,}$/.test(words) ? words[0] + words.slice(1).toLowerCase() : words;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

/** A toll's range as numbers: "11", "10–14", "at least 10", "up to 20". */
export function range(
  low: number | null | undefined,
  best: number | null | undefined,
  high: number | null | undefined,
): string {
  const from = low ?? best;
  const to = high ?? best;
  if (from == null && to == null) return "some";
  if (high == null && low != null && (best == null || best === low)) {
    return best == null ? `${low} or more` : `${best}+`;
  }
  if (from == null) return `up to ${to}`;
  return from === to ? `${from}` : `${from}–${to}`;
}
