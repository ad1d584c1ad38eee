// Which view answers which address. Each is a piece of its own that loads when it is first looked at.
import type { ComponentType } from "preact";

export interface ViewProps {
  /** What stands in the address in place of `:id`. */
  id: string;
}

type Loads = () => Promise<{ default: ComponentType<ViewProps> }>;

export interface View {
  pattern: RegExp;
  title: string;
  load: Loads;
}

export const views: readonly View[] = [
  { pattern: /^\/$/, title: "Queue", load: () => import("../queue/Queue") },
  { pattern: /^\/reports\/([^/]+)$/, title: "Report", load: () => import("../report/Report") },
  { pattern: /^\/incidents$/, title: "Incidents", load: () => import("../incident/Incidents") },
  { pattern: /^\/incidents\/([^/]+)$/, title: "Incident", load: () => import("../incident/Incident") },
  { pattern: /^\/map$/, title: "Map", load: () => import("../map/MapView") },
  { pattern: /^\/search$/, title: "Search", load: () => import("../overview/Search") },
  { pattern: /^\/said$/, title: "Who said what", load: () => import("../overview/Said") },
  { pattern: /^\/figures$/, title: "Figures", load: () => import("../overview/Figures") },
  { pattern: /^\/agreement$/, title: "Agreement", load: () => import("../overview/Agreement") },
  { pattern: /^\/adjudicate$/, title: "Adjudicate", load: () => import("../people/Adjudications") },
  { pattern: /^\/adjudicate\/([^/]+)$/, title: "Adjudicate", load: () => import("../people/Adjudicate") },
  { pattern: /^\/people$/, title: "People", load: () => import("../people/People") },
];
