import { describe, expect, it } from "vitest";
import type { Job } from "../api/schema";
import { withJob } from "./jobs";
import { periodsOf } from "./periods";
import { piecesOf } from "./snippet";
import { isLinked, noticeOf, recordOf } from "./stream";
import { paceWords } from "./taken";

describe("snippets", () => {
  it("are cut at the marks of the hits", () => {
    expect(piecesOf("a \u0002bus\u0003 in \u0002Jos\u0003")).toEqual([
      { words: "a ", hit: false },
      { words: "bus", hit: true },
      { words: " in ", hit: false },
      { words: "Jos", hit: true },
    ]);
  });
  it("keep words whose mark is not closed", () => {
    expect(piecesOf("\u0002bus")).toEqual([{ words: "bus", hit: true }]);
    expect(piecesOf("")).toEqual([]);
  });
});

describe("months", () => {
  const laid = (months: [string, number][]) => {
    const found = periodsOf(months.map(([value, count]) => ({ value, count })));
    return found && `${found.step}: ${found.periods.map((p) => `${p.name} ${p.count}`).join(", ")}`;
  };
  it("have no gaps, over the turn of a year", () => {
    expect(
      laid([
        ["2021-02", 1],
        ["2020-11", 3],
      ]),
    ).toBe("month: 2020-11 3, 2020-12 0, 2021-01 0, 2021-02 1");
  });
  it("are years where they are very many", () => {
    const found = laid([
      ["1990-08", 1],
      ["2024-02", 2],
      ["2024-03", 4],
    ]);
    expect(found).toMatch(/^year: 1990 1, 1991 0, .*, 2023 0, 2024 6$/);
  });
  it("leave out what is no month", () => {
    expect(laid([["unknown", 4]])).toBeNull();
  });
});

describe("jobs", () => {
  const job = (id: string, started: string, done: number): Job => ({
    id,
    kind: "link",
    who: "anna",
    state: "running",
    done,
    total: 10,
    message: "",
    started,
    ended: null,
  });
  it("are replaced by what is newer of them, the latest first", () => {
    const all = withJob([job("b", "2", 1), job("a", "1", 1)], job("a", "1", 5));
    expect(all.map((j) => `${j.id}${j.done}`)).toEqual(["b1", "a5"]);
  });
});

describe("the stream", () => {
  it("takes notices and lets all else pass", () => {
    expect(noticeOf('{"kind":"hello"}')?.kind).toBe("hello");
    expect([noticeOf("{"), noticeOf("null"), noticeOf("[]")]).toEqual([null, null, null]);
  });
  it("says when incidents were linked anew, and what was decided about", () => {
    const of = (state: string) =>
      noticeOf(`{"kind":"job","job":{"kind":"link","state":"${state}"}}`);
    const [running, done] = [of("running"), of("done")];
    expect([running && isLinked(running), done && isLinked(done)]).toEqual([false, true]);
    const changed = noticeOf('{"kind":"changed","report":"r_1"}');
    expect(changed && [recordOf(changed), isLinked(changed)]).toEqual(["r_1", false]);
  });
});

describe("pace", () => {
  it("is said in minutes where it is long", () => {
    expect([paceWords(null), paceWords(41.6), paceWords(185)]).toEqual(["–", "42 s", "3 min 05 s"]);
  });
});
