import { boundsAround, degrees, type Point } from "./around";
import { fitted } from "./camera";
import { around, look, pick, place, size, view } from "./state";

/** Keep what lies within `km` of the place that was found last, else of the map's middle; or all. */
export function circle(km: number | undefined): void {
  pick(null);
  const at = km === undefined ? null : (place.peek() ?? around.peek() ?? middle());
  if (km === undefined || !at) {
    around.value = null;
    return;
  }
  around.value = { name: at.name, lat: at.lat, lon: at.lon, km };
  const box = size.peek();
  if (box) look(fitted(boundsAround(around.value), box));
}

function middle(): Point | null {
  const at = view.peek();
  return at && { name: degrees(at.lat, at.lon), lat: at.lat, lon: at.lon };
}
