// The filters of a list live in the address, so that a list can be linked to and come back to.

export type Filters = Record<string, string>;

/** The filters of an address, of those that the list knows. */
export function filtersOf(query: URLSearchParams, names: readonly string[]): Filters {
  const found: Filters = {};
  for (const name of names) {
    const value = query.get(name)?.trim();
    if (value) found[name] = value;
  }
  return found;
}

/** The address of a list with filters; what is empty is left out. */
export function addressOf(path: string, filters: Filters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (value.trim()) query.set(name, value.trim());
  }
  const words = query.toString();
  return words ? `${path}?${words}` : path;
}

/** The same filters with one set anew, or taken off with nothing. */
export function withFilter(filters: Filters, name: string, value: string): Filters {
  const { [name]: _, ...others } = filters;
  return value ? { ...others, [name]: value } : others;
}
