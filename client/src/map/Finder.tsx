// Go to a country by its name, or to any place of the gazetteer.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { get } from "../api/client";
import type { Region } from "../api/schema";
import { useKeys } from "../keys/registry";
import { say } from "../ui/say";
import type { Point } from "./around";
import { coarse } from "./atlas";
import { fitted, type View } from "./camera";
import { circle } from "./circling";
import { countryName } from "./Marks";
import { around, look, pick, place, size } from "./state";

interface Choice {
  name: string;
  where: string;
  view: () => View | null;
  /** Of a place, and no country: what a circle can be drawn around. */
  point?: Point;
}

const PAUSE = 180;
const MOST = 10;

export function Finder() {
  const words = useSignal("");
  const choices = useSignal<readonly Choice[]>([]);
  const at = useSignal(-1);
  const field = useRef<HTMLInputElement>(null);
  useKeys([
    { name: "map.find", title: "Map: go to a country or place", run: () => field.current?.focus() },
  ]);

  const asked = words.value.trim();
  useEffect(() => {
    at.value = -1;
    if (asked.length < 2) {
      choices.value = [];
      return;
    }
    choices.value = countries(asked);
    const asking = new AbortController();
    const timer = window.setTimeout(() => {
      get<Region[]>("/api/regions", { q: asked }, { signal: asking.signal }).then(
        (regions) => {
          choices.value = [...countries(asked), ...regions.map(ofRegion)].slice(0, MOST);
        },
        () => undefined, // countries are still there to choose
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [asked, at, choices]);

  const take = (choice: Choice | undefined) => {
    const to = choice?.view();
    if (!choice || !to) return;
    pick(null);
    look(to);
    place.value = choice.point ?? null;
    // A circle goes along to the next place; a country has none.
    if (around.peek()) circle(choice.point ? around.peek()?.km : undefined);
    words.value = "";
    say(`The map shows ${choice.name}`);
  };
  const open = choices.value.length > 0;
  return (
    <div class="map-finder">
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label="Go to a country or place"
        placeholder="Go to a country or place"
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls="map-found"
        {...(at.value >= 0 ? { "aria-activedescendant": `map-found-${at.value}` } : {})}
        value={words.value}
        onInput={(event) => {
          words.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          const count = choices.value.length;
          if (event.key === "ArrowDown" && count) at.value = (at.value + 1) % count;
          else if (event.key === "ArrowUp" && count) at.value = (at.value - 1 + count) % count;
          else if (event.key === "Enter") take(choices.value[Math.max(0, at.value)]);
          else if (event.key === "Escape") words.value = "";
          else return;
          event.preventDefault();
        }}
        onBlur={() => {
          choices.value = [];
        }}
      />
      <div id="map-found" role="listbox" aria-label="Places found" hidden={!open}>
        {choices.value.map((choice, n) => (
          <div
            key={`${choice.name} ${choice.where}`}
            id={`map-found-${n}`}
            role="option"
            tabIndex={-1}
            aria-selected={n === at.value}
            onPointerDown={(event) => {
              event.preventDefault(); // the field keeps the focus
              take(choice);
            }}
          >
            <span>{choice.name}</span> <span class="soft small">{choice.where}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

function countries(asked: string): Choice[] {
  const start = asked.toLowerCase();
  return (coarse.peek()?.countries ?? [])
    .filter(
      ({ name }) =>
        name
          .toLowerCase()
          .split(/[\s-]/)
          .some((word) => word.startsWith(start)) || name.toLowerCase().startsWith(start),
    )
    .slice(0, 4)
    .map(({ name, bounds }) => ({
      name,
      where: "country",
      view: () =>
        size.peek() ? fitted(bounds, size.peek() as { width: number; height: number }) : null,
    }));
}

/** A place is shown with its neighbours, the further around it the more people live there. */
function ofRegion(region: Region): Choice {
  const across = region.population > 1_000_000 ? 160 : region.population > 100_000 ? 90 : 50;
  return {
    name: region.name,
    where: [region.admin1, region.country && countryName(region.country)]
      .filter(Boolean)
      .join(", "),
    view: () => ({ lat: region.lat, lon: region.lon, across }),
    point: { name: region.name, lat: region.lat, lon: region.lon },
  };
}
