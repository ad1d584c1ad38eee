// The bar on top: where one can go, a search, undo and redo, help.

import { me } from "../api/client";
import { redo, turns, undo } from "../api/decide";
import { keysOf, titled } from "../keys/registry";
import { may } from "../people/roles";
import { PersonTools } from "./Person";
import { go, path, query } from "./router";
import { turnTheme } from "./theme";
import { followTurn } from "./turn";

const PLACES = [
  { to: "/", name: "Queue", key: "go.queue" },
  { to: "/incidents", name: "Incidents", key: "go.incidents" },
  { to: "/map", name: "Map", key: "go.map" },
  { to: "/said", name: "Said", key: "go.said" },
  { to: "/figures", name: "Figures", key: "go.figures" },
  { to: "/adjudicate", name: "Adjudicate", key: "go.adjudicate", needs: "adjudicator" },
  { to: "/agreement", name: "Agreement", key: "go.agreement", needs: "adjudicator" },
  { to: "/people", name: "People", key: "go.people", needs: "admin", team: true },
] as const;

export function places() {
  return PLACES.filter(
    (place) =>
      may("needs" in place ? place.needs : "reader") && (!("team" in place) || me.value?.team),
  );
}

function here(to: string): boolean {
  const at = path.value;
  if (to === "/") return at === "/" || at.startsWith("/reports/");
  return at === to || at.startsWith(`${to}/`);
}

export function Bar({ onHelp }: { onHelp: () => void }) {
  const person = me.value;
  const next = turns.value;
  return (
    <header class="bar">
      <nav aria-label="Views">
        <a class="brand" href="/" title={person?.collection ?? "sayso"}>
          sayso
        </a>
        <ul>
          {places().map((place) => (
            <li key={place.to}>
              <a
                href={place.to}
                aria-current={here(place.to) ? "page" : undefined}
                title={titled(place.name, place.key)}
              >
                {place.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const words = new FormData(event.currentTarget).get("q");
            go(`/search?q=${encodeURIComponent(String(words ?? ""))}`);
          }}
        >
          <input
            id="desk-search"
            name="q"
            type="search"
            placeholder={`Search ${keysOf("desk.search")[0] ?? ""}`.trim()}
            aria-label="Search the reports"
            onKeyDown={(event) => {
              if (event.key === "Escape") document.getElementById("view")?.focus();
            }}
            value={path.value === "/search" ? (query.value.get("q") ?? "") : ""}
          />
        </form>
      </search>
      <div class="tools">
        <button
          type="button"
          class="plain"
          disabled={!next?.undo}
          title={titled(next?.undo ? `Undo: ${next.undo.words}` : "Nothing to undo", "desk.undo")}
          onClick={() => void followTurn("undo", undo)}
        >
          Undo
        </button>
        <button
          type="button"
          class="plain"
          disabled={!next?.redo}
          title={titled(next?.redo ? `Redo: ${next.redo.words}` : "Nothing to redo", "desk.redo")}
          onClick={() => void followTurn("redo", redo)}
        >
          Redo
        </button>
        <button
          type="button"
          class="plain icon"
          title="Light or dark"
          aria-label="Light or dark"
          onClick={turnTheme}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5" />
            <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
          </svg>
        </button>
        <button
          type="button"
          class="plain icon"
          title={titled("Keys", "desk.help")}
          aria-label="Keys"
          onClick={onHelp}
        >
          ?
        </button>
        <PersonTools />
      </div>
    </header>
  );
}
