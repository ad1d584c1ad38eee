// The queue: what to go through next. Filters stand in the address.
import { useEffect } from "preact/hooks";
import { me } from "../api/client";
import { decide } from "../api/decide";
import type { LineOut } from "../api/schema";
import { placeOf } from "../filter/complete";
import { Empty } from "../filter/Empty";
import { type Action, useKeys } from "../keys/registry";
import { prefetch } from "../report/load";
import { READS_ONLY } from "../report/state";
import { go, query } from "../shell/router";
import { say, warn } from "../ui/say";
import { When } from "../ui/When";
import { Windowed } from "../ui/Windowed";
import { plural } from "../ui/words";
import { Filters } from "./Filters";
import * as list from "./list";
import "./queue.css";

const ROW = 50;

function move(by: number): void {
  const rows = list.rows.peek();
  const at = rows.findIndex((row) => row.line.id === list.cursor.peek());
  const to = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
  if (to) list.cursor.value = to.line.id;
}

function fold(open: boolean): boolean {
  const row = list.rows.peek().find((one) => one.line.id === list.cursor.peek());
  if (!row || row.copy || !row.copies || row.unfolded === open) return false;
  const next = new Set(list.unfolded.peek());
  if (open) next.add(row.line.id);
  else next.delete(row.line.id);
  list.unfolded.value = next;
  return true;
}

function openHere(): boolean {
  const id = list.cursor.peek();
  if (id) go(`/reports/${id}`);
  return id !== null;
}

/** Decide about a report without opening it. */
function triage(action: "reject" | "flag"): boolean {
  const line = list.rows.peek().find((row) => row.line.id === list.cursor.peek())?.line;
  if (!line) return false;
  if (me.peek()?.role === "reader") {
    warn(READS_ONLY);
    return true;
  }
  const on = action === "reject" || !line.flagged;
  decide("reports", line.id, { action, path: "", stage: "coding", ...(on ? {} : { new: false }) });
  const title = line.title ?? line.id;
  if (action === "reject") {
    list.noteDone(line.id, true);
    move(1);
    say(`Not wanted: ${title}`);
  } else {
    list.noteFlag(line.id, on);
    say(`${title}: flag ${on ? "set" : "taken off"}`);
  }
  return true;
}

const ACTIONS: Action[] = [
  { name: "queue.next", title: "Next report", run: () => move(1) },
  { name: "queue.previous", title: "Previous report", run: () => move(-1) },
  { name: "queue.open", title: "Open it", run: openHere },
  { name: "queue.unfold", title: "Show its near copies", run: () => fold(true) },
  { name: "queue.fold", title: "Fold its near copies", run: () => fold(false) },
  { name: "report.ignore", title: "Not wanted", run: () => triage("reject") },
  { name: "card.flag", title: "Flag it: needs another look", run: () => triage("flag") },
  { name: "queue.first", title: "To the first", run: () => move(Number.NEGATIVE_INFINITY) },
  { name: "queue.last", title: "To the last", run: () => move(Number.POSITIVE_INFINITY) },
  {
    name: "queue.filter",
    title: "To the filters",
    run: () => document.querySelector<HTMLElement>(".filters input, .filters select")?.focus(),
  },
];

function Relevance({ value }: { value: number | null | undefined }) {
  if (value == null) return <span class="relevance" />;
  const share = Math.round(value * 100);
  return (
    <span class="relevance" title={`Relevance ${share} of 100`}>
      <svg viewBox="0 0 40 6" width="40" height="6" aria-hidden="true">
        <rect width="40" height="6" rx="3" class="relevance-all" />
        <rect width={Math.max(3, share * 0.4)} height="6" rx="3" class="relevance-part" />
      </svg>
      <span class="seen-by-readers-only">relevance {share}</span>
    </span>
  );
}

