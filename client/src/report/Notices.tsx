// What a coder should know before reading: copies of this text, decisions that found no place.
import type { ReportView } from "../api/schema";
import { When } from "../ui/When";
import { plural, readable } from "../ui/words";
import { shown } from "./state";

/** So many copies are named before the text; more would push it off the screen. */
const NAMED = 2;

function Copies({ copies }: { copies: ReportView["copies"] }) {
  return (
    <ul>
      {copies.map((copy) => (
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
  );
}

export function Notices() {
  const view = shown.value;
  if (!view || (!view.copies.length && !view.lost.length)) return null;
  return (
    <div class="notices">
      {view.copies.length > 0 && <Copies copies={view.copies.slice(0, NAMED)} />}
      {view.copies.length > NAMED && (
        <details class="more">
          <summary>{plural(view.copies.length - NAMED, "more copy", "more copies")}</summary>
          <Copies copies={view.copies.slice(NAMED)} />
        </details>
      )}
      {view.lost.length > 0 && (
        <details>
          <summary>
            {plural(view.lost.length, "decision")} of yours about what this reading does not have
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
