// All that the text pane needs and that does not need the DOM: made ahead for the next report.
import type { Report } from "../api/schema";
import { marksOf, type Span, type TextMark } from "./marks";
import { Offsets } from "./offsets";
import { type Segments, segment } from "./segments";

export interface TextBlock {
  kind: string;
  teller: string | null;
  /** Segments [first, last). */
  first: number;
  last: number;
}

export interface Prepared {
  report: Report;
  text: string;
  offsets: Offsets;
  marks: TextMark[];
  segments: Segments;
  blocks: TextBlock[];
}

export function prepare(report: Report): Prepared {
  const offsets = new Offsets(report.text);
  const marks = marksOf(report);
  const spans: Span[] = report.blocks.map((block) => block.span);
  const segments = segment(offsets.length, marks, spans.flat());
  const index = new Map(segments.edges.map((edge, i) => [edge, i]));
  const blocks: TextBlock[] = [];
  const put = (kind: string, teller: string | null, from: number, to: number) => {
    const first = index.get(Math.min(from, offsets.length)) ?? 0;
    const last = index.get(Math.min(to, offsets.length)) ?? first;
    if (last > first) blocks.push({ kind, teller, first, last });
  };
  let at = 0;
  for (const block of report.blocks) {
    // Words outside of every block are shown too; blanks between blocks are not.
    if (words(report.text, offsets, at, block.span[0]).trim())
      put("paragraph", null, at, block.span[0]);
    put(block.kind, block.teller ?? null, block.span[0], block.span[1]);
    at = block.span[1];
  }
  if (words(report.text, offsets, at, offsets.length).trim())
    put("paragraph", null, at, offsets.length);
  return { report, text: report.text, offsets, marks, segments, blocks };
}

function words(text: string, offsets: Offsets, from: number, to: number): string {
  return to > from ? text.slice(offsets.to16(from), offsets.to16(to)) : "";
}

/** The words at a span. */
export function wordsAt(
  prepared: Prepared,
  span: readonly [number, number] | null | undefined,
): string {
  return span ? words(prepared.text, prepared.offsets, span[0], span[1]) : "";
}

/** Objects whose marks cover a segment, the shortest mark first: that is the one that is meant. */
export function recordsAt(prepared: Prepared, at: number): string[] {
  const found: { record: string; length: number }[] = [];
  prepared.segments.runs.forEach(([first, last], i) => {
    const mark = prepared.marks[i];
    if (mark && first <= at && at < last) {
      found.push({ record: mark.record, length: mark.span[1] - mark.span[0] });
    }
  });
  found.sort((a, b) => a.length - b.length);
  return [...new Set(found.map((f) => f.record))];
}
