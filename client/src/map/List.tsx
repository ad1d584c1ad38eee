// The same as the map in a table: what is in view, or in the mark that was opened; the latest first.
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Empty } from "../filter/Empty";
import { plural } from "../ui/words";
import { spanWords } from "./days";
import { typeWords } from "./groups";
import type { Incidents } from "./incidents";
import { countryName } from "./Marks";
import { precisionWords } from "./precision";
import {
  around,
  brush,
  clear,
  filtered,
  filters,
  incidents,
  listed,
  pick,
  picked,
  where,
} from "./state";

/** Height of a row in pixels; the rows that are not seen are not made. */
const ROW = 48;
const MORE = 4;

export function List() {
  const all = incidents.value;
  const rows = listed.value;
  const box = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const tall = useSignal(600);
  useLayoutEffect(() => {
    const element = box.current as HTMLDivElement;
    const watching = new ResizeObserver(() => {
      tall.value = element.clientHeight;
    });
    watching.observe(element);
    const keys = (event: KeyboardEvent) => step(event);
    element.addEventListener("keydown", keys);
    return () => {
      watching.disconnect();
      element.removeEventListener("keydown", keys);
    };
  }, [tall]);
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = 0;
  }, [picked.value, filters.value, brush.value, around.value]);
  const from = Math.max(0, Math.floor(top.value / ROW) - MORE);
  const shown = rows.subarray(from, from + Math.ceil(tall.value / ROW) + 2 * MORE);
  return (
    <section class="map-list" aria-label="Incidents in view">
      <header>
        <h2>{picked.value ? "Here" : "In view"}</h2>
        <span class="soft small">{plural(rows.length, "incident")}</span>
        {picked.value && (
          <button type="button" class="plain" onClick={() => pick(null)}>
            All in view
          </button>
        )}
      </header>
      <div
        class="rows"
        ref={box}
        onScroll={(event) => {
          top.value = event.currentTarget.scrollTop;
        }}
      >
        <table aria-rowcount={rows.length + 1}>
          <thead class="seen-by-readers-only">
            <tr aria-rowindex={1}>
              <th scope="col">What and when</th>
              <th scope="col">Where and how exactly</th>
              <th scope="col">Killed</th>
            </tr>
          </thead>
          <Space rows={from} />
          <tbody>
            {all &&
              [...shown].map((i, n) => (
                <Row key={all.id[i]} all={all} i={i} index={from + n + 2} />
              ))}
          </tbody>
          <Space rows={rows.length - from - shown.length} />
        </table>
        {all && !rows.length && (
          <p class="soft">
            <Empty where={where.value} onClear={filtered.value ? clear : null}>
              No incidents here that fit.
            </Empty>
          </p>
        )}
      </div>
    </section>
  );
}

/** The rows above or below that are not made. */
function Space({ rows }: { rows: number }) {
  const row = useRef<HTMLTableSectionElement>(null);
  useLayoutEffect(() => {
    if (row.current) row.current.style.height = `${rows * ROW}px`;
  }, [rows]);
  return <tbody ref={row} />;
}

function Row({ all, i, index }: { all: Incidents; i: number; index: number }) {
  const killed = all.killed[i] as number;
  const country = all.countries[all.country[i] as number];
  const name = all.names[all.name[i] as number];
  return (
    <tr aria-rowindex={index}>
      <td>
        <a href={`/incidents/${encodeURIComponent(all.id[i] as string)}`}>
          {typeWords(all.types[all.type[i] as number] ?? "")}
          {name && <span class="seen-by-readers-only">, {name}</span>}
        </a>{" "}
        <span class="soft">{spanWords(all.first[i] as number, all.last[i] as number)}</span>
        {all.contested[i] ? <span class="chip contested">◆ contested</span> : null}
      </td>
      <td class="soft small">
        {name && (
          <bdi class="place" dir="auto">
            {name}
          </bdi>
        )}
        {name && country ? ", " : ""}
        {[country && countryName(country), precisionWords(all.precision[i] as number)]
          .filter(Boolean)
          .join(" · ")}
      </td>
      <td class="num small">{killed >= 0 ? `${killed} killed` : ""}</td>
    </tr>
  );
}

/** Up and down go from incident to incident; rows beyond the window come as it scrolls. */
function step(event: KeyboardEvent): void {
  const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  const row = (event.target as Element).closest("tr");
  if (!by || !row || event.ctrlKey || event.metaKey || event.altKey) return;
  const to = by > 0 ? row.nextElementSibling : row.previousElementSibling;
  const link = to?.querySelector("a");
  event.preventDefault();
  if (link) {
    link.focus();
    link.scrollIntoView({ block: "nearest" });
  }
}
