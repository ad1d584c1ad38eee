// One incident: what each origin tells of it, side by side, with the words; and what is decided.
import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { decide } from "../api/decide";
import type { IncidentView, NewDecision } from "../api/schema";
import { useKeys } from "../keys/registry";
import { useAnswers, useNotices } from "../overview/answers";
import { isLinked, recordOf } from "../overview/stream";
import { may } from "../people/roles";
import { go } from "../shell/router";
import type { ViewProps } from "../shell/views";
import { say } from "../ui/say";
import { Accounts } from "./Accounts";
import { type Act, Acts } from "./Acts";
import { DecideDialog } from "./DecideDialog";
import { decideOn, decision } from "./deciding";
import { Evidence } from "./Evidence";
import { Head } from "./Head";
import "../overview/overview.css";
import "./incident.css";
import { MergeDialog } from "./MergeDialog";
import { NoteDialog } from "./NoteDialog";
import { SourceGraph } from "./SourceGraph";
import { SplitDialog } from "./SplitDialog";
import { IncidentState } from "./state";
import { Allegations, Copies, Decisions, Telling } from "./Told";
import { Tolls } from "./TollChart";
import { fieldName, what, when } from "./words";

type Asking = "free" | "note" | "merge" | "split" | null;

export default function Incident({ id }: ViewProps) {
  const state = useMemo(() => new IncidentState(id), [id]);
  useEffect(() => void state.load(), [state]);
  useNotices((notice) => {
    if (isLinked(notice) || recordOf(notice) === id) void state.load();
  });
  useAnswers((record, answer) => {
    if (record !== id) return;
    const { action, new: made } = answer?.decision ?? {};
    const into = action === "merge" ? (made as { into?: string } | null)?.into : undefined;
    if (into) go(`/incidents/${encodeURIComponent(into)}`);
    else void state.load();
  });
  const view = state.view.value;
  if (!view) {
    return (
      <div class="view" aria-busy={!state.error.value}>
        <h1>Incident</h1>
        {state.error.value && <p class="fault">{state.error.value}</p>}
      </div>
    );
  }
  return <Shown state={state} view={view} />;
}

