// Moving through a text by words, for those who select without a mouse.
import type { Span } from "./marks";
import type { Prepared } from "./prepare";

const words = new Intl.Segmenter("en", { granularity: "word" });

/** The words of one block, as code-point spans. */
function wordsOf(prepared: Prepared, block: number): Span[] {
  const { blocks, segments, offsets, text } = prepared;
  const here = blocks[block];
  if (!here) return [];
  const begin = offsets.to16(segments.edges[here.first] ?? 0);
  const end = offsets.to16(segments.edges[here.last] ?? 0);
  const out: Span[] = [];
  for (const piece of words.segment(text.slice(begin, end))) {
    if (!piece.isWordLike) continue;
    const from = begin + piece.index;
    out.push([offsets.toPoint(from), offsets.toPoint(from + piece.segment.length)]);
  }
  return out;
}

function blockAt(prepared: Prepared, point: number): number {
  const { blocks, segments } = prepared;
  let at = 0;
  blocks.forEach((block, i) => {
    if ((segments.edges[block.first] ?? 0) <= point) at = i;
  });
  return at;
}

/** The word at or after a code point, else the last one before it. */
export function wordAt(prepared: Prepared, point: number): Span | null {
  const block = blockAt(prepared, point);
  const here = wordsOf(prepared, block);
  return here.find((word) => word[1] > point) ?? here.at(-1) ?? step(prepared, point, 1);
}

/** The next word behind (`way` 1) or before (-1) a code point, in whichever block. */
export function step(prepared: Prepared, point: number, way: 1 | -1): Span | null {
  for (
    let block = blockAt(prepared, point);
    block >= 0 && block < prepared.blocks.length;
    block += way
  ) {
    const here = wordsOf(prepared, block);
    const found =
      way === 1
        ? here.find((word) => word[0] > point)
        : here.findLast((word) => word[1] <= point && word[0] < point);
    if (found) return found;
  }
  return null;
}

/** A span grown to whole words, and shrunk to leave out blanks at its ends. */
export function snap(prepared: Prepared, span: Span): Span {
  const { text, offsets } = prepared;
  let from = offsets.to16(span[0]);
  let to = offsets.to16(span[1]);
  while (from < to && /\s/.test(text[from] ?? "")) from += 1;
  while (to > from && /\s/.test(text[to - 1] ?? "")) to -= 1;
  const letter = /[\p{L}\p{N}\p{M}]/u;
  const inside = (at: number) => letter.test(text[at - 1] ?? "") && letter.test(text[at] ?? "");
  while (from > 0 && inside(from)) from -= 1;
  while (to < text.length && inside(to)) to += 1;
  return [offsets.toPoint(from), offsets.toPoint(to)];
}
