import { describe, expect, it } from "vitest";
import { choicesOf } from "./accounts";
import {
  decideFreely,
  decideOn,
  decision,
  eventsByReport,
  figure,
  mergeInto,
  splitOff,
  tollOf,
} from "./deciding";
import { account, incident, toll, view } from "./fixtures";

describe("decisions", () => {
  it("sends a toll's bounds with its words, and the value that was seen", () => {
    const seen = incident({
      accounts: { killed: [account("at least 9", { low: 9, best: 9 }), toll(12)] },
    });
    const [choice] = choicesOf(seen.accounts.killed ?? []);
    if (!choice) throw new Error("no choice");
    expect(decideOn(seen, "killed", choice)).toEqual({
      action: "correct",
      path: "killed",
      stage: "coding",
      old: ["at least 9", "12"],
      new: { value: "at least 9", low: 9, best: 9, high: null },
    });
  });

  it("sends no bounds for what is no number", () => {
    const given = { value: "Jos", low: null, best: null, high: null };
    const made = decideFreely(incident({ agreed: { place: "Bukuru" } }), "place", given, " ");
    expect(made).toEqual({
      action: "correct",
      path: "place",
      stage: "coding",
      old: "Bukuru",
      new: { value: "Jos" },
    });
  });

  it("keeps a reason and leaves a blank one out", () => {
    expect(decision("note", "", {}, " look at r_2 ").reason).toBe("look at r_2");
    expect("reason" in decision("note", "", {}, "  ")).toBe(false);
  });

  it("reads figures as people type them", () => {
    expect([figure("1,200"), figure(" 12 "), figure("0"), figure("-3"), figure("many")]).toEqual([
      1200,
      12,
      0,
      null,
      null,
    ]);
  });

  it("says a toll in words and refuses one whose bounds are not in order", () => {
    expect(tollOf(null, 12, null)).toEqual({ value: "12", low: 12, best: 12, high: 12 });
    expect(tollOf(9, 10, 12)?.value).toBe("9–12");
    expect(tollOf(9, null, null)?.value).toBe("at least 9");
    expect(tollOf(null, null, 12)?.value).toBe("up to 12");
    expect(tollOf(12, null, 9)).toBeNull();
    expect(tollOf(null, null, null)).toBeNull();
  });

  it("anchors merging and splitting by events", () => {
    const other = incident({ id: "i_2", events: [{ report: "r_9", event: "e4" }] });
    expect(mergeInto(incident(), other, "").new).toEqual({
      into: "i_2",
      events: [
        ["r_1", "e1"],
        ["r_2", "e1"],
        ["r_2", "e2"],
      ],
      into_events: [["r_9", "e4"]],
    });
    expect(splitOff([{ report: "r_2", event: "e2" }], "").new).toEqual({ events: [["r_2", "e2"]] });
  });

  it("lists events under their reports in the order of telling, with their words", () => {
    const step = (report: string) => ({
      report,
      told: null,
      origins: [],
      follows: null,
      how: null,
      why: null,
    });
    const seen = view({
      incident: incident({ telling: [step("r_2"), step("r_1")] }),
      quotes: {
        "killed=9": [
          {
            report: "r_2",
            event: "e2",
            statement: null,
            before: "",
            words: "nine",
            after: "",
            source: null,
          },
        ],
      },
    });
    const groups = eventsByReport(seen);
    expect(groups.map((g) => [g.report, g.events.length])).toEqual([
      ["r_2", 2],
      ["r_1", 1],
    ]);
    expect(groups[0]?.events[1]?.words).toEqual(["nine (killed)"]);
  });
});
