// Coordinates as people paste them: "36.34, 43.13", "36.34N 43.13E", "-1.29 36.82".

/** Latitude and longitude in degrees; null for what are none. */
export function coordinates(text: string): { lat: number; lon: number } | null {
  const number = String.raw`([+-]?\d{1,3}(?:\.\d+)?)\s*°?`;
  const found = new RegExp(`^\\s*${number}\\s*([NS])?[,;\\s]+${number}\\s*([EW])?\\s*$`, "i").exec(
    text,
  );
  if (!found) return null;
  const lat = Number(found[1]) * (found[2]?.toUpperCase() === "S" ? -1 : 1);
  const lon = Number(found[3]) * (found[4]?.toUpperCase() === "W" ? -1 : 1);
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}
