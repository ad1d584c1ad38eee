// Where and when: incidents on a map with a timeline, each showing what the other holds.
import { effect, untracked, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ExportDialog } from "../filter/ExportDialog";
import { FilterBox } from "../filter/FilterBox";
import { seesDecided } from "../filter/fields";
import { useKeys } from "../keys/registry";
import type { ViewProps } from "../shell/views";
import { sayFault } from "../ui/say";
import { followAddress } from "./address";
import { trouble } from "./atlas";
import { isoOf } from "./calendar";
import { Filters } from "./Filters";
import { Finder } from "./Finder";
import { followStream } from "./following";
import { Legend } from "./Legend";
import { List } from "./List";
import "./picture.css";
import "./map.css";
import { Stage } from "./Stage";
import {
  around,
  brush,
  fault,
  filters,
  groups,
  incidents,
  load,
  pick,
  picked,
  total,
  where,
} from "./state";
import { Timeline } from "./Timeline";

/** What is asked for, as a list of incidents would be; a circle is no filter. */
function exported(): Record<string, string> {
  const { type, country, contested } = filters.peek();
  const days = brush.peek();
  return {
    where: where.peek(),
    type,
    country,
    contested: contested ? "true" : "",
    since: days ? isoOf(days[0]) : "",
    until: days ? isoOf(days[1]) : "",
  };
}

export default function MapView(_: ViewProps) {
  const beside = useSignal(true);
  const exporting = useSignal(false);
  useEffect(() => {
    const following = followAddress();
    // Asked for once the address was read, and again with another filter.
    const asking = effect(() => {
      where.value;
      untracked(() => load().catch(sayFault));
    });
    const stops = [following, followStream(), asking];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  useKeys([
    {
      name: "map.list",
      title: "Map: show or hide the list of incidents",
      run: () => {
        beside.value = !beside.value;
      },
    },
    {
      name: "map.close",
      title: "Map: all in view again",
      run: () => (picked.peek() ? pick(null) : false),
    },
  ]);
  const all = incidents.value;
  return (
    <div class={beside.value ? "map-view" : "map-view alone"}>
      <header class="map-head">
        <h1>Map</h1>
        <span class="soft small map-total">
          {all
            ? `${total.value.toLocaleString("en-GB")} of ${all.n.toLocaleString("en-GB")} incidents`
            : "Reading…"}
        </span>
        <FilterBox
          value={where.value}
          of="incidents"
          fault={fault.value}
          onTake={(words) => {
            where.value = words;
            pick(null);
          }}
        />
        <Filters />
        <Finder />
        <button
          type="button"
          aria-pressed={beside.value}
          onClick={() => {
            beside.value = !beside.value;
          }}
        >
          List
        </button>
        {seesDecided() && (
          <button
            type="button"
            onClick={() => {
              exporting.value = true;
            }}
          >
            Export…
          </button>
        )}
      </header>
      {exporting.value && (
        <ExportDialog
          asked={exported()}
          note={around.value || picked.value ? "Also what lies outside of the circle." : undefined}
          onClose={() => {
            exporting.value = false;
          }}
        />
      )}
      {trouble.value && <p role="alert">{trouble.value}</p>}
      <Stage />
      {beside.value && <List />}
      <div class="map-foot">
        <Timeline />
        {all && groups.value && <Legend groups={groups.value} withoutPlace={all.withoutPlace} />}
      </div>
    </div>
  );
}
