import { useSignal } from "@preact/signals";
import type { IncidentView, NewDecision } from "../api/schema";
import { countryName, useCodebook } from "../overview/codebook";
import { first } from "../overview/first";
import { useLoad } from "../overview/load";
import { Dialog } from "../ui/Dialog";
import { plural, range } from "../ui/words";
import { columnsOf, fieldsOf } from "./accounts";
import { mergeInto } from "./deciding";
import "./dialogs.css";
import { fieldName, what, when, where } from "./words";

interface Props {
  view: IncidentView;
  onDecide: (decision: NewDecision) => void;
  onClose: () => void;
}

/** Pick the incident that this one is the same as, and look at both before saying so. */
export function MergeDialog({ view, onDecide, onClose }: Props) {
  const picked = useSignal(view.near[0]?.id ?? "");
  const reason = useSignal("");
  const { state } = useLoad<IncidentView>(
    picked.value ? `/api/incidents/${encodeURIComponent(picked.value)}` : null,
  );
  const other = state.value.data?.incident.id === picked.value ? state.value.data : null;

  function submit(event: Event): void {
    event.preventDefault();
    if (!other) return;
    onDecide(mergeInto(view.incident, other.incident, reason.value));
    onClose();
  }

  return (
    <Dialog title="Merge: this is the same happening as …" onClose={onClose} wide>
      <form class="merge" onSubmit={submit}>
        <div class="near-list">
          <fieldset>
            <legend>Near in place and time</legend>
            {view.near.length === 0 && <p class="soft">none</p>}
            {view.near.map((line, i) => (
              <label key={line.id} class="near-line">
                <input
                  ref={i === 0 ? first : null}
                  type="radio"
                  name="near"
                  value={line.id}
                  checked={picked.value === line.id}
                  onChange={() => {
                    picked.value = line.id;
                  }}
                />
                <span>
                  <strong>
                    <bdi dir="auto">{line.place ?? "no place"}</bdi>
                  </strong>{" "}
                  {what(line.type, line.mode)}
                  <br />
                  <span class="soft small">
                    {when(line.earliest, line.latest)}
                    {line.killed && ` · killed ${range(...line.killed)}`} ·{" "}
                    {plural(line.reports, "report")}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
          <label for="merge-id">Or another, by its address or id</label>
          <input
            id="merge-id"
            placeholder="i_…"
            spellcheck={false}
            onChange={(e) => {
              const id = e.currentTarget.value.trim().split("/").at(-1) ?? "";
              if (id && id !== view.incident.id) picked.value = id;
            }}
          />
        </div>
        <Compared mine={view} other={other} />
        <label for="merge-reason">Why (may be left out)</label>
        <input
          id="merge-reason"
          value={reason.value}
          onInput={(e) => {
            reason.value = e.currentTarget.value;
          }}
        />
        <div class="row">
          <button type="submit" class="primary" disabled={!other}>
            They are one happening
          </button>
          {state.value.error && <span class="fault">{state.value.error}</span>}
        </div>
      </form>
    </Dialog>
  );
}

/** Both side by side, field by field. */
function Compared({ mine, other }: { mine: IncidentView; other: IncidentView | null }) {
  const fields = [
    ...new Set([...fieldsOf(mine.incident), ...(other ? fieldsOf(other.incident) : [])]),
  ];
  const codes = useCodebook();
  const sides = [mine, other];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section class="compared scroll" aria-label="Both side by side" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">field</th>
            <th scope="col">this incident</th>
            <th scope="col">the other</th>
          </tr>
        </thead>
        <tbody>
          <Line name="what" sides={sides} say={(v) => what(v.incident.type, v.incident.mode)} />
          <Line
            name="when"
            sides={sides}
            say={(v) => when(v.incident.earliest, v.incident.latest)}
          />
          <Line
            name="where"
            sides={sides}
            say={(v) => where(v.incident.places, (code) => countryName(codes, code))}
          />
          {fields.map((field) => (
            <Line
              key={field}
              name={fieldName(field)}
              sides={sides}
              say={(v) =>
                [...new Set((v.incident.accounts[field] ?? []).map((a) => a.value))].join("; ")
              }
            />
          ))}
          <Line
            name="origins"
            sides={sides}
            say={(v) =>
              columnsOf(v)
                .map((c) => c.origin.name)
                .join("; ")
            }
          />
          <Line
            name="reports"
            sides={sides}
            say={(v) =>
              Object.values(v.reports)
                .map((r) => r.title ?? r.outlet ?? r.id)
                .join("; ")
            }
          />
        </tbody>
      </table>
    </section>
  );
}

function Line(props: {
  name: string;
  sides: readonly (IncidentView | null)[];
  say: (view: IncidentView) => string;
}) {
  return (
    <tr>
      <th scope="row">{props.name}</th>
      {props.sides.map((side, i) => (
        <td key={i} dir="auto">
          {side ? props.say(side) || "–" : "…"}
        </td>
      ))}
    </tr>
  );
}
