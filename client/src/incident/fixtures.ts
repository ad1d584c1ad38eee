// An invented incident for tests: a blast at a bus station, told by three origins.
import type { Account, Incident, IncidentView, Origin } from "../api/schema";

export function account(value: string, given: Partial<Account> = {}): Account {
  return {
    value,
    low: null,
    best: null,
    high: null,
    origins: ["o_1"],
    reports: ["r_1"],
    statements: [],
    events: [],
    told: null,
    superseded_by: null,
    denied: false,
    ...given,
  };
}

export function toll(n: number, given: Partial<Account> = {}): Account {
  return account(String(n), { low: n, best: n, high: n, ...given });
}

export function origin(id: string, name: string, reports: string[] = []): Origin {
  return { id, name, kind: "source", reports, rule: "", rules: [], circle: [] };
}

export function incident(given: Partial<Incident> = {}): Incident {
  return {
    id: "i_1",
    type: "ASSAULT",
    mode: "explosives",
    places: [],
    earliest: "2021-03-04",
    latest: "2021-03-04",
    events: [
      { report: "r_1", event: "e1" },
      { report: "r_2", event: "e1" },
      { report: "r_2", event: "e2" },
    ],
    accounts: {},
    agreed: {},
    contested: [],
    tolls: {},
    standing: {},
    allegations: [],
    telling: [],
    joins: [],
    ...given,
  };
}

export function view(given: Partial<IncidentView> = {}): IncidentView {
  return {
    incident: incident(),
    machine: null,
    origins: [
      origin("o_1", "police of Jos", ["r_1"]),
      origin("o_2", "Plateau Hospital", ["r_2"]),
      origin("o_3", "مستشفى", ["r_2"]),
    ],
    copies: [],
    reports: {},
    quotes: {},
    graph: { nodes: [], edges: [], width: 0, height: 0, text: [] },
    marks: {},
    decisions: [],
    near: [],
    turns: { undo: null, redo: null },
    ...given,
  };
}
