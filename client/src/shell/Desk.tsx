// The frame around every view: who is there, where they are, what they can do everywhere.
import { signal } from "@preact/signals";
import { type ComponentType, Fragment } from "preact";
import { useEffect, useState } from "preact/hooks";
import { askAhead, get, me, Refused } from "../api/client";
import { redo, resume, undo } from "../api/decide";
import type { Me } from "../api/schema";
import { type Action, loadKeymap, onKeyDown, useKeys } from "../keys/registry";
import { sayFault } from "../ui/say";
import { Bar, places } from "./Bar";
import { Foot } from "./Foot";
import { KeySheet } from "./KeySheet";
import { followLinks, go, path, query } from "./router";
import "./shell.css";
import { turnTheme } from "./theme";
import { followTurn } from "./turn";
import { type View, type ViewProps, viewAt } from "./views";

type Gate = "asking" | "closed" | "open";
const gate = signal<Gate>("asking");
const help = signal(false);

/** Who was here since the page was loaded. */
let before: string | null = null;

async function enter(): Promise<void> {
  try {
    const person = await get<Me>("/api/me");
    if (before !== null && before !== person.name) {
      location.assign("/"); // reports, marks and comments of the one before are still in memory
      return;
    }
    before = person.name;
    me.value = person;
    gate.value = "open";
    resume();
    loadKeymap().catch(sayFault);
  } catch (fault) {
    if (!(fault instanceof Refused && fault.status === 401)) sayFault(fault);
    gate.value = "closed";
  }
}
// The first view and what it shows are on their way while the server says who is there.
const first = viewAt(path.peek());
first?.view.load().catch(sayFault);
if (first?.view.ahead) askAhead(first.view.ahead(first.id, query.peek()));
void enter();
me.subscribe((person) => {
  if (gate.peek() === "open" && !person) gate.value = "closed";
});

function everywhere(): Action[] {
  return [
    {
      name: "desk.help",
      title: "Show the keys that work here",
      run: () => {
        help.value = !help.value;
      },
    },
    {
      name: "desk.search",
      title: "Search the reports",
      run: () => document.getElementById("desk-search")?.focus(),
    },
    { name: "desk.undo", title: "Undo my last decision", run: () => void followTurn("undo", undo) },
    { name: "desk.redo", title: "Redo it", run: () => void followTurn("redo", redo) },
    { name: "desk.theme", title: "Light or dark", run: turnTheme },
    ...places().map((place) => ({ name: place.key, title: place.name, run: () => go(place.to) })),
  ];
}

/** Views that were loaded once are shown without a pause. */
const loaded = new Map<View, ComponentType<ViewProps>>();

function At({ at }: { at: string }) {
  const found = viewAt(at);
  const view = found?.view;
  const [, redraw] = useState(0);
  const Shown = view && loaded.get(view);
  useEffect(() => {
    document.title = view ? `${view.title} · sayso` : "sayso";
    if (!view || loaded.has(view)) return;
    view.load().then(
      (module) => {
        loaded.set(view, module.default);
        redraw((n) => n + 1);
      },
      (fault) => sayFault(fault),
    );
  }, [view]);
  if (!view)
    return (
      <div class="view">
        <h1>There is nothing at {at}</h1>
        <p>
          <a href="/">To the queue</a>
        </p>
      </div>
    );
  const id = found?.id ?? "";
  // The key: another view is another element, the same view goes on with another id.
  return Shown ? (
    <Fragment key={view.title}>
      <Shown id={id} />
    </Fragment>
  ) : (
    <div class="view" aria-busy="true" />
  );
}

function Gated() {
  const [Login, setLogin] = useState<ComponentType<{ onDone: () => void }> | null>(null);
  useEffect(() => {
    import("../people/Login").then((module) => setLogin(() => module.default), sayFault);
  }, []);
  return <main id="view">{Login && <Login onDone={() => void enter()} />}</main>;
}

function Open() {
  useKeys(everywhere());
  return (
    <>
      <a class="skip" href="#view">
        Skip to the view
      </a>
      <Bar
        onHelp={() => {
          help.value = true;
        }}
      />
      <main id="view" tabIndex={-1}>
        <At at={path.value} />
      </main>
      <Foot />
      {help.value && (
        <KeySheet
          onClose={() => {
            help.value = false;
          }}
        />
      )}
    </>
  );
}

export function Desk() {
  useEffect(() => {
    document.addEventListener("keydown", onKeyDown);
    document.addEventListener("click", followLinks);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("click", followLinks);
    };
  }, []);
  if (gate.value === "asking") return <main id="view" aria-busy="true" />;
  return gate.value === "open" ? <Open /> : <Gated />;
}
