// Walking the source graph by keys: along its edges, and up and down among what stands beside.
import type { GraphEdge, GraphNode } from "../api/schema";

export type Way = "left" | "right" | "up" | "down";

/** The node that a key leads to from another; the same where there is none that way. */
export function walk(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  from: string,
  way: Way,
): string {
  const here = nodes.find((n) => n.id === from);
  if (!here) return nodes[0]?.id ?? from;
  const y = middle(here);
  if (way === "left" || way === "right") {
    const ids = new Set(
      edges
        .filter((e) => (way === "right" ? e.source : e.target) === from)
        .map((e) => (way === "right" ? e.target : e.source)),
    );
    return nearest(
      nodes.filter((n) => ids.has(n.id)),
      y,
      from,
    );
  }
  const column = nodes.filter((n) => n.id !== from && Math.abs(n.x - here.x) < here.width / 2);
  return nearest(
    column.filter((n) => (way === "down" ? middle(n) > y : middle(n) < y)),
    y,
    from,
  );
}

function middle(node: GraphNode): number {
  return node.y + node.height / 2;
}

function nearest(nodes: readonly GraphNode[], y: number, otherwise: string): string {
  let best = otherwise;
  let least = Number.POSITIVE_INFINITY;
  for (const node of nodes) {
    const far = Math.abs(middle(node) - y);
    if (far < least) [best, least] = [node.id, far];
  }
  return best;
}
