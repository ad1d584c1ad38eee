import type { IncidentView } from "../api/schema";
import { When } from "../ui/When";
import { readable } from "../ui/words";
import { fieldName } from "./words";

const HOW = { copy: "copies", citation: "cites", same_source: "has the same source as" } as const;

function ReportLink({ id, view }: { id: string; view: IncidentView }) {
  const head = view.reports[id];
  return (
    <a href={`/reports/${encodeURIComponent(id)}`}>
      <bdi dir="auto">{head?.outlet ?? head?.title ?? id}</bdi>
    </a>
  );
}

/** The reports in the order in which they came out, and what each brings. */
export function Telling({ view }: { view: IncidentView }) {
  const names = new Map(view.origins.map((o) => [o.id, o.name]));
  return (
    <section class="panel padded" aria-labelledby="telling-head">
      <h2 id="telling-head">Reports in the order of telling</h2>
      <table class="telling">
        <thead>
          <tr>
            <th scope="col">told (UTC)</th>
            <th scope="col">report</th>
            <th scope="col">what it brings</th>
          </tr>
        </thead>
        <tbody>
          {view.incident.telling.map((step, i) => (
            <tr key={step.report}>
              <td class="when-cell">
                <When at={step.told} />
              </td>
              <td>
                <ReportLink id={step.report} view={view} />
                <div class="soft small" dir="auto">
                  {view.reports[step.report]?.title}
                </div>
              </td>
              <td>
                {step.origins.length > 0 && (
                  <div>
                    {i === 0 ? "first, with " : "adds "}
                    {step.origins.map((id) => names.get(id) ?? id).join(", ")}
                  </div>
                )}
                {step.follows && (
                  <div>
                    {step.how ? HOW[step.how] : "follows"}{" "}
                    <ReportLink id={step.follows} view={view} />
                  </div>
                )}
                {step.origins.length === 0 && !step.follows && "more from the same sources"}
                {step.why && (
                  <div class="soft small" dir="auto">
                    {step.why}
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Whose text is whose. */
export function Copies({ view }: { view: IncidentView }) {
  if (view.copies.length === 0) return null;
  return (
    <section class="panel padded" aria-labelledby="copies-head">
      <h2 id="copies-head">Copies</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">report</th>
            <th scope="col">has its text from</th>
            <th scope="col">how</th>
            <th scope="col" class="num">
              share
            </th>
          </tr>
        </thead>
        <tbody>
          {view.copies.map((copy) => (
            <tr key={`${copy.from} ${copy.to}`}>
              <td>
                <ReportLink id={copy.to} view={view} />
              </td>
              <td>
                <ReportLink id={copy.from} view={view} />
                <div class="soft small" dir="auto">
                  {copy.why}
                </div>
              </td>
              <td>
                {copy.kind}
                {copy.direction === "unknown" && (
                  <div class="soft small">which came first is not known</div>
                )}
              </td>
              <td class="num">{Math.round(copy.share * 100)} %</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Who is said to have done it, on whose say-so, and who denies it. */
export function Allegations({ view }: { view: IncidentView }) {
  const { allegations } = view.incident;
  if (allegations.length === 0) return null;
  const names = new Map(view.origins.map((o) => [o.id, o.name]));
  const list = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id).join(", ");
  return (
    <section class="panel padded" aria-labelledby="allegations-head">
      <h2 id="allegations-head">Who is said to have done it</h2>
      <dl class="allegations">
        {allegations.map((a) => (
          <div key={a.accused}>
            <dt>
              <bdi dir="auto">{a.accused}</bdi>
            </dt>
            {a.by.length > 0 && <dd>said by {list(a.by)}</dd>}
            {a.claimed && <dd>claims it</dd>}
            {a.denied_by.length > 0 && <dd>denied by {list(a.denied_by)}</dd>}
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What people decided here, the latest first. */
export function Decisions({ view }: { view: IncidentView }) {
  if (view.decisions.length === 0) return null;
  return (
    <section class="panel padded" aria-labelledby="decisions-head">
      <h2 id="decisions-head">Decisions</h2>
      <ol class="decisions">
        {[...view.decisions].reverse().map((d) => (
          <li key={d.number}>
            <strong>{d.action === "correct" ? "decided" : readable(d.action)}</strong>{" "}
            {d.path && fieldName(d.path)}{" "}
            {d.action === "correct" && <bdi dir="auto">= {decidedWords(d.new)}</bdi>}
            <span class="soft small">
              {" "}
              {d.who} · <When at={d.made} />
            </span>
            {d.reason && <p dir="auto">{d.reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A decided value in words. */
function decidedWords(value: unknown): string {
  if (value && typeof value === "object" && "value" in value) return String(value.value);
  return value == null ? "" : typeof value === "string" ? value : JSON.stringify(value);
}
