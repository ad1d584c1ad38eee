// The line over a report: which one it is, how it stands, what to do with all of it.
import { Key } from "../keys/Key";
import { titled } from "../keys/registry";
import { address } from "../queue/list";
import { When } from "../ui/When";
import { markOf } from "./apply";
import { moveReport } from "./moves";
import { asking, focusOn, locked, pageShown, shown } from "./state";
import { done, flag, ignore } from "./verdicts";

export function Head({ place }: { place: string | null }) {
  const view = shown.value;
  const report = view?.report;
  const mark = view ? markOf(view, "") : null;
  const whole = (run: () => void) => () => {
    focusOn("");
    run();
  };
  return (
    <div class="report-head">
      <a class="small" href={address.value} title={titled("Back to the queue", "report.queue")}>
        ← Queue
      </a>
      <span class="soft small place-in">{place ?? ""}</span>
      <div class="report-name grow">
        <h1 class="cut" title={report?.title ?? ""}>
          <bdi>{report?.title ?? (report ? "Without a title" : "…")}</bdi>
        </h1>
        <p class="soft small cut">
          <bdi>{report?.outlet ?? "unknown outlet"}</bdi>
          {report?.agency && report.agency !== report.outlet && (
            <>
              {" "}
              · <bdi>{report.agency}</bdi>
            </>
          )}{" "}
          · <When at={report?.published} />
          {report?.relevance != null && ` · relevance ${Math.round(report.relevance * 100)}`}
        </p>
      </div>
      <span class="report-state">
        {locked.value && (
          <span class="chip" title={locked.value}>
            read only
          </span>
        )}
        {mark?.flagged && <span class="chip flagged">⚑ flagged</span>}
        {mark?.state === "rejected" ? (
          <span class="chip is-rejected">✕ not wanted</span>
        ) : (
          view?.done && <span class="chip is-confirmed">✓ done</span>
        )}
      </span>
      <div class="report-tools">
        <button
          type="button"
          class="plain"
          aria-pressed={pageShown.value}
          title={titled("The page as it was stored", "report.raw")}
          onClick={() => {
            pageShown.value = !pageShown.value;
          }}
        >
          Page
        </button>
        <button
          type="button"
          class="plain"
          title={titled("Flag the report", "card.flag")}
          onClick={whole(flag)}
        >
          ⚑
        </button>
        <button
          type="button"
          class="plain"
          title={titled("Comment on the report", "card.note")}
          onClick={whole(() => {
            asking.value = "note";
          })}
        >
          ✉
        </button>
        <button
          type="button"
          class="plain"
          title={titled("Not wanted, on to the next", "report.ignore")}
          onClick={ignore}
        >
          Not wanted <Key of="report.ignore" />
        </button>
        <button
          type="button"
          title={titled("Next, without a decision", "report.next")}
          onClick={() => moveReport(1)}
        >
          Next <Key of="report.next" />
        </button>
        <button
          type="button"
          class="primary"
          title={titled("Done, on to the next", "report.done")}
          onClick={done}
        >
          Done <Key of="report.done" />
        </button>
      </div>
    </div>
  );
}
