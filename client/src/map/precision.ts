// How exactly a place is known, as an area: UCDP GED's where_prec (codebook, "where_prec").

/** Kilometres around the point, by where_prec. 2 is UCDP's own 25 km; districts and provinces are
 * as wide as a middling one (half the side of 4,000 and 25,000 km²). At 5 and 6 there is no point to
 * draw an area around: the country is hatched. */
export const RADIUS: readonly number[] = [0, 1, 25, 35, 80, 0, 0, 100];

/** Known no closer than a country: shown as the country, not as a place in it. */
export function isCountry(precision: number): boolean {
  return precision === 5 || precision === 6;
}

const WORDS: readonly string[] = [
  "place not known",
  "exact place",
  "within about 25 km",
  "somewhere in a district",
  "somewhere in a province",
  "a vague region",
  "somewhere in the country",
  "at sea or in the air",
];

export function precisionWords(precision: number | null | undefined): string {
  return WORDS[precision ?? 0] ?? "place not known";
}
