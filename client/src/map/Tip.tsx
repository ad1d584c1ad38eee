import { useLayoutEffect, useRef } from "preact/hooks";
import type { Frame } from "./camera";

interface Props {
  at: readonly [number, number];
  frame: Frame;
  words: string;
}

/** What the pointer or the focus is on. Marks say the same to readers of screens by themselves. */
export function Tip({ at, frame, words }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const tip = box.current;
    if (!tip) return;
    const [x, y] = at;
    const left = Math.max(4, Math.min(frame.width - tip.offsetWidth - 4, x - tip.offsetWidth / 2));
    const above = y - tip.offsetHeight - 18;
    tip.style.transform = `translate(${left}px, ${above > 4 ? above : y + 20}px)`;
  });
  return (
    <div class="map-tip" ref={box} aria-hidden="true">
      {words.split("; ").map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
}
