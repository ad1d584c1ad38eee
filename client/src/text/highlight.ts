// Words lit up in the text without touching its elements: the CSS Custom Highlight API.

type Lit = "lit" | "hovered" | "looked";

/** Show these ranges as `name`, in place of those of before. */
export function light(name: Lit, ranges: readonly (Range | null)[]): void {
  if (!("highlights" in CSS)) return; // an older browser: the cards still say which words are meant
  const there = ranges.filter((range) => range !== null);
  if (there.length) CSS.highlights.set(name, new Highlight(...there));
  else CSS.highlights.delete(name);
}
