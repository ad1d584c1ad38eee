// Populated places of the gazetteer around what is looked at closely.
import { effect, signal } from "@preact/signals";
import { address, get } from "../api/client";
import type { Town } from "../api/schema";
import { boundsOf, type Frame, toScreen } from "./camera";
import { type Box, type Label, withRoom } from "./labels";

/** Wider than this, in km, a map shows countries and no towns. */
const TOWNS_FROM = 1600;
const MOST = 160;
const PAUSE = 120;
const TOWN_LETTERS = 11;

/** Towns follow the frame: asked for when it rests, and kept until others are there. */
export function followTowns(frameOf: () => Frame | null) {
  const towns = signal<readonly Town[]>([]);
  let timer = 0;
  let asking: AbortController | null = null;
  let asked = "";
  const stop = effect(() => {
    const frame = frameOf();
    clearTimeout(timer);
    if (!frame || frame.km * frame.width > TOWNS_FROM) {
      towns.value = [];
      asked = "";
      return;
    }
    const url = question(frame);
    if (url === asked) return;
    timer = window.setTimeout(() => {
      asked = url;
      asking?.abort();
      asking = new AbortController();
      get<Town[]>(url, {}, { signal: asking.signal, low: true }).then(
        (found) => {
          towns.value = found;
        },
        () => {
          asked = ""; // a map without names of towns is still a map; the next move asks again
        },
      );
    }, PAUSE);
  });
  return {
    towns,
    stop: () => {
      stop();
      clearTimeout(timer);
      asking?.abort();
    },
  };
}

/** Bounds on a coarse grid, so that a small move asks nothing new. */
function question(frame: Frame): string {
  const { south, west, north, east } = boundsOf(frame, 0.25);
  const grid = 2 ** Math.floor(Math.log2((north - south) / 4));
  const down = (value: number) => (Math.floor(value / grid) * grid).toFixed(4);
  const up = (value: number) => (Math.ceil(value / grid) * grid).toFixed(4);
  return address("/api/towns", {
    south: down(south),
    west: down(west),
    north: up(north),
    east: up(east),
    limit: MOST,
  });
}

/** Labels that have room, the largest town first; each stands beside its dot. */
export function townLabels(
  towns: readonly Town[],
  frame: Frame,
  taken: readonly Box[] = [],
): Label<Town>[] {
  const labels = towns.map((town) => {
    const [x, y] = toScreen(frame, town.lon, town.lat);
    return { of: town, words: town.name, x, y: y + TOWN_LETTERS + 1 };
  });
  return withRoom(labels, TOWN_LETTERS + 1, 70, taken);
}
