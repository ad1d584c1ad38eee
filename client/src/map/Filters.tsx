import { RADII } from "./around";
import { circle } from "./circling";
import { typeWords } from "./groups";
import type { Filters as Values } from "./incidents";
import { countryName } from "./Marks";
import { around, filters, incidents, pick, place, view } from "./state";

/** Which incidents: by type, by country, only what is contested. */
export function Filters() {
  const { type, country, contested } = filters.value;
  const types = [...(incidents.value?.types ?? [])].sort();
  const countries = (incidents.value?.countries ?? [])
    .map((alpha3) => ({ alpha3, name: countryName(alpha3) }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const set = (change: Partial<Values>) => {
    filters.value = { ...filters.value, ...change };
    pick(null);
  };
  return (
    <fieldset class="row map-filters">
      <legend class="seen-by-readers-only">Filters</legend>
      <label>
        Type{" "}
        <select value={type} onChange={(event) => set({ type: event.currentTarget.value })}>
          <option value="">all</option>
          {types.map((name) => (
            <option key={name} value={name}>
              {typeWords(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        Country{" "}
        <select value={country} onChange={(event) => set({ country: event.currentTarget.value })}>
          <option value="">all</option>
          {countries.map(({ alpha3, name }) => (
            <option key={alpha3} value={alpha3}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          checked={contested}
          onChange={(event) => set({ contested: event.currentTarget.checked })}
        />{" "}
        contested only
      </label>
      <Within />
    </fieldset>
  );
}

/** A circle around the place that was gone to, else around what the map looks at. */
function Within() {
  const here = around.value;
  const of = place.value?.name ?? here?.name ?? "the middle";
  // Of the whole world there is no middle that anybody means.
  const none = !here && !place.value && !view.value;
  const radii = here && !RADII.includes(here.km) ? [here.km, ...RADII] : RADII;
  return (
    <label title={none ? "Go to a place first, or look closer" : undefined}>
      Within{" "}
      <select
        class="within"
        value={here?.km ?? ""}
        disabled={none}
        onChange={(event) => circle(Number(event.currentTarget.value) || undefined)}
      >
        <option value="">any distance</option>
        {radii.map((km) => (
          <option key={km} value={km}>
            {km} km of {of}
          </option>
        ))}
      </select>
    </label>
  );
}
