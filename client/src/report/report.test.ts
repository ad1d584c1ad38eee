import { describe, expect, test } from "vitest";
import type { Attack, Codebook, Decided, NewDecision, ReportView } from "../api/schema";
import { applied, markOf, patched } from "./apply";
import { attackInWords, castOf, totalInWords } from "./attacks";
import { candidates, distance } from "./candidates";
import { excerpt, FIELDS, type Field, fieldOf, inWords, nameOf } from "./fields";
import { withWords } from "./given";
import { objectPath, parsed, thingAt, valueAt } from "./paths";
import { spansOf } from "./spans";
import { numbered } from "./wordings";

const TEXT = "Gunmen shot 12 soldiers near Gao on Monday. 😀 The army said three rebels died.";
const at = (words: string): [number, number] => {
  const begin = [...TEXT.slice(0, TEXT.indexOf(words))].length;
  return [begin, begin + [...words].length];
};

const view = {
  report: {
    id: "r_1",
    text: TEXT,
    title: "Made",
    actors: [
      { id: "a1", name: "gunmen", mentions: [at("Gunmen")], kind: "group", evidence: {} },
      { id: "a2", name: "army", mentions: [at("The army")], kind: "state_body", evidence: {} },
      { id: "a3", name: "soldiers", mentions: [at("soldiers")], kind: "group", evidence: {} },
    ],
    places: [{ id: "p1", name: "Gao", mentions: [at("Gao")] }],
    times: [
      {
        id: "t1",
        span: at("Monday"),
        type: "date",
        value: "2024-01-01",
        earliest: "2024-01-01",
        latest: "2024-01-01",
      },
    ],
    statements: [
      {
        id: "s1",
        kind: "indirect",
        stance: "states",
        source: { span: at("The army"), actor: "a2", anonymous: false },
        cue: [at("said")],
        content: [at("three rebels died")],
        hedges: [],
      },
    ],
    events: [
      {
        id: "e1",
        type: "ASSAULT",
        anchor: at("shot"),
        actors: ["a1"],
        recipients: [],
        places: [],
        time: null,
        tolls: [],
        status: "happened",
        background: false,
        contexts: [],
        voice: [],
        confidence: 1,
        evidence: {},
      },
    ],
    loaded: [],
    blocks: [],
    warnings: [],
  },
  rejected: {},
  marks: {},
  reading: 1,
  readings: [],
  lost: [],
  incidents: [],
  copies: [],
  done: false,
  extractor: null,
  turns: { undo: null, redo: null },
} as unknown as ReportView;
const { report } = view;

const codebook = {
  types: { ASSAULT: ["firearms", "explosives"], PROTEST: ["march"] },
  contexts: [],
  sectors: ["GOV"],
  countries: { MLI: "Mali" },
  enums: { status: ["happened", "planned"], stance: ["states", "denies"] },
  explained: {},
} as unknown as Codebook;

const decision = (part: Partial<NewDecision>): NewDecision => ({
  action: "correct",
  path: "",
  stage: "coding",
  reading: 1,
  ...part,
});

describe("paths", () => {
  test("are taken apart, and lead to values", () => {
    expect(parsed("events.e1.type")).toEqual({ collection: "events", id: "e1", field: "type" });
    expect(parsed("title")).toBeNull();
    expect(objectPath("events.e1.type")).toBe("events.e1");
    expect(valueAt(report, "events.e1.type")).toBe("ASSAULT");
    expect(valueAt(report, "events.e1.mode")).toBeNull();
    expect(valueAt(report, "title")).toBe("Made");
    expect(thingAt(report, "events.e9")).toBeNull();
  });
});

