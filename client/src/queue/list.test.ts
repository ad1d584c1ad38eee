import { beforeEach, describe, expect, test, vi } from "vitest";

vi.stubGlobal("location", { pathname: "/", search: "" });
vi.stubGlobal("addEventListener", () => undefined);
const list = await import("./list");
type Groups = Parameters<typeof list.rowsOf>[0];

const line = (id: string) => ({ id, done: false }) as Groups[number]["lead"];
const groups: Groups = [
  { lead: line("r_1"), copies: [line("r_2"), line("r_3")] },
  { lead: line("r_4"), copies: [] },
];

beforeEach(() => {
  list.groups.value = groups;
  list.unfolded.value = new Set();
  list.left.value = 2;
});

describe("queue", () => {
  test("folds copies under their lead", () => {
    expect(list.rowsOf(groups, new Set()).map((row) => row.line.id)).toEqual(["r_1", "r_4"]);
    expect(list.rowsOf(groups, new Set(["r_1"])).map((row) => [row.line.id, row.copy])).toEqual([
      ["r_1", false],
      ["r_2", true],
      ["r_3", true],
      ["r_4", false],
    ]);
  });
  test("knows the next report, also after one that is not in it", () => {
    expect(list.neighbour("r_1", 1)).toBe("r_4");
    expect(list.neighbour("r_4", 1)).toBeNull();
    expect(list.neighbour("r_4", -1)).toBe("r_1");
    expect(list.neighbour("r_9", 1)).toBe("r_1");
    list.unfolded.value = new Set(["r_1"]);
    expect(list.neighbour("r_1", 1)).toBe("r_2");
  });
  test("counts what is left, once for each report", () => {
    list.noteDone("r_1", true);
    list.noteDone("r_1", true);
    expect(list.left.value).toBe(1);
    expect(list.rows.value[0]?.line.done).toBe(true);
    list.noteDone("r_1", false);
    expect(list.left.value).toBe(2);
  });
  test("keeps only its own filters, in one order", () => {
    expect(list.filtersOf(new URLSearchParams("x=1&q=bomb&order=newest"))).toBe(
      "order=newest&q=bomb",
    );
  });
});
