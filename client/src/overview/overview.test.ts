import { describe, expect, it } from "vitest";
import type { Job } from "../api/schema";
import { everyMonth } from "./Bars";
import { withJob } from "./jobs";
import { piecesOf } from "./snippet";
import { noticeOf } from "./stream";
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
  it("have no gaps, over the turn of a year", () => {
    const months = everyMonth([
      { value: "2020-11", count: 3 },
      { value: "2021-02", count: 1 },
    ]);
    expect(months.map((m) => `${m.value} ${m.count}`)).toEqual([
      "2020-11 3",
      "2020-12 0",
      "2021-01 0",
      "2021-02 1",
    ]);
  });
  it("leave out what is no month", () => {
    expect(everyMonth([{ value: "unknown", count: 4 }])).toEqual([]);
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
});

describe("pace", () => {
  it("is said in minutes where it is long", () => {
    expect([paceWords(null), paceWords(41.6), paceWords(185)]).toEqual(["–", "42 s", "3 min 05 s"]);
  });
});