describe("applied", () => {
  test("corrects a field and remembers what the machine had", () => {
    const one = applied(
      view,
      decision({ path: "events.e1.type", old: "ASSAULT", new: "PROTEST" }),
      "Amal",
    );
    expect(one.report.events[0]?.type).toBe("PROTEST");
    expect(one.report.events[0]?.mode).toBeNull();
    expect(markOf(one, "events.e1.type")).toMatchObject({
      state: "corrected",
      old: "ASSAULT",
      by: "Amal",
    });
    const two = applied(
      one,
      decision({ path: "events.e1.type", old: "PROTEST", new: "COERCE" }),
      "Amal",
    );
    expect(markOf(two, "events.e1.type").old).toBe("ASSAULT");
    expect(view.report.events[0]?.type).toBe("ASSAULT");
  });
  test("corrects several fields of an object at once", () => {
    const after = applied(
      view,
      decision({ path: "places.p1", new: { lat: 16.27, lon: -0.05 } }),
      "Amal",
    );
    expect(after.report.places[0]).toMatchObject({ name: "Gao", lat: 16.27, lon: -0.05 });
    expect(after.report.title).toBe("Made");
  });
  test("rejects an object and has it back when it is accepted after all", () => {
    const gone = applied(view, decision({ action: "reject", path: "events.e1" }), "Amal");
    expect(gone.report.events).toEqual([]);
    expect(gone.rejected.events).toHaveLength(1);
    const back = applied(gone, decision({ action: "confirm", path: "events.e1" }), "Amal");
    expect(back.report.events).toHaveLength(1);
    expect(back.rejected.events).toEqual([]);
  });
  test("leaves the record alone where only a mark changes: the text need not be drawn again", () => {
    for (const action of ["confirm", "flag", "note"] as const) {
      expect(applied(view, decision({ action, path: "events.e1" }), "Amal").report).toBe(
        view.report,
      );
    }
  });
  test("a confirmed or rejected report is done; a flag comes off", () => {
    expect(applied(view, decision({ action: "confirm" }), "Amal").done).toBe(true);
    expect(applied(view, decision({ action: "reject" }), "Amal").done).toBe(true);
    const flagged = applied(view, decision({ action: "flag" }), "Amal");
    expect(markOf(flagged, "").flagged).toBe(true);
    expect(
      markOf(applied(flagged, decision({ action: "flag", new: false }), "Amal"), "").flagged,
    ).toBe(false);
  });
  test("an addition twice is there once", () => {
    const add = decision({
      action: "add",
      path: "places.h1234",
      new: { id: "h1234", name: "Gao", mentions: [] },
    });
    expect(applied(applied(view, add, "Amal"), add, "Amal").report.places).toHaveLength(2);
  });
  test("the server's answer has the last word", () => {
    const guess = applied(view, decision({ path: "events.e1.type", new: "PROTEST" }), "Amal");
    const answer = {
      patch: { events: [] },
      rejected: { events: [{ id: "e1" }] },
      marks: {},
      done: true,
      turns: view.turns,
    } as unknown as Decided;
    const after = patched(guess, answer);
    expect(after.report.events).toEqual([]);
    expect(after.marks).toEqual({});
    expect(after.report.places).toBe(view.report.places);
  });
});

const field = (collection: "events" | "statements", name: string): Field =>
  fieldOf(collection, name) as Field;
const event = () => thingAt(report, "events.e1") as (typeof report.events)[number];

describe("candidates", () => {
  test("are the value now, then the nearest in the text, then none", () => {
    const list = candidates(report, codebook, "events", event(), field("events", "actors"));
    expect(list.map((one) => one.label)).toEqual(["gunmen", "soldiers", "army", "none"]);
  });
  test("of an empty field begin with none, so that one step is the nearest", () => {
    const list = candidates(report, codebook, "events", event(), field("events", "recipients"));
    expect(list[0]?.label).toBe("none");
    expect(list[1]?.value).toEqual(["a1"]);
  });
  test("of a choice keep the codebook's order; modes follow the type", () => {
    const modes = candidates(report, codebook, "events", event(), field("events", "mode"));
    expect(modes.map((one) => one.value)).toEqual(["firearms", "explosives", null]);
  });
  test("of a source are the words of each mention", () => {
    const statement = report.statements[0] as (typeof report.statements)[number];
    const list = candidates(
      report,
      codebook,
      "statements",
      statement,
      field("statements", "source"),
    );
    expect(list[0]?.span).toEqual(at("The army"));
    expect(list.every((one, i) => one.span !== null || i === list.length - 1)).toBe(true);
  });
  test("every field of every kind of object has a way to be edited", () => {
    for (const list of Object.values(FIELDS))
      expect(new Set(list.map((f) => f.name)).size).toBe(list.length);
  });
  test("distance is none where spans touch", () => {
    expect([distance([0, 3], [3, 5]), distance([0, 3], [5, 6]), distance([5, 6], [0, 3])]).toEqual([
      0, 2, 2,
    ]);
  });
});

describe("words given to a field", () => {
  const { actors } = report;
  test("are one more of several, or replace those that they overlap", () => {
    expect(withWords("spans", [[5, 9]], [1, 3], actors)).toEqual([
      [1, 3],
      [5, 9],
    ]);
    expect(
      withWords(
        "spans",
        [
          [5, 9],
          [12, 14],
        ],
        [8, 10],
        actors,
      ),
    ).toEqual([
      [8, 10],
      [12, 14],
    ]);
    expect(withWords("span", [5, 9], [1, 3], actors)).toEqual([1, 3]);
  });
  test("of a source say which actor it is, where it is one", () => {
    expect(withWords("source", null, at("The army"), actors)).toEqual({
      span: at("The army"),
      actor: "a2",
    });
    expect(withWords("source", null, at("Monday"), actors)).toMatchObject({ actor: null });
  });
});

