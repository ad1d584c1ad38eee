// What a coder should know before reading: copies of this text, decisions that found no place.

import { When } from "../ui/When";
import { readable } from "../ui/words";
import { shown } from "./state";

export function Notices() {
  const view = shown.value;
  if (!view || (!view.copies.length && !view.lost.length)) return null;
  return (
    <div class="notices">
      {view.copies.length > 0 && (
        <ul>
          {view.copies.map((copy) => (
            <li key={copy.report}>
              <strong>{copy.direction === "from" ? "Text from" : "Text is also in"}</strong>{" "}
              <a href={`/reports/${copy.report}`}>
                <bdi>{copy.title ?? copy.report}</bdi>
              </a>{" "}
              <span class="soft">
                <bdi>{copy.outlet ?? "unknown outlet"}</bdi>, <When at={copy.published} /> ·{" "}
                {readable(copy.kind)}, {Math.round(copy.share * 100)} of 100 words
              </span>
              <details>
                <summary>Why</summary>
                <bdi>{copy.why}</bdi>
              </details>
            </li>
          ))}
        </ul>
      )}
      {view.lost.length > 0 && (
        <details>
          <summary>
            {view.lost.length} of your decisions are about something that this reading does not have
          </summary>
          <ul>
            {view.lost.map(({ decision, why }) => (
              <li key={decision.number}>
                {decision.action} <code>{decision.path}</code>{" "}
                <span class="soft">
                  ({why}; <When at={decision.made} />)
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
