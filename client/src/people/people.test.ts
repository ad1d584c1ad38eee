import { describe, expect, it } from "vitest";
import type { AdjudicationLine, Codebook, CodedValue, Disputed, Report } from "../api/schema";
import {
  choicesFor,
  choose,
  chooseMachine,
  chooseOwn,
  nextOpen,
  nextReport,
  open,
  typedValue,
  withChosen,
} from "./choosing";
import { reaches } from "./roles";
import { inWords, placeName, spansOf } from "./values";

const coded = (who: string, state: CodedValue["state"], value: unknown): CodedValue => ({
  who,
  state,
  value,
  reason: null,
});
const place = (path: string, given: Partial<Disputed> = {}): Disputed => ({
  path,
  machine: "ASSAULT",
  values: [],
  agreed: false,
  chosen: null,
  ...given,
});

describe("the last word", () => {
  it("is a decision of what the coder did", () => {
    const type = place("events.e1.type");
    expect(choose(type, coded("anna", "corrected", "COERCE"))).toEqual({
      action: "correct",
      path: "events.e1.type",
      stage: "adjudication",
      old: "ASSAULT",
      new: "COERCE",
    });
    expect(choose(type, coded("anna", "kept", "ASSAULT")).action).toBe("confirm");
    expect(choose(place("events.e1"), coded("anna", "rejected", null)).action).toBe("reject");
    const added = place("events.h1234", { machine: null });
    expect(choose(added, coded("anna", "added", { id: "h1234" }))).toMatchObject({
      action: "add",
      new: { id: "h1234" },
    });
  });

  it("for the machine, of an object that it does not have, is that it is not there", () => {
    expect(chooseMachine(place("events.h1234", { machine: null })).action).toBe("reject");
    expect(chooseMachine(place("events.e1.time", { machine: null })).action).toBe("confirm");
    expect(chooseMachine(place("events.e1.type")).action).toBe("confirm");
  });

  it("of an own value adds an object and corrects a field", () => {
    expect(chooseOwn(place("events.h1", { machine: null }), { id: "h1" }).action).toBe("add");
    expect(chooseOwn(place("events.e1.type"), "PROTEST").action).toBe("correct");
  });

  it("goes on to the next open place, and round to those before", () => {
    const done = coded("anna", "kept", 1);
    const places = [place("a.1"), place("b.1", { chosen: done }), place("c.1")];
    expect(nextOpen(places, "a.1")).toBe("c.1");
    expect(nextOpen(places, "c.1")).toBe("a.1");
    expect(nextOpen([place("a.1")], "a.1")).toBeNull();
  });

  it("offers what the codebook has for a field", () => {
    const codebook = {
      types: { ASSAULT: ["beat", "explosives"], COERCE: ["arrest"] },
      enums: { status: ["happened"], statement_kind: ["direct"] },
    } as unknown as Codebook;
    expect(choicesFor("events.e1.type", codebook)).toEqual(["ASSAULT", "COERCE"]);
    expect(choicesFor("events.e1.mode", codebook)).toEqual(["arrest", "beat", "explosives"]);
    expect(choicesFor("statements.s1.kind", codebook)).toEqual(["direct"]);
    expect(choicesFor("events.e1.status", codebook)).toEqual(["happened"]);
    expect(choicesFor("events.e1.time", codebook)).toEqual([]);
    expect(choicesFor("title", codebook)).toEqual([]);
  });

  it("counts what was just chosen as chosen", () => {
    const places = [place("a.1"), place("c.1")];
    const now = withChosen(places, new Map([["a.1", coded("ben", "kept", 1)]]));
    expect(open(now).map((p) => p.path)).toEqual(["c.1"]);
    expect(nextOpen(now, "c.1")).toBeNull();
  });

  it("goes on to the next report that is not done", () => {
    const line = (report: string, done: boolean): AdjudicationLine => ({
      report,
      title: null,
      outlet: null,
      published: null,
      coders: [],
      disputed: 0,
      done,
    });
    const lines = [line("r_1", false), line("r_2", false), line("r_3", true)];
    expect(nextReport(lines, "r_1")).toBe("r_2");
    expect(nextReport(lines, "r_2")).toBe("r_1");
    expect(nextReport([line("r_1", false)], "r_1")).toBeNull();
  });

  it("takes words as they are and all else as JSON", () => {
    expect(typedValue(" PROTEST ", "ASSAULT")).toBe("PROTEST");
    expect(typedValue(" ", null)).toBeNull();
    expect(typedValue('["a2"]', ["a1"])).toEqual(["a2"]);
    expect(() => typedValue("[a2", ["a1"])).toThrow();
  });
});

describe("values in words", () => {
  const text = "💥 Police shot two men";
  const points = Array.from(text);
  const report = {
    text,
    actors: [{ id: "a1", name: "Police", mentions: [[2, 8]] }],
    places: [],
    times: [],
    statements: [],
    events: [{ id: "e1", type: "ASSAULT", anchor: [9, 13] }],
  } as unknown as Report;

  it("count letters as the record does, also after an emoji", () => {
    expect(inWords([2, 8], new Map(), points)).toBe("“Police”");
  });
  it("name what ids stand for and leave empty fields out", () => {
    const names = new Map([["a1", "Police"]]);
    expect(inWords(["a1"], names, points)).toBe("Police");
    expect(inWords({ id: "e1", type: "ASSAULT", mode: null, places: [] }, names, points)).toBe(
      "type: ASSAULT",
    );
    expect(inWords(null, names, points)).toBe("nothing");
  });
  it("stand on their own words and on those of what they are about", () => {
    expect(spansOf(report, "events.e1.actors", [["a1"], null])).toEqual([
      [2, 8],
      [9, 13],
    ]);
    expect(spansOf(report, "title", ["x"])).toEqual([]);
  });
  it("have places that a person can read", () => {
    expect(placeName("events.e1.type")).toBe("event e1, type");
    expect(placeName("")).toBe("the report");
  });
});

describe("roles", () => {
  it("reach what those before them reach", () => {
    expect(reaches("admin", "coder")).toBe(true);
    expect(reaches("coder", "adjudicator")).toBe(false);
  });
});
