// The text as elements, built in one go and without a framework: a report may have 40,000 words.
import { KINDS } from "./marks";
import type { Prepared, TextBlock } from "./prepare";
import { type Segments, segmentAt } from "./segments";

/** A rough height of a block before it is laid out, in px: 80 characters a line of 26 px. */
function likelyHeight(characters: number): number {
  return 14 + 26 * Math.max(1, Math.ceil(characters / 80));
}

const TAGS: Record<string, string> = { title: "h2", heading: "h3", quote: "blockquote" };

/** Drawn text, with the way from offsets to nodes and back. */
export class Drawn {
  readonly root: HTMLElement;
  private readonly nodes: (Text | undefined)[];
  private readonly segmentOf = new Map<Node, number>();

  private readonly signatures: string[] = [];

  /** `before`: the same text drawn with other marks; its blocks that look the same are taken over. */
  constructor(
    readonly prepared: Prepared,
    before: Drawn | null = null,
  ) {
    const { segments, blocks, text, offsets } = prepared;
    this.nodes = new Array(Math.max(0, segments.edges.length - 1));
    const same = before?.prepared.text === text && before.signatures.length === blocks.length;
    this.root = same && before ? before.root : document.createElement("div");
    this.root.className = "text-body";
    const plain = document.createElement("span");
    for (const [index, block] of blocks.entries()) {
      const signature = signatureOf(segments, block);
      this.signatures.push(signature);
      const there = same ? this.root.children[index] : undefined;
      if (there && before?.signatures[index] === signature) {
        this.adopt(there, block);
        continue;
      }
      const element = document.createElement(TAGS[block.kind] ?? "p");
      element.className = `block ${block.kind}`;
      element.dir = "auto";
      if (block.teller) {
        element.classList.add("retold");
        // Whose text it is, said once for blocks that follow each other.
        if (blocks[index - 1]?.teller !== block.teller) element.dataset.teller = block.teller;
      }
      let unit = offsets.to16(segments.edges[block.first] ?? 0);
      const begin = unit;
      for (let i = block.first; i < block.last; i += 1) {
        const end = offsets.to16(segments.edges[i + 1] ?? 0);
        const node = document.createTextNode(text.slice(unit, end));
        unit = end;
        this.nodes[i] = node;
        this.segmentOf.set(node, i);
        const mask = segments.masks[i] ?? 0;
        if (mask) {
          const span = plain.cloneNode() as HTMLElement;
          span.className = classes(mask, segments.levels[i] ?? 0, segments.starts[i] ?? 0);
          span.append(node);
          element.append(span);
        } else {
          element.append(node);
        }
      }
      if (there) there.replaceWith(element);
      else this.root.append(element);
      element.style.containIntrinsicBlockSize = `auto ${likelyHeight(unit - begin)}px`;
    }
  }

  /** Take over a block that is drawn: its nodes stand for other segments now. */
  private adopt(element: Element, block: TextBlock): void {
    let i = block.first;
    for (const child of element.childNodes) {
      const node = (child instanceof Text ? child : child.firstChild) as Text;
      this.nodes[i] = node;
      this.segmentOf.set(node, i);
      i += 1;
    }
  }

  /** The segment in which a node of the text lies. */
  at(node: Node | null): number | null {
    const text = node instanceof Element ? node.firstChild : node;
    return (text && this.segmentOf.get(text)) ?? null;
  }

  /** A DOM place as a code-point offset; null outside of the text. */
  point(node: Node, offset: number): number | null {
    const { segments, offsets } = this.prepared;
    const own = this.segmentOf.get(node);
    if (own !== undefined) return offsets.toPoint(offsets.to16(segments.edges[own] ?? 0) + offset);
    // Between two children of an element: where the next one begins, or the last one ends.
    const next = node.childNodes[offset];
    const from = next && this.textIn(next, false);
    if (from) return segments.edges[this.segmentOf.get(from) ?? 0] ?? null;
    const before = node.childNodes[offset - 1];
    const to = before && this.textIn(before, true);
    return to ? (segments.edges[(this.segmentOf.get(to) ?? 0) + 1] ?? null) : null;
  }

  private textIn(node: Node, last: boolean): Node | null {
    let at: Node | null = node;
    while (at && !(at instanceof Text)) at = last ? at.lastChild : at.firstChild;
    return at;
  }

  /** The words of a span as a range of the DOM; null where none of them is shown. */
  range(span: readonly [number, number]): Range | null {
    const { segments, offsets } = this.prepared;
    let first = segmentAt(segments.edges, span[0]);
    let last = segmentAt(segments.edges, Math.max(span[0], span[1] - 1));
    let from = offsets.to16(span[0]) - offsets.to16(segments.edges[first] ?? 0);
    let to = offsets.to16(span[1]) - offsets.to16(segments.edges[last] ?? 0);
    while (first <= last && !this.nodes[first]) {
      first += 1;
      from = 0;
    }
    while (last >= first && !this.nodes[last]) {
      last -= 1;
      to = Number.POSITIVE_INFINITY;
    }
    const start = this.nodes[first];
    const end = this.nodes[last];
    if (!start || !end) return null;
    const range = document.createRange();
    range.setStart(start, Math.min(from, start.length));
    range.setEnd(end, Math.min(to, end.length));
    return range;
  }
}

/** What a block looks like: two with the same signature over the same text need no new elements. */
function signatureOf(segments: Segments, block: TextBlock): string {
  const begin = segments.edges[block.first] ?? 0;
  let out = `${block.kind}|${block.teller ?? ""}|${begin}`;
  for (let i = block.first; i < block.last; i += 1) {
    out += `|${(segments.edges[i + 1] ?? 0) - begin}.${segments.masks[i]}.${segments.levels[i]}.${segments.starts[i]}`;
  }
  return out;
}

const known = new Map<number, string>();

/** Class names of a segment; there are few combinations, so they are put together once. */
function classes(mask: number, level: number, starts: number): string {
  const key = mask | (starts << 10) | (Math.min(level, 3) << 20);
  let made = known.get(key);
  if (made === undefined) {
    const names: string[] = level ? [`l${Math.min(level, 3)}`] : [];
    KINDS.forEach((kind, k) => {
      if (mask & (1 << k)) names.push(`k-${kind}`);
      if (starts & (1 << k)) names.push(`s-${kind}`);
    });
    made = names.join(" ");
    known.set(key, made);
  }
  return made;
}
