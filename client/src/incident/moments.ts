/** A date or time in milliseconds since 1970; without a zone it is in UTC, as in the record. */
export function moment(written: string | null | undefined): number | null {
  if (!written) return null;
  const zoned = /T/.test(written) && !/(Z|[+-]\d\d:?\d\d)$/.test(written) ? `${written}Z` : written;
  const found = Date.parse(zoned);
  return Number.isNaN(found) ? null : found;
}

/** The earliest of some times as written; null where none is one. */
export function earliest(written: readonly (string | null | undefined)[]): string | null {
  const dated = written.filter((w): w is string => moment(w) !== null);
  return dated.sort((a, b) => (moment(a) as number) - (moment(b) as number))[0] ?? null;
}

/** Order by time, what has none last. */
export function byTime(a: string | null | undefined, b: string | null | undefined): number {
  const [left, right] = [moment(a), moment(b)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return left - right;
}