function Line({ row, id, at }: { row: list.Row; id: string; at: number }) {
  const { line } = row;
  const active = list.cursor.value === line.id;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus (aria-activedescendant)
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-setsize={list.rows.value.length}
      aria-posinset={at + 1}
      class={`line${active ? " active" : ""}${row.copy ? " copy" : ""}${line.done ? " done" : ""}`}
      onClick={() => {
        list.cursor.value = line.id;
        openHere();
      }}
    >
      <Relevance value={line.relevance} />
      <span class="line-main">
        <span class="line-title cut">
          <bdi>{line.title ?? "Without a title"}</bdi>
        </span>
        <span class="line-meta cut">
          <When at={line.published} /> · <bdi>{line.outlet ?? line.agency ?? "unknown outlet"}</bdi>
          {line.agency && line.agency !== line.outlet && line.outlet && (
            <>
              {" "}
              · <bdi>{line.agency}</bdi>
            </>
          )}
        </span>
      </span>
      <span class="line-chips">
        <Badges line={line} row={row} />
      </span>
      <span class="line-count num">{line.killed === null ? "" : `${line.killed} killed`}</span>
      <span class="line-count num">{plural(line.events, "event")}</span>
      <span class="line-count num">{plural(line.statements, "statement")}</span>
    </div>
  );
}

function Badges({ line, row }: { line: LineOut; row: list.Row }) {
  return (
    <>
      {row.copies > 0 && (
        <span class="chip">
          {row.unfolded ? "▾" : "▸"} {plural(row.copies, "copy", "copies")}
        </span>
      )}
      {line.flagged && <span class="chip flagged">⚑ flagged</span>}
      {line.contested && <span class="chip contested">≠ contested</span>}
      {line.language && line.language !== "en" && <span class="chip">{line.language}</span>}
      {line.done ? (
        <span class="chip agreed">✓ done</span>
      ) : (
        line.coders > 0 && <span class="chip">{plural(line.coders, "coder")}</span>
      )}
    </>
  );
}

export default function QueueView() {
  useKeys(ACTIONS);
  const filters = list.filtersOf(query.value);
  useEffect(() => {
    void list.load(filters, list.stale.peek()).then(() => {
      const rows = list.rows.peek();
      if (!rows.some((row) => row.line.id === list.cursor.peek()))
        list.cursor.value = rows[0]?.line.id ?? null;
    });
  }, [filters]);
  useEffect(() => {
    document.getElementById("queue")?.focus({ preventScroll: true });
  }, []);
  const rows = list.rows.value;
  const at = rows.findIndex((row) => row.line.id === list.cursor.value);
  const cursor = list.cursor.value;
  useEffect(() => {
    // What is in focus for a moment is what will be opened.
    const soon = setTimeout(() => prefetch(cursor), 120);
    return () => clearTimeout(soon);
  }, [cursor]);
  const left = list.left.value;
  const fault = list.fault.value;
  return (
    <div class="queue">
      <div class="queue-head">
        <h1>Queue</h1>
        <span class="soft left">{left === null ? "" : `${left.toLocaleString("en-GB")} left`}</span>
        <Filters />
      </div>
      {fault !== null && placeOf(fault) === null && (
        <p class="queue-note">
          {fault}{" "}
          <button type="button" onClick={() => void list.load(filters, true)}>
            Ask again
          </button>
        </p>
      )}
      {fault === null && rows.length === 0 && (
        <div class="queue-note soft">
          {list.loading.value || left === null ? (
            "…"
          ) : (
            <Empty
              where={query.value.get("where") ?? query.value.get("q") ?? ""}
              onClear={filters ? () => go("/", { replace: true }) : null}
            >
              {filters ? "Nothing fits these filters." : "Nothing is left to go through."}
            </Empty>
          )}
        </div>
      )}
      <Windowed
        id="queue"
        label="Reports to go through"
        items={rows}
        height={ROW}
        scope={filters}
        active={at}
        onEnd={list.more}
        row={(row, i, id) => <Line row={row} id={id} at={i} />}
      />
    </div>
  );
}
