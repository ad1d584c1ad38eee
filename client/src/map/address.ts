// The map's filters, brush and view in the address, so that what a person sees can be sent to another.
import { batch, effect } from "@preact/signals";
import { go, path, query } from "../shell/router";
import { aroundFrom, aroundText } from "./around";
import { dayFrom, isoOf } from "./calendar";
import { viewFrom, viewText } from "./camera";
import { around, brush, filters, view, where } from "./state";

/** Browsers refuse more than a few changes of the address a second. */
const PAUSE = 300;

function written(): string {
  const said = new URLSearchParams();
  const { type, country, contested } = filters.value;
  if (type) said.set("type", type);
  if (country) said.set("country", country);
  if (contested) said.set("contested", "true");
  if (where.value) said.set("where", where.value);
  if (brush.value) {
    said.set("since", isoOf(brush.value[0]));
    said.set("until", isoOf(brush.value[1]));
  }
  if (around.value) said.set("around", aroundText(around.value));
  if (view.value) said.set("at", viewText(view.value));
  return said.toString().replaceAll("%2C", ",");
}

function read(said: URLSearchParams): void {
  const [since, until] = [dayFrom(said.get("since")), dayFrom(said.get("until"))];
  batch(() => {
    filters.value = {
      type: said.get("type") ?? "",
      country: said.get("country") ?? "",
      contested: said.get("contested") === "true",
    };
    where.value = said.get("where") ?? "";
    brush.value = since !== null && until !== null && since <= until ? [since, until] : null;
    around.value = aroundFrom(said.get("around"));
    view.value = viewFrom(said.get("at"));
  });
}

/** Follow the address and write to it; call what is returned to stop. */
export function followAddress(): () => void {
  let ours = written();
  let timer = 0;
  const stopReading = effect(() => {
    const there = query.value.toString().replaceAll("%2C", ",");
    // Coming back by the menu, without a query, finds the map as it was left.
    if (path.value !== "/map" || there === ours || (!there && ours && !timer)) return;
    ours = there;
    read(query.value);
  });
  const stopWriting = effect(() => {
    const now = written();
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (path.peek() !== "/map" || now === query.peek().toString().replaceAll("%2C", ",")) return;
      ours = now;
      go(now ? `/map?${now}` : "/map", { replace: true });
    }, PAUSE);
  });
  return () => {
    stopReading();
    stopWriting();
    clearTimeout(timer);
  };
}
