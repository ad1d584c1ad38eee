import { describe, expect, it } from "vitest";
import type { GraphEdge, GraphNode } from "../api/schema";
import { walk } from "./walk";

const node = (id: string, x: number, y: number) =>
  ({
    id,
    label: id,
    kind: "report",
    x,
    y,
    width: 10,
    height: 2,
    report: null,
    origin: null,
  }) as GraphNode;
const edge = (source: string, target: string) =>
  ({ source, target, kind: "way", label: "", points: [] }) as GraphEdge;

const nodes = [
  node("police", 0, 0),
  node("nurse", 0, 5),
  node("post", 16, 1),
  node("herald", 16, 6),
];
const edges = [edge("police", "post"), edge("police", "herald"), edge("nurse", "herald")];

describe("walking the graph", () => {
  it("follows lines to the nearest end", () => {
    expect(walk(nodes, edges, "police", "right")).toBe("post");
    expect(walk(nodes, edges, "herald", "left")).toBe("nurse");
  });
  it("goes up and down in a column", () => {
    expect(walk(nodes, edges, "post", "down")).toBe("herald");
    expect(walk(nodes, edges, "nurse", "up")).toBe("police");
  });
  it("stays where nothing is that way", () => {
    expect(walk(nodes, edges, "police", "left")).toBe("police");
    expect(walk(nodes, edges, "police", "up")).toBe("police");
  });
});