function Shown({ state, view }: { state: IncidentState; view: IncidentView }) {
  const asking = useSignal<Asking>(null);
  const page = useRef<HTMLDivElement>(null);
  const mark = view.marks[""];

  function write(made: NewDecision, words: string): void {
    decide("incidents", state.id, made);
    say(words);
  }

  function settle(): void {
    const field = state.field.value;
    const choice = state.chosen.value;
    if (!field || !choice || state.machine.value || !may("coder")) return;
    write(decideOn(view.incident, field, choice), `Decided: ${fieldName(field)} = ${choice.value}`);
  }

  /** Put the focus where the person is now, so that what they hear is what they see. */
  function move(turn: () => void): void {
    turn();
    requestAnimationFrame(() =>
      page.current?.querySelector<HTMLElement>('.accounts button[aria-pressed="true"]')?.focus(),
    );
  }

  const ask = (what: Asking) => () => {
    asking.value = what;
  };
  const acts: Act[] = [];
  if (may("coder")) {
    const flagged = mark?.flagged ?? false;
    const [confirmed, rejected] = [mark?.state === "confirmed", mark?.state === "rejected"];
    acts.push(
      {
        name: "incident.confirm",
        title: "Confirm the incident",
        button: "Confirm",
        pressed: confirmed,
        run: () => write(decision("confirm"), "Confirmed"),
      },
      {
        name: "incident.reject",
        title: "Reject the incident",
        button: "Reject",
        pressed: rejected,
        run: () => write(decision("reject"), "Rejected"),
      },
      {
        name: "incident.flag",
        title: "Flag: needs another look",
        button: "Flag",
        pressed: flagged,
        run: () =>
          write(decision("flag", "", { new: !flagged }), flagged ? "Flag taken off" : "Flagged"),
      },
      {
        name: "incident.free",
        title: "Decide with a value of my own",
        button: "Own value",
        run: ask("free"),
      },
      { name: "incident.note", title: "Comment", button: "Comment", run: ask("note") },
      {
        name: "incident.merge",
        title: "Merge with another incident",
        button: "Merge",
        run: ask("merge"),
      },
      {
        name: "incident.split",
        title: "Split off another happening",
        button: "Split",
        run: ask("split"),
      },
    );
  }
  if (view.machine) {
    acts.push({
      name: "incident.machine",
      title: "The machine's version, and back",
      button: "Machine's version",
      pressed: state.machine.value,
      run: () => {
        state.machine.value = !state.machine.value;
      },
    });
  }
  useKeys([
    { name: "incident.field_next", title: "Next field", run: () => move(() => state.stepField(1)) },
    {
      name: "incident.field_previous",
      title: "Previous field",
      run: () => move(() => state.stepField(-1)),
    },
    {
      name: "incident.value_next",
      title: "Next value of the field",
      run: () => move(() => state.stepChoice(1)),
    },
    {
      name: "incident.value_previous",
      title: "Previous value of the field",
      run: () => move(() => state.stepChoice(-1)),
    },
    { name: "incident.decide", title: "Decide the field with this value", run: settle },
    ...acts,
    {
      name: "incident.graph",
      title: "Walk the graph of who has it from whom",
      run: () => page.current?.querySelector<SVGGElement>(".graph .node.here")?.focus(),
    },
    { name: "incident.list", title: "To the list of incidents", run: () => go("/incidents") },
  ]);

  const close = () => {
    asking.value = null;
  };
  return (
    <div class="view incident" ref={page}>
      <Head state={state} />
      <Acts acts={acts} />
      {state.error.value && (
        <p class="fault" role="alert">
          {state.error.value}
        </p>
      )}
      <div class="incident-sides">
        <div class="incident-first">
          <h2 class="seen-by-readers-only">Accounts side by side</h2>
          <Accounts state={state} onDecide={settle} />
        </div>
        <div class="incident-beside">
          <Evidence state={state} onDecide={settle} />
          <Allegations view={view} />
          <Decisions view={view} />
          <Locator view={view} />
          <Near view={view} />
        </div>
        <div class="incident-main">
          <Tolls view={view} />
          <SourceGraph view={view} />
          <Telling view={view} />
          <Copies view={view} />
        </div>
      </div>
      {asking.value === "free" && (
        <DecideDialog
          view={view}
          field={state.field.value ?? "killed"}
          onDecide={(made) => write(made, `Decided: ${fieldName(made.path)}`)}
          onClose={close}
        />
      )}
      {asking.value === "note" && (
        <NoteDialog
          title="Comment on this incident"
          label="Comment"
          button="Save"
          onDone={(words) => write(decision("note", "", {}, words), "Comment saved")}
          onClose={close}
        />
      )}
      {asking.value === "merge" && (
        <MergeDialog view={view} onDecide={(made) => write(made, "Merged")} onClose={close} />
      )}
      {asking.value === "split" && (
        <SplitDialog view={view} onDecide={(made) => write(made, "Split off")} onClose={close} />
      )}
    </div>
  );
}

/** The map is a piece of its own: the page does not wait for it, and keeps its room. */
function Locator({ view }: { view: IncidentView }) {
  const [Shown, setShown] = useState<ComponentType<{
    places: IncidentView["incident"]["places"];
    label: string;
  }> | null>(null);
  const located = view.incident.places.some((p) => p.lat != null || p.country);
  useEffect(() => {
    if (!located) return;
    import("../map/LocatorMap").then(
      (module) => setShown(() => module.LocatorMap),
      () => undefined, // without its map the page still has the place in words
    );
  }, [located]);
  if (!located) return null;
  return (
    <section class="where-panel" aria-labelledby="where-head">
      <h2 id="where-head" class="seen-by-readers-only">
        Where
      </h2>
      <div class="locator-room">
        {Shown && <Shown places={view.incident.places} label="Where it happened" />}
      </div>
    </section>
  );
}

function Near({ view }: { view: IncidentView }) {
  if (view.near.length === 0) return null;
  return (
    <section class="panel padded" aria-labelledby="near-head">
      <h2 id="near-head">Near in place and time</h2>
      <ul class="near">
        {view.near.map((line) => (
          <li key={line.id}>
            <a href={`/incidents/${encodeURIComponent(line.id)}`}>
              <bdi dir="auto">{line.place ?? "no place"}</bdi>
            </a>{" "}
            <span class="soft small">
              {what(line.type, line.mode)} · {when(line.earliest, line.latest)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
