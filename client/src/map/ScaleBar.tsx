/** A round length in the map's middle: on the sheet of the world it holds for areas. */
export function ScaleBar({ km }: { km: number }) {
  const { length, pixels } = roundLength(km, 110);
  return (
    <svg
      class="map-scale"
      width={pixels + 2}
      height="22"
      role="img"
      aria-label={`Scale: ${length} km`}
    >
      <path d={`M1 15V20H${pixels + 1}V15`} />
      <text x={pixels / 2} y="11">
        {length} km
      </text>
    </svg>
  );
}

/** The longest of 1, 2, 5 and their tens that has no more than `most` pixels. */
export function roundLength(km: number, most: number): { length: number; pixels: number } {
  const tens = 10 ** Math.floor(Math.log10(km * most));
  const times = [5, 2, 1].find((n) => (n * tens) / km <= most) ?? 1;
  const length = times * tens;
  return { length, pixels: Math.round(length / km) };
}
