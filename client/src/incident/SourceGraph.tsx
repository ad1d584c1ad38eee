import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { GraphNode, IncidentView } from "../api/schema";
import { go } from "../shell/router";
import "./graph.css";
import { type Way, walk } from "./walk";

/** Pixels of a line of text, the unit in which the graph is laid out. */
const LINE = 15;
const WAYS: Record<string, Way> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** How the account came from its origins to the reports: a drawing to walk, and the same in words. */
export function SourceGraph({ view }: { view: IncidentView }) {
  const { graph } = view;
  const here = useSignal(graph.nodes[0]?.id ?? "");
  const svg = useRef<SVGSVGElement>(null);
  if (graph.text.length === 0) return null;
  const lit = new Set(
    graph.edges
      .filter((e) => e.source === here.value || e.target === here.value)
      .flatMap((e) => [e.source, e.target]),
  );

  function onKeyDown(event: KeyboardEvent): void {
    const way = WAYS[event.key];
    const node = graph.nodes.find((n) => n.id === here.value);
    if (event.key === "Enter" && node?.report) {
      event.preventDefault();
      go(`/reports/${encodeURIComponent(node.report)}`);
    }
    if (!way) return;
    event.preventDefault();
    here.value = walk(graph.nodes, graph.edges, here.value, way);
    const next = graph.nodes.findIndex((n) => n.id === here.value);
    svg.current?.querySelectorAll<SVGGElement>("g.node")[next]?.focus();
  }

  return (
    <section class="panel padded" aria-labelledby="graph-head">
      <h2 id="graph-head">Who has it from whom</h2>
      {graph.nodes.length > 0 && (
        <>
          <p class="soft small">
            Arrows lead along the lines and up and down; Enter opens the report.
          </p>
          <div class="graph-scroll scroll">
            {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset */}
            <svg
              ref={svg}
              class="graph"
              viewBox={`0 0 ${graph.width * LINE} ${graph.height * LINE}`}
              width={graph.width * LINE}
              height={graph.height * LINE}
              role="group"
              aria-labelledby="graph-head"
              data-own-keys
              onKeyDown={onKeyDown}
            >
              <defs>
                <marker
                  id="tip"
                  viewBox="0 0 8 8"
                  refX="7"
                  refY="4"
                  markerWidth="7"
                  markerHeight="7"
                  orient="auto-start-reverse"
                >
                  <path class="tip" d="M0 .8L7.4 4L0 7.2z" />
                </marker>
              </defs>
              {graph.edges.map((edge) => (
                <g
                  key={`${edge.source} ${edge.target} ${edge.kind}`}
                  class={
                    edge.source === here.value || edge.target === here.value
                      ? `edge ${edge.kind} lit`
                      : `edge ${edge.kind}`
                  }
                >
                  <path d={pathOf(edge.points)} marker-end="url(#tip)" />
                  {edge.label && <EdgeLabel points={edge.points} words={edge.label} />}
                </g>
              ))}
              {graph.nodes.map((node) => (
                <Box
                  key={node.id}
                  node={node}
                  here={node.id === here.value}
                  lit={lit.has(node.id)}
                  onFocus={() => {
                    here.value = node.id;
                  }}
                />
              ))}
            </svg>
          </div>
        </>
      )}
      <details open={graph.nodes.length === 0}>
        <summary>The same in words</summary>
        <ul class="graph-words">
          {graph.text.map((line, i) => (
            <li key={i} dir="auto">
              {line}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Box(props: { node: GraphNode; here: boolean; lit: boolean; onFocus: () => void }) {
  const { node } = props;
  const lines = node.label.split("\n");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a box is a link or a picture by its role, and its keys are the drawing's
    <g
      class={`node ${node.kind}${props.here ? " here" : ""}${props.lit ? " lit" : ""}`}
      role={node.report ? "link" : "img"}
      tabindex={props.here ? 0 : -1}
      aria-label={`${lines.join(" ")}, ${node.kind}`}
      onFocus={props.onFocus}
      onClick={() => {
        if (node.report) go(`/reports/${encodeURIComponent(node.report)}`);
      }}
    >
      <rect
        x={node.x * LINE}
        y={node.y * LINE}
        width={node.width * LINE}
        height={node.height * LINE}
        rx={node.kind === "report" ? 3 : 9}
      />
      {lines.map((line, i) => {
        const name = i < node.name_lines;
        const down = name ? 19 + i * 15 : 17 + node.name_lines * 15 + (i - node.name_lines) * 12;
        return (
          // The blank keeps two lines apart for those who hear them.
          <text
            key={`${i} ${line}`}
            x={node.x * LINE + 9}
            y={node.y * LINE + down}
            class={name ? "name" : "about"}
          >
            {`${line} `}
          </text>
        );
      })}
    </g>
  );
}

function EdgeLabel({ points, words }: { points: readonly (readonly number[])[]; words: string }) {
  const end = points.at(-1);
  if (!end) return null;
  return (
    <text
      class="how"
      x={(end[0] as number) * LINE - 10}
      y={(end[1] as number) * LINE - 4}
      text-anchor="end"
    >
      {words}
    </text>
  );
}

/** A smooth way through points: level at each of them. */
function pathOf(points: readonly (readonly number[])[]): string {
  const [first, ...rest] = points.map(
    ([x, y]) => [(x as number) * LINE, (y as number) * LINE] as const,
  );
  if (!first) return "";
  let path = `M${first[0]} ${first[1]}`;
  let [x, y] = first;
  for (const [nx, ny] of rest) {
    const middle = (x + nx) / 2;
    path += y === ny ? `H${nx}` : `C${middle} ${y} ${middle} ${ny} ${nx} ${ny}`;
    [x, y] = [nx, ny];
  }
  return path;
}