describe("words", () => {
  test("name objects and values, by code points", () => {
    expect(excerpt(report, at("three rebels died"))).toBe("three rebels died");
    expect(nameOf(report, "events", "e1")).toBe("Assault: shot");
    expect(inWords(report, field("events", "time"), "t1")).toBe("2024-01-01, Monday");
    expect(inWords(report, field("statements", "source"), report.statements[0]?.source)).toBe(
      "The army (army)",
    );
    expect(spansOf(report, "events.e1")[0]).toEqual(at("shot"));
  });
});

describe("merging and splitting", () => {
  const seen = (part: Partial<NewDecision>) => applied(view, decision(part), "me").report;
  test("moves mentions and references at once", () => {
    const [first, second] = report.actors;
    const now = seen({ action: "merge", path: "actors.a2", new: { into: "a1" } });
    expect(now.actors.map((a) => a.id)).toEqual(
      report.actors.map((a) => a.id).filter((id) => id !== "a2"),
    );
    expect(now.actors[0]?.mentions).toHaveLength(
      (first?.mentions.length ?? 0) + (second?.mentions.length ?? 0),
    );
    expect(now.statements[0]?.source?.actor).toBe("a1");
    expect(now.events[0]?.actors).toEqual(["a1"]);
  });
  test("does nothing that cannot be", () => {
    expect(seen({ action: "merge", path: "actors.a2", new: { into: "a9" } })).toBe(report);
    expect(seen({ action: "merge", path: "events.e1", new: { into: "e1" } })).toBe(report);
  });
  test("gives the mentions that go to another of the same kind", () => {
    const [first] = report.actors;
    const going = first?.mentions[0] as [number, number];
    const now = seen({
      action: "split",
      path: "actors.a1",
      new: { id: "h7k2p9", spans: [going] },
    });
    const other = now.actors.find((a) => a.id === "h7k2p9");
    expect(other?.mentions).toEqual([going]);
    expect(other?.kind).toBe(first?.kind);
    expect(other?.country).toBeFalsy();
    expect(now.actors[0]?.mentions).not.toContainEqual(going);
  });
});

describe("wordings", () => {
  const wording = (term: string) => ({
    term,
    span: [0, 1],
    kind: "label",
    quoted: false,
    voice: [],
  });
  const made = {
    ...view,
    report: { ...report, loaded: [wording("c"), wording("d")] },
    rejected: { loaded: [wording("a"), wording("b")] },
    marks: { "loaded.0": { state: "rejected" }, "loaded.2": { state: "rejected" } },
  } as unknown as ReportView;
  const ids = (list: unknown) => (list as { term: string; id: string }[]).map((w) => w.term + w.id);
  test("have the number of their place in the machine's reading", () => {
    const now = numbered(made);
    expect(ids(now.report.loaded)).toEqual(["c1", "d3"]);
    expect(ids(now.rejected.loaded)).toEqual(["a0", "b2"]);
    expect(valueAt(now.report, "loaded.3")).toMatchObject({ term: "d" });
  });
  test("the report stays the same one where they are numbered", () => {
    const now = numbered(made);
    expect(numbered(now).report).toBe(now.report);
    expect(numbered(view)).toBe(view);
  });
});

describe("attacks", () => {
  const attack = {
    id: "k1",
    type: "bombing",
    stage: "attempted",
    by: "terrorist",
    cast: [
      { part: "victim", span: [0, 3], outcome: "killed" },
      { part: "victim", span: [0, 3], outcome: "killed" },
      { part: "organisation", span: [4, 8], belief: "claimed" },
    ],
    events: ["e1"],
  } as unknown as Attack;
  test("are told in the same words about either side", () => {
    expect(attackInWords(report, attack)).toBe("bombing, attempted, not by forces of a state");
    expect(castOf(report, attack).map(({ part, members }) => [part, members.length])).toEqual([
      ["victim", 1],
      ["organisation", 1],
    ]);
    expect(castOf(report, attack)[1]?.members[0]?.more).toBe("claimed or admitted by it");
  });
  test("and totals", () => {
    const total = { effect: "killed", number: 0, spans: [], confidence: 0.5 } as const;
    expect(totalInWords({ ...total, spans: [] })).toBe("nobody killed");
    expect(totalInWords({ ...total, spans: [], number: 3 })).toBe("3 killed in all");
  });
});
