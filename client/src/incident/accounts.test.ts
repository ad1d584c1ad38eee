import { describe, expect, it } from "vitest";
import type { Quote, ReportHead } from "../api/schema";
import {
  choicesOf,
  columnsOf,
  fieldsOf,
  firstChoice,
  quotesOf,
  rowsOf,
  sameWords,
  step,
  toldBy,
} from "./accounts";
import { account, incident, origin, toll, view } from "./fixtures";
import { byTime, moment } from "./moments";

const head = (id: string, published: string): ReportHead => ({
  id,
  title: null,
  outlet: null,
  agency: null,
  published,
  url: null,
  language: null,
});

const quote = (report: string, words: string, source: string | null = null): Quote => ({
  report,
  event: "e1",
  statement: null,
  before: "",
  words,
  after: "",
  source,
});

describe("accounts", () => {
  it("puts tolls before actors and leaves out fields that nobody tells", () => {
    const told = incident({
      accounts: {
        place: [account("Jos")],
        actors: [account("a gang")],
        killed: [toll(9)],
        date: [],
      },
    });
    expect(fieldsOf(told)).toEqual(["killed", "actors", "place"]);
  });

  it("joins accounts of one value into one choice, denied only where all deny it", () => {
    const choices = choicesOf([
      account("a gang", { origins: ["o_1"] }),
      account("the army", { denied: true }),
      account("a gang", { origins: ["o_2"], denied: true }),
    ]);
    expect(choices.map((c) => [c.value, c.accounts.length, c.denied])).toEqual([
      ["a gang", 2, false],
      ["the army", 1, true],
    ]);
  });

  it("begins with a value that stands", () => {
    const [row] = rowsOf(
      incident({ accounts: { killed: [toll(9, { superseded_by: "12" }), toll(12)] } }),
    );
    expect(firstChoice(row)).toBe(1);
    expect(row?.cells.get("o_1")?.map((a) => a.value)).toEqual(["12", "9"]);
  });

  it("orders origins by the moment of telling and not by how the time is written", () => {
    const accounts = {
      killed: [
        toll(9, { origins: ["o_1"], told: "2021-03-05T01:00:00+03:00" }),
        toll(8, { origins: ["o_2"], told: "2021-03-04T23:30:00Z" }),
      ],
    };
    const found = columnsOf(view({ incident: incident({ accounts }) }));
    expect(found.map((c) => c.origin.id)).toEqual(["o_1", "o_2"]);
  });

  it("takes a time without a zone as UTC and orders what has none last", () => {
    expect(moment("2021-03-04T10:00:00")).toBe(Date.UTC(2021, 2, 4, 10));
    expect(moment("2021-03-04T10:00:00+01:00")).toBe(Date.UTC(2021, 2, 4, 9));
    expect([moment("soon"), moment(null)]).toEqual([null, null]);
    expect([null, "2021-03-05", "2021-03-04"].sort(byTime)).toEqual([
      "2021-03-04",
      "2021-03-05",
      null,
    ]);
  });

  it("names an origin that is not known by its id", () => {
    const accounts = { killed: [toll(9, { origins: ["o_9"] })] };
    const found = columnsOf(view({ incident: incident({ accounts }) }));
    expect(found[0]?.origin.name).toBe("o_9");
  });

  it("takes each origin's own reports for the time of an account that several tell", () => {
    const shared = toll(9, {
      origins: ["o_1", "o_2"],
      reports: ["r_1", "r_2"],
      told: "2021-03-04",
    });
    const seen = view({
      reports: { r_1: head("r_1", "2021-03-04"), r_2: head("r_2", "2021-03-06") },
    });
    expect(toldBy(shared, origin("o_2", "hospital", ["r_2"]), seen)).toBe("2021-03-06");
  });

  it("gives an origin's own quotes, and all where it has none of its own", () => {
    const seen = view({ quotes: { "killed=9": [quote("r_1", "nine"), quote("r_2", "9")] } });
    expect(quotesOf(seen, "killed", "9", origin("o", "x", ["r_2"])).map((q) => q.words)).toEqual([
      "9",
    ]);
    expect(quotesOf(seen, "killed", "9", origin("o", "x")).length).toBe(2);
    expect(quotesOf(seen, "killed", "10")).toEqual([]);
  });

  it("says the same words once, unless somebody else says them", () => {
    const same = sameWords([
      quote("r_1", "nine"),
      quote("r_2", "nine"),
      quote("r_2", "nine"),
      quote("r_3", "nine", "a nurse"),
    ]);
    expect(same.map((s) => s.places.map((p) => p.report))).toEqual([["r_1", "r_2"], ["r_3"]]);
  });

  it("steps around the ends", () => {
    expect([step(0, -1, 3), step(2, 1, 3), step(0, 1, 0)]).toEqual([2, 0, 0]);
  });
});
