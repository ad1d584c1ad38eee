import { useSignal } from "@preact/signals";
import type { EventRef, IncidentView, NewDecision } from "../api/schema";
import { From } from "../overview/From";
import { first } from "../overview/first";
import { Dialog } from "../ui/Dialog";
import { plural } from "../ui/words";
import "./dialogs.css";
import { eventsByReport, splitOff } from "./deciding";

interface Props {
  view: IncidentView;
  onDecide: (decision: NewDecision) => void;
  onClose: () => void;
}

const keyOf = (ref: EventRef) => `${ref.report} ${ref.event}`;

/** Say which reports, or which mentions in them, tell of another happening. */
export function SplitDialog({ view, onDecide, onClose }: Props) {
  const groups = eventsByReport(view);
  const taken = useSignal<ReadonlySet<string>>(new Set());
  const reason = useSignal("");
  const all = view.incident.events.length;
  const some = taken.value.size > 0 && taken.value.size < all;

  function turn(refs: readonly EventRef[], on: boolean): void {
    const next = new Set(taken.value);
    for (const ref of refs) {
      if (on) next.add(keyOf(ref));
      else next.delete(keyOf(ref));
    }
    taken.value = next;
  }

  function submit(event: Event): void {
    event.preventDefault();
    if (!some) return;
    const events = view.incident.events.filter((ref) => taken.value.has(keyOf(ref)));
    onDecide(splitOff(events, reason.value));
    onClose();
  }

  return (
    <Dialog title="Split: what is marked here is another happening" onClose={onClose} wide>
      <form class="split" onSubmit={submit}>
        <ul class="split-list scroll">
          {groups.map(({ report, events }, i) => {
            const head = view.reports[report];
            const on = events.filter((e) => taken.value.has(keyOf(e.ref))).length;
            return (
              <li key={report}>
                <label>
                  <input
                    ref={i === 0 ? first : null}
                    type="checkbox"
                    checked={on === events.length}
                    indeterminate={on > 0 && on < events.length}
                    onChange={(e) =>
                      turn(
                        events.map((x) => x.ref),
                        e.currentTarget.checked,
                      )
                    }
                  />
                  <strong>
                    <bdi dir="auto">{head?.title ?? head?.outlet ?? report}</bdi>
                  </strong>{" "}
                  <span class="soft small">
                    <From outlet={head?.outlet} at={head?.published} /> ·{" "}
                    {plural(events.length, "mention")}
                  </span>
                </label>
                <details>
                  <summary class="small">mentions one by one</summary>
                  <ul>
                    {events.map(({ ref, words }) => (
                      <li key={ref.event}>
                        <label>
                          <input
                            type="checkbox"
                            checked={taken.value.has(keyOf(ref))}
                            onChange={(e) => turn([ref], e.currentTarget.checked)}
                          />
                          <bdi dir="auto">{words.join(" · ") || "no figure, place or name"}</bdi>{" "}
                          <a
                            class="small"
                            href={`/reports/${encodeURIComponent(report)}?at=${ref.event}`}
                          >
                            {ref.event} in the report
                          </a>
                        </label>
                      </li>
                    ))}
                  </ul>
                </details>
              </li>
            );
          })}
        </ul>
        <label for="split-reason">Why (may be left out)</label>
        <input
          id="split-reason"
          value={reason.value}
          onInput={(e) => {
            reason.value = e.currentTarget.value;
          }}
        />
        <div class="row">
          <button type="submit" class="primary" disabled={!some}>
            Split off {plural(taken.value.size, "mention")} of {all}
          </button>
          {taken.value.size === all && <span class="soft">Something has to stay.</span>}
        </div>
      </form>
    </Dialog>
  );
}
