// Where a place is: found by its name in the gazetteer, or given by its coordinates.
import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";
import type { Place, Region } from "../api/schema";
import { Pick } from "../ui/Pick";
import { sayFault } from "../ui/say";
import { coordinates } from "./coordinates";
import { correctThing } from "./verdicts";

/** Long enough that a word is not asked for letter by letter. */
const PAUSE = 150;
/** The option that is what was typed. */
const TYPED = "typed";

function described(region: Region): string {
  const people = region.population ? `${region.population.toLocaleString("en-GB")} people` : "";
  const at = `${region.lat.toFixed(2)}, ${region.lon.toFixed(2)}`;
  return [region.admin1, region.country, people, at].filter(Boolean).join(", ");
}

export function PositionPick({
  path,
  place,
  onClose,
}: {
  path: string;
  place: Place;
  onClose: () => void;
}) {
  const [words, setWords] = useState(place.name);
  const [found, setFound] = useState<readonly Region[]>([]);
  const typed = coordinates(words);
  useEffect(() => {
    const stop = new AbortController();
    const soon = setTimeout(() => {
      if (!words.trim() || coordinates(words)) return;
      get<Region[]>("/api/regions", { q: words.trim() }, { signal: stop.signal }).then(
        setFound,
        (fault) => {
          if (!stop.signal.aborted) sayFault(fault);
        },
      );
    }, PAUSE);
    return () => {
      clearTimeout(soon);
      stop.abort();
    };
  }, [words]);
  return (
    <Pick
      label="Position"
      options={
        typed
          ? [{ value: TYPED, label: `${typed.lat}, ${typed.lon}`, hint: "these coordinates" }]
          : found.map((region, i) => ({
              value: String(i),
              label: region.name,
              hint: described(region),
            }))
      }
      chosen={[]}
      onWords={(now) => setWords(now.trim() ? now : place.name)}
      onPick={([at]) => {
        if (at === TYPED && typed) correctThing(path, { ...typed, geonames: null });
        const region = found[Number(at)];
        if (!region) return;
        const { lat, lon, geonames, country, admin1 } = region;
        correctThing(path, { lat, lon, geonames, country, admin1 });
      }}
      onClose={onClose}
    />
  );
}
