// The last word on a report: each place where coders decided, their values side by side, the text.
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { decide } from "../api/decide";
import type {
  Adjudication,
  AdjudicationLine,
  CodedValue,
  Disputed,
  NewDecision,
  Report,
  ReportView,
} from "../api/schema";
import { useKeys } from "../keys/registry";
import { useAnswers } from "../overview/answers";
import { From } from "../overview/From";
import { useLoad } from "../overview/load";
import { go } from "../shell/router";
import type { ViewProps } from "../shell/views";
import { say } from "../ui/say";
import { plural } from "../ui/words";
import { AdjudicateText } from "./AdjudicateText";
import {
  choose,
  chooseMachine,
  chooseOwn,
  finish,
  nextOpen,
  nextReport,
  open,
  withChosen,
} from "./choosing";
import { OwnValue } from "./OwnValue";
import "../overview/overview.css";
import "./people.css";
import { Remarks } from "./Remarks";
import { namesOf, placeName, spansOf } from "./values";
import { Weighed } from "./Weighed";

const PICKS = ["first", "second", "third", "fourth"] as const;

export default function Adjudicate({ id }: ViewProps) {
  const at = encodeURIComponent(id);
  const adjudication = useLoad<Adjudication>(`/api/adjudications/${at}`);
  const report = useLoad<ReportView>(`/api/reports/${at}`);
  const lines = useLoad<AdjudicationLine[]>("/api/adjudications");
  useAnswers((record) => {
    if (record === id) void adjudication.again();
  });
  const found = adjudication.state.value.data;
  const view = report.state.value.data;
  const error = adjudication.state.value.error ?? report.state.value.error;
  if (!found || !view || found.report !== id || view.report.id !== id) {
    return (
      <div class="view" aria-busy={!error}>
        <h1>Adjudicate</h1>
        {error && <p class="fault">{error}</p>}
      </div>
    );
  }
  return (
    <Sides
      key={id}
      found={found}
      report={view.report}
      reading={view.reading}
      next={nextReport(lines.state.value.data ?? [], id)}
    />
  );
}

interface SidesProps {
  found: Adjudication;
  report: Report;
  reading: number;
  next: string | null;
}

function Sides({ found, report, reading, next }: SidesProps) {
  const here: Signal<string> = useSignal(
    open(found.places)[0]?.path ?? found.places[0]?.path ?? "",
  );
  const editing = useSignal(false);
  const list = useRef<HTMLDivElement>(null);
  const points = useMemo(() => Array.from(report.text), [report]);
  const names = useMemo(() => namesOf(report, points), [report, points]);

  // What was just chosen shows at once; the server's next answer has it, or has refused it.
  const chosen = useSignal<ReadonlyMap<string, CodedValue>>(new Map());
  const answer = useRef(found);
  answer.current = found;
  useEffect(() => {
    chosen.value = new Map();
  }, [found, chosen]);
  /** Read when a key is pressed, not when the page was drawn: keys may be quicker than drawing. */
  const placesNow = () => withChosen(answer.current.places, chosen.value);
  const placeNow = () => placesNow().find((p) => p.path === here.value);
  const places = placesNow();
  const place = placeNow();
  const left = open(places).length;
  const weighed = new Set(places.map((one) => one.path));

  function write(made: NewDecision): void {
    decide("reports", report.id, { ...made, reading });
  }

  function settle(of: Disputed, made: NewDecision, value: CodedValue, words: string): void {
    write(made);
    say(`${placeName(of.path)}: ${words}`);
    chosen.value = new Map([...chosen.value, [of.path, value]]);
    const to = nextOpen(placesNow(), of.path);
    if (to) lookAt(to);
  }

  function pick(of: Disputed, coded: CodedValue): void {
    settle(of, choose(of, coded), coded, `as ${coded.who} has it`);
  }

  function lookAt(path: string): void {
    here.value = path;
    requestAnimationFrame(() => {
      const card = list.current?.querySelector<HTMLElement>('[aria-current="true"]');
      card?.focus({ preventScroll: true });
      card?.scrollIntoView({ block: "nearest" });
    });
  }

  function step(by: 1 | -1): void {
    const i = places.findIndex((p) => p.path === here.value);
    const to = places[Math.max(0, Math.min(places.length - 1, i + by))];
    if (to) lookAt(to.path);
  }

  function done(): void {
    const still = open(placesNow());
    if (still[0]) {
      say(`${plural(still.length, "place")} still open`);
      lookAt(still[0].path);
      return;
    }
    write(finish());
    say("Done");
    go(next ? `/adjudicate/${encodeURIComponent(next)}` : "/adjudicate");
  }

  function machine(of: Disputed): void {
    const value = { who: "machine", state: "kept" as const, value: of.machine, reason: null };
    settle(of, chooseMachine(of), value, "as the machine has it");
  }

  function own(of: Disputed, given: unknown): void {
    const value = { who: "", state: "corrected" as const, value: given, reason: null };
    settle(of, chooseOwn(of, given), value, "a value of your own");
  }

  useKeys([
    { name: "adjudicate.next", title: "Next place", run: () => step(1) },
    { name: "adjudicate.previous", title: "Previous place", run: () => step(-1) },
    ...PICKS.map((name, i) => ({
      name: `adjudicate.${name}`,
      title: `Take the ${name} coder's value`,
      run: () => {
        const now = placeNow();
        const coded = now?.values[i];
        if (!now || !coded) return false;
        pick(now, coded);
        return undefined;
      },
    })),
    {
      name: "adjudicate.machine",
      title: "Take the machine's value",
      run: () => {
        const now = placeNow();
        if (now) machine(now);
      },
    },
    {
      name: "adjudicate.edit",
      title: "A value of my own",
      run: () => {
        editing.value = Boolean(placeNow());
      },
    },
    { name: "adjudicate.done", title: "Done, and the next report", run: done },
  ]);

  const spans = place
    ? spansOf(report, place.path, [place.machine, ...place.values.map((v) => v.value)])
    : [];
  return (
    <div class="adjudicate">
      <header class="adjudicate-head">
        <h1 class="cut">
          <bdi dir="auto">{report.title ?? "Report without a title"}</bdi>
        </h1>
        <p class="soft small">
          <From outlet={report.outlet} at={report.published} /> · coded by {found.coders.join(", ")}{" "}
          · <a href={`/reports/${encodeURIComponent(report.id)}`}>the report</a>
        </p>
      </header>
      <AdjudicateText report={report} spans={spans} />
      <div class="adjudicate-places scroll" ref={list}>
        <div class="row">
          <h2 class="grow">{left ? `${left} to decide` : "Nothing is open"}</h2>
          <button type="button" class="primary" disabled={left > 0} onClick={done}>
            {next ? "Done, next report" : "Done"}
          </button>
        </div>
        <Remarks notes={found.notes.filter((note) => !weighed.has(note.path))} />
        {places.map((one) => (
          <Weighed
            key={one.path}
            notes={found.notes.filter((note) => note.path === one.path)}
            place={one}
            names={names}
            points={points}
            here={one.path === here.value}
            onLook={() => {
              here.value = one.path;
            }}
            onPick={(coded) => pick(one, coded)}
            onMachine={() => machine(one)}
            onEdit={() => {
              here.value = one.path;
              editing.value = true;
            }}
          />
        ))}
        {places.length === 0 && <p class="soft">All coders left it as the machine has it.</p>}
      </div>
      {editing.value && place && (
        <OwnValue
          place={place}
          onDone={(value) => own(place, value)}
          onClose={() => {
            editing.value = false;
          }}
        />
      )}
    </div>
  );
}
