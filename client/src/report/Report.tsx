// One report: left the text, right the record, linked both ways.
import { computed, signal } from "@preact/signals";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { loadCodebook } from "../api/codebook";
import { useKeys } from "../keys/registry";
import { ensure, placeIn } from "../queue/list";
import { query } from "../shell/router";
import type { ViewProps } from "../shell/views";
import type { Span } from "../text/marks";
import { TextPane } from "../text/TextPane";
import { sayFault } from "../ui/say";
import { ACTIONS } from "./actions";
import { CardList } from "./CardList";
import { Caret, stopCaret, walking } from "./Caret";
import { followElsewhere } from "./elsewhere";
import { Head } from "./Head";
import { Inspector } from "./Inspector";
import { hiddenKinds, Legend } from "./Legend";
import { drawn as draw } from "./load";
import { lookAhead, showWords } from "./moves";
import { Notices } from "./Notices";
import "./record.css";
import "./report.css";
import { menu, SpanMenu } from "./SpanMenu";
import { drawing, noteSelection } from "./selection";
import { spansOf } from "./spans";
import {
  focus,
  focusOn,
  hovered,
  looked,
  pageShown,
  problem,
  scrollTo,
  shown,
  wanted,
} from "./state";

const NOTHING: readonly Span[] = [];
const lit = computed(() => (shown.value ? spansOf(shown.value.report, focus.value) : NOTHING));
const litByMouse = computed(() =>
  shown.value && hovered.value ? spansOf(shown.value.report, hovered.value) : NOTHING,
);
const lastPick = signal("");

/** `s3` or `statements.s3` in an address to a path. */
function placeAt(at: string | null): string {
  if (!at) return "";
  const known: Record<string, string> = {
    e: "events",
    s: "statements",
    a: "actors",
    p: "places",
    t: "times",
    l: "loaded",
  };
  return at.includes(".") ? at : `${known[at[0] ?? ""] ?? "events"}.${at}`;
}

function pick(records: string[], where: DOMRect): void {
  if (!records.length) {
    menu.value = null;
    return;
  }
  // Clicking once more on the same words goes to the next object that stands there.
  const all = records.join(" ");
  const before = lastPick.peek() === all ? records.indexOf(focus.peek()) : -1;
  lastPick.value = all;
  focusOn(records[(before + 1) % records.length] ?? "");
  menu.value = records.length > 1 ? { where, span: null, records, active: false } : null;
}

function Text() {
  const view = shown.value;
  const drawn =
    view &&
    draw(view.report, drawing.peek()?.prepared.text === view.report.text ? drawing.peek() : null);
  useLayoutEffect(() => {
    drawing.value = drawn;
  }, [drawn]);
  if (!drawn) return <div class="text-scroll" aria-busy="true" />;
  return (
    <TextPane
      drawn={drawn}
      lit={lit}
      hovered={litByMouse}
      looked={looked}
      scrollTo={scrollTo}
      hidden={hiddenKinds}
      onPick={pick}
      onHover={(record) => {
        hovered.value = record;
      }}
      onSelect={(span, where) => {
        noteSelection(span);
        menu.value = { where, span, records: [], active: true };
      }}
    >
      <Notices />
    </TextPane>
  );
}

export default function ReportView({ id }: ViewProps) {
  useKeys(ACTIONS);
  useEffect(followElsewhere, []);
  const reading = query.value.get("reading");
  const at = query.value.get("at");
  useLayoutEffect(() => {
    wanted.value = { id, reading: reading ? Number(reading) : null };
    focusOn("");
    menu.value = null;
    pageShown.value = false;
  }, [id, reading]);
  const view = shown.value?.report.id === id ? shown.value : null;
  const here = view?.report.id;
  useEffect(() => {
    if (!view) return;
    document.title = `${view.report.title ?? view.report.id} · sayso`;
    const place = placeAt(at);
    if (place) {
      focusOn(place);
      showWords(spansOf(view.report, place)[0]);
    }
  }, [here, at]);
  useEffect(() => {
    if (!here) return;
    // Once the report is up: what comes next must not hold it back.
    void ensure().then(() => lookAhead(id));
    loadCodebook().catch(sayFault);
  }, [here]);
  useEffect(() => {
    if (here) performance.mark("report-painted", { detail: here });
  }, [here]);
  if (problem.value) {
    return (
      <div class="view">
        <h1>This report cannot be shown</h1>
        <p>{problem.value}</p>
        <p>
          <a href="/">To the queue</a>
        </p>
      </div>
    );
  }
  return (
    <div class="report" aria-busy={view === null}>
      <Head place={placeIn(id)} />
      <div class="report-text">
        {!pageShown.value && <Legend />}
        {pageShown.value && view ? (
          <div class="page-sheet">
            <iframe
              class="page"
              title="The page as it was stored"
              sandbox=""
              src={`/api/reports/${encodeURIComponent(id)}/page`}
            />
          </div>
        ) : (
          <Text />
        )}
      </div>
      <div class="record">
        <CardList />
        <Inspector />
      </div>
      <SpanMenu onTaken={stopCaret} />
      {walking.value && <Caret />}
    </div>
  );
}
