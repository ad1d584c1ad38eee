// Where and when: incidents on a map with a timeline, each showing what the other holds.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useKeys } from "../keys/registry";
import type { ViewProps } from "../shell/views";
import { sayFault } from "../ui/say";
import { followAddress } from "./address";
import { trouble } from "./atlas";
import { Filters } from "./Filters";
import { Finder } from "./Finder";
import { followStream } from "./following";
import { Legend } from "./Legend";
import { List } from "./List";
import "./picture.css";
import "./map.css";
import { Stage } from "./Stage";
import { groups, incidents, load, pick, picked, total } from "./state";
import { Timeline } from "./Timeline";

export default function MapView(_: ViewProps) {
  const beside = useSignal(true);
  useEffect(() => {
    load().catch(sayFault);
    const stops = [followAddress(), followStream()];
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
      </header>
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
