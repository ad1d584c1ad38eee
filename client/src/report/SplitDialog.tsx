// Some mentions of an actor or a place are of another one: pick which.
import { useState } from "preact/hooks";
import type { Actor, Place } from "../api/schema";
import type { Span } from "../text/marks";
import { Dialog } from "../ui/Dialog";
import { excerpt } from "./fields";
import { type Card, shown } from "./state";
import { calling, split } from "./verdicts";

export function SplitDialog({ here, onClose }: { here: Card; onClose: () => void }) {
  const view = shown.value;
  const mentions = (here.thing as Actor | Place).mentions;
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  if (!view) return null;
  const length = view.report.text.length;
  const turn = (i: number) => {
    const next = new Set(picked);
    if (!next.delete(i)) next.add(i);
    setPicked(next);
  };
  const spans = mentions.filter((_, i) => picked.has(i)) as Span[];
  return (
    <Dialog title={`Split ${calling(here.path)}`} onClose={onClose}>
      <p class="soft small">Tick the mentions that are another one. At least one stays.</p>
      <ul class="mentions">
        {mentions.map((span, i) => (
          <li key={span.join("-")}>
            <label>
              <input type="checkbox" checked={picked.has(i)} onChange={() => turn(i)} />{" "}
              <bdi>
                …{excerpt(view.report, [Math.max(0, span[0] - 40), span[0]], 90)}
                <mark>{excerpt(view.report, span)}</mark>
                {excerpt(view.report, [span[1], Math.min(length, span[1] + 40)], 90)}…
              </bdi>
            </label>
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="primary"
        disabled={!spans.length || spans.length === mentions.length}
        onClick={() => {
          split(here.path, spans);
          onClose();
        }}
      >
        Split off {spans.length || ""}
      </button>
    </Dialog>
  );
}
