// The list of incidents, narrowed by filters that stand in the address.
import { useSignal } from "@preact/signals";
import type { IncidentLine, IncidentPage } from "../api/schema";
import { placeOf, together } from "../filter/complete";
import { Empty } from "../filter/Empty";
import { ExportDialog } from "../filter/ExportDialog";
import { FilterBox } from "../filter/FilterBox";
import { seesDecided } from "../filter/fields";
import { useAnswers, useNotices } from "../overview/answers";
import { countryName, useCodebook } from "../overview/codebook";
import { usePages } from "../overview/load";
import { RowList } from "../overview/RowList";
import { isLinked } from "../overview/stream";
import { go, path, query } from "../shell/router";
import { plural, range, readable } from "../ui/words";
import { addressOf, type Filters, filtersOf, withFilter } from "./filters";
import "./incident.css";
import { fieldName, what, when } from "./words";

const NAMES = [
  "q",
  "where",
  "type",
  "country",
  "since",
  "until",
  "contested",
  "verbal",
  "state",
] as const;
const PAGE = 60;

const NOTHING =
  "No incident fits these filters. Take one off, or link the collection first (Figures).";
const NOTHING_DONE = `${NOTHING} What is only said, asked or promised is listed with “also verbal”.`;

/** How an incident can stand with the people here, for the filter. */
const STATES: readonly [string, string][] = [
  ["", "any"],
  ["none", "not reviewed"],
  ["confirmed", "confirmed"],
  ["corrected", "decided"],
  ["rejected", "rejected"],
  ["merged", "merged"],
  ["split", "split"],
];

export default function Incidents() {
  const filters = filtersOf(query.value, NAMES);
  const { state, more, again } = usePages<IncidentLine>(
    "/api/incidents",
    { ...filters, limit: PAGE },
    (answer: IncidentPage) => ({ rows: answer.incidents, next: answer.next }),
  );
  // Another linking, or a decision that was on its way when the list was asked for.
  useNotices((notice) => {
    if (isLinked(notice)) again();
  });
  useAnswers((record) => {
    if (record.startsWith("i_")) again();
  });
  const { rows, next, error, busy } = state.value;
  const exporting = useSignal(false);
  return (
    <div class="view list-view">
      <div class="row list-head">
        <h1 class="grow">Incidents</h1>
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
      </div>
      <FilterBar filters={filters} fault={error} />
      {exporting.value && (
        <ExportDialog
          asked={filters}
          onClose={() => {
            exporting.value = false;
          }}
        />
      )}
      {error && placeOf(error) === null && (
        <p class="fault" role="alert">
          {error}
        </p>
      )}
      <RowList
        name="incidents"
        label="Incidents"
        rows={rows}
        keyOf={(line) => line.id}
        hrefOf={(line) => `/incidents/${encodeURIComponent(line.id)}`}
        busy={busy}
        empty={
          error ? null : (
            <Empty
              where={together({ where: filters.where ?? "", q: filters.q ?? "" })}
              onClear={
                Object.keys(filters).length ? () => go(path.peek(), { replace: true }) : null
              }
            >
              {filters.type && !filters.verbal ? NOTHING_DONE : NOTHING}
            </Empty>
          )
        }
        more={next ? more : null}
        row={(line) => <Line line={line} />}
      />
    </div>
  );
}

function Line({ line }: { line: IncidentLine }) {
  const codes = useCodebook();
  return (
    <span class="incident-line">
      <span class="line-when">{when(line.earliest, line.latest)}</span>
      <span class="line-where cut">
        {line.place ? <bdi dir="auto">{line.place}</bdi> : <span class="soft">no place</span>}
        {line.country && <span class="soft"> {countryName(codes, line.country)}</span>}
      </span>
      <span class="line-what cut">{what(line.type, line.mode)}</span>
      <span class="line-killed">
        {line.killed?.some((n) => n !== null) && `killed ${range(...line.killed)}`}
      </span>
      <span class="line-told soft">
        {plural(line.reports, "report")}, {plural(line.origins, "origin")}
      </span>
      <span class="line-chips cut">
        {line.contested.length > 0 && (
          <span class="chip contested">≠ {line.contested.map(fieldName).join(", ")}</span>
        )}
        {line.state && (
          <span class="chip">{line.state === "corrected" ? "decided" : line.state}</span>
        )}
      </span>
    </span>
  );
}

function FilterBar({ filters, fault }: { filters: Filters; fault: string | null }) {
  const codes = useCodebook();
  const set = (name: string, value: string) =>
    go(addressOf(path.peek(), withFilter(filters, name, value)), { replace: true });
  const countries = Object.entries(codes?.countries ?? {}).sort((a, b) => a[1].localeCompare(b[1]));
  return (
    <search>
      <form class="filters" aria-label="Filter incidents" onSubmit={(e) => e.preventDefault()}>
        <FilterBox
          value={together({ where: filters.where ?? "", q: filters.q ?? "" })}
          of="incidents"
          fault={fault}
          onTake={(where) =>
            // An address of before may have words that are asked for by themselves.
            go(addressOf(path.peek(), withFilter(withFilter(filters, "q", ""), "where", where)), {
              replace: true,
            })
          }
        />
        <label>
          type
          <select value={filters.type ?? ""} onChange={(e) => set("type", e.currentTarget.value)}>
            <option value="">any</option>
            {Object.keys(codes?.types ?? {}).map((type) => (
              <option key={type} value={type}>
                {readable(type)}
              </option>
            ))}
          </select>
        </label>
        <label>
          country
          <select
            class="country"
            value={filters.country ?? ""}
            onChange={(e) => set("country", e.currentTarget.value)}
          >
            <option value="">any</option>
            {countries.map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          from
          <input
            type="date"
            value={filters.since ?? ""}
            onChange={(e) => set("since", e.currentTarget.value)}
          />
        </label>
        <label>
          to
          <input
            type="date"
            value={filters.until ?? ""}
            onChange={(e) => set("until", e.currentTarget.value)}
          />
        </label>
        <label>
          review
          <select value={filters.state ?? ""} onChange={(e) => set("state", e.currentTarget.value)}>
            {STATES.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={filters.contested === "true"}
            onChange={(e) => set("contested", e.currentTarget.checked ? "true" : "")}
          />
          contested
        </label>
        <label class="check" title="Also what is only said, asked or promised">
          <input
            type="checkbox"
            checked={filters.verbal === "true"}
            onChange={(e) => set("verbal", e.currentTarget.checked ? "true" : "")}
          />
          also verbal
        </label>
        {Object.keys(filters).length > 0 && (
          <button type="button" class="plain" onClick={() => go(path.peek(), { replace: true })}>
            Clear
          </button>
        )}
      </form>
    </search>
  );
}
