// Marks and incidents in words, for titles, lists and readers of screens.
import type { Mark } from "./cluster";
import { spanWords } from "./days";
import { typeWords } from "./groups";
import type { Incidents } from "./incidents";
import { precisionWords } from "./precision";

const numbers = new Intl.NumberFormat("en-GB");

/** "3 assault, 1 protest": the commonest first, at most four of them. */
function mixWords(mix: Uint32Array, types: readonly string[]): string {
  const found = [...mix.entries()].filter(([, n]) => n).sort((a, b) => b[1] - a[1]);
  const said = found.slice(0, 4).map(([type, n]) => `${n} ${typeWords(types[type] ?? "")}`);
  const rest = found.slice(4).reduce((sum, [, n]) => sum + n, 0);
  return [...said, ...(rest ? [`${rest} other`] : [])].join(", ");
}

/** All that a mark stands for. `named` is the country of a mark that stands for one. */
export function markWords(mark: Mark, incidents: Incidents, named: string): string {
  const where = mark.country >= 0 ? `${named}, place not known more closely` : "";
  const exact = mark.country < 0 ? precisionWords(mark.precision) : "";
  const killed = mark.killed ? `${numbers.format(mark.killed)} killed` : "";
  if (mark.count === 1) {
    return [incidentWords(incidents, mark.head), where || exact, mark.contested ? "contested" : ""]
      .filter(Boolean)
      .join("; ");
  }
  const parts = [
    `${numbers.format(mark.count)} incidents`,
    where,
    mixWords(mark.mix, incidents.types),
    killed,
    mark.contested ? `${mark.contested} contested` : "",
    mark.layer ? exact : "",
  ];
  return parts.filter(Boolean).join("; ");
}

/** "Assault, Idlib, 12 Mar 2024, 11 killed". */
function incidentWords(incidents: Incidents, i: number): string {
  const type = typeWords(incidents.types[incidents.type[i] as number] ?? "");
  const killed = incidents.killed[i] as number;
  const place = incidents.names[incidents.name[i] as number];
  return [
    type.charAt(0).toUpperCase() + type.slice(1),
    place ?? "",
    spanWords(incidents.first[i] as number, incidents.last[i] as number),
    killed >= 0 ? `${killed} killed` : "",
  ]
    .filter(Boolean)
    .join(", ");
}
