import { describe, expect, test } from "vitest";
import type { Report } from "../api/schema";
import type { TextMark } from "./marks";
import { depths, KINDS } from "./marks";
import { Offsets } from "./offsets";
import { prepare, recordsAt, wordsAt } from "./prepare";
import { segment, segmentAt } from "./segments";
import { snap, step, wordAt } from "./words";

const TEXTS = ["", "Two men died.", "😀 two 👩🏽‍🚒 men 𐤀", "قُتل 11 شخصاً 😀 في الموصل", "a😀😀b😀"];

describe("offsets", () => {
  test.each(TEXTS)("count code points of %j as Python does", (text) => {
    const offsets = new Offsets(text);
    const points = [...text];
    expect(offsets.length).toBe(points.length);
    for (let i = 0; i <= points.length; i += 1) {
      const unit = points.slice(0, i).join("").length;
      expect(offsets.to16(i)).toBe(unit);
      expect(offsets.toPoint(unit)).toBe(i);
    }
  });
  test("inside a character is its beginning", () => {
    // No DOM range that a person makes ends there; what does must not fall outside.
    expect(new Offsets("a😀b").toPoint(2)).toBe(1);
  });
});

function mark(
  from: number,
  to: number,
  kind: TextMark["kind"],
  record: string,
  depth = 0,
): TextMark {
  return { span: [from, to], kind, record, depth };
}
const bit = (kind: TextMark["kind"]) => 1 << KINDS.indexOf(kind);

describe("segments", () => {
  test("join to the text, and each mark to its own run", () => {
    const marks = [
      mark(2, 8, "content", "s", 1),
      mark(4, 12, "actor", "a"),
      mark(4, 6, "event", "e"),
    ];
    const { edges, runs, masks, levels, starts } = segment(15, marks, [10]);
    expect(edges).toEqual([0, 2, 4, 6, 8, 10, 12, 15]);
    marks.forEach((m, i) => {
      const run = runs[i];
      expect([edges[run?.[0] ?? -1], edges[run?.[1] ?? -1]]).toEqual(m.span);
    });
    expect([...masks]).toEqual([
      0,
      bit("content"),
      bit("content") | bit("actor") | bit("event"),
      bit("content") | bit("actor"),
      bit("actor"),
      bit("actor"),
      0,
    ]);
    expect([...levels]).toEqual([0, 1, 1, 1, 0, 0, 0]);
    expect(starts[2]).toBe(bit("actor") | bit("event"));
  });
  test("nested statements count their depth", () => {
    const { levels } = segment(
      9,
      [mark(0, 9, "content", "s1", 1), mark(3, 6, "content", "s2", 2)],
      [],
    );
    expect([...levels]).toEqual([1, 2, 1]);
  });
  test("spans outside of the text are cut back, empty ones have empty runs", () => {
    const { runs, edges } = segment(5, [mark(3, 99, "actor", "a"), mark(2, 2, "time", "t")], []);
    expect(edges.at(-1)).toBe(5);
    expect(runs[1]?.[0]).toBe(runs[1]?.[1]);
  });
  test("are found by offset", () => {
    expect([0, 1, 2, 4, 5].map((at) => segmentAt([0, 2, 5], at))).toEqual([0, 0, 1, 1, 1]);
  });
});

const report = {
  id: "r_1",
  text: "Bomb in Mosul\n\n😀 A doctor said two men died.",
  title: null,
  blocks: [
    { kind: "title", span: [0, 13] },
    { kind: "paragraph", span: [15, 44] },
  ],
  actors: [{ id: "a1", name: "doctor", mentions: [[17, 25]] }],
  places: [{ id: "p1", name: "Mosul", mentions: [[8, 13]] }],
  times: [],
  loaded: [],
  statements: [
    {
      id: "s1",
      source: { span: [17, 25], actor: "a1" },
      cue: [[26, 30]],
      content: [[31, 43]],
      parent: null,
    },
    { id: "s2", cue: [], content: [[31, 34]], parent: "s1" },
  ],
  events: [{ id: "e1", anchor: [39, 43], tolls: [] }],
} as unknown as Report;

describe("a prepared report", () => {
  const ready = prepare(report);
  test("has its blocks without the blanks between them", () => {
    expect(ready.blocks.map((b) => b.kind)).toEqual(["title", "paragraph"]);
  });
  test("gives the words at code points", () => {
    expect(wordsAt(ready, [39, 43])).toBe("died");
    expect(wordsAt(ready, [17, 25])).toBe("A doctor");
  });
  test("lists what overlaps, the shortest first", () => {
    const at = segmentAt(ready.segments.edges, 32);
    expect(recordsAt(ready, at)).toEqual(["statements.s2", "statements.s1"]);
  });
  test("knows how deep a statement lies, in a circle too", () => {
    expect(depths(report).get("s2")).toBe(2);
    const circle = {
      statements: [
        { id: "s1", parent: "s2" },
        { id: "s2", parent: "s1" },
      ],
    };
    expect(depths(circle as unknown as Report).get("s1")).toBe(2);
  });
  test("is walked by words, across blocks", () => {
    expect(wordsAt(ready, wordAt(ready, 0))).toBe("Bomb");
    expect(wordsAt(ready, step(ready, 8, 1))).toBe("A");
    expect(wordsAt(ready, step(ready, 17, -1))).toBe("Mosul");
    expect(step(ready, 0, -1)).toBeNull();
  });
  test("snaps a selection to whole words", () => {
    expect(wordsAt(ready, snap(ready, [19, 28]))).toBe("doctor said");
    expect(wordsAt(ready, snap(ready, [30, 35]))).toBe("two");
  });
});
