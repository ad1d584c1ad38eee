// Which view answers which address. Each is a piece of its own that loads when it is first looked at.
import type { ComponentType } from "preact";
import { reportAddress } from "../api/client";

export interface ViewProps {
  /** What stands in the address in place of `:id`. */
  id: string;
}

type Loads = () => Promise<{ default: ComponentType<ViewProps> }>;

export interface View {
  pattern: RegExp;
  title: string;
  load: Loads;
  /** What it will ask the server for, so that a first look need not wait for its code. */
  ahead?: (id: string, query: URLSearchParams) => string;
}

export const views: readonly View[] = [
  { pattern: /^\/$/, title: "Queue", load: () => import("../queue/Queue") },
  {
    pattern: /^\/reports\/([^/]+)$/,
    title: "Report",
    load: () => import("../report/Report"),
    ahead: (id, query) => reportAddress(id, query.get("reading")),
  },
  { pattern: /^\/incidents$/, title: "Incidents", load: () => import("../incident/Incidents") },
  {
    pattern: /^\/incidents\/([^/]+)$/,
    title: "Incident",
    load: () => import("../incident/Incident"),
  },
  { pattern: /^\/map$/, title: "Map", load: () => import("../map/MapView") },
  { pattern: /^\/search$/, title: "Search", load: () => import("../overview/Search") },
  { pattern: /^\/said$/, title: "Who said what", load: () => import("../overview/Said") },
  { pattern: /^\/figures$/, title: "Figures", load: () => import("../overview/Figures") },
  { pattern: /^\/agreement$/, title: "Agreement", load: () => import("../overview/Agreement") },
  { pattern: /^\/adjudicate$/, title: "Adjudicate", load: () => import("../people/Adjudications") },
  {
    pattern: /^\/adjudicate\/([^/]+)$/,
    title: "Adjudicate",
    load: () => import("../people/Adjudicate"),
  },
  { pattern: /^\/people$/, title: "People", load: () => import("../people/People") },
];

/** The view for an address, and what stands in it for `:id`. */
export function viewAt(path: string): { view: View; id: string } | null {
  for (const view of views) {
    const found = view.pattern.exec(path);
    if (found) return { view, id: decodeURIComponent(found[1] ?? "") };
  }
  return null;
}
