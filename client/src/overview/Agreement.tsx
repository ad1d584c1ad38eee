// How far coders agree, how they work, and all decisions to take away or bring in.
import { useSignal } from "@preact/signals";
import { me } from "../api/client";
import type { Agreement as AgreementView, FieldAgreement, Pace, Replayed } from "../api/schema";
import { may } from "../people/roles";
import { sayFault } from "../ui/say";
import { When } from "../ui/When";
import { plural } from "../ui/words";
import { useLoad } from "./load";
import "./overview.css";
import { importDecisions, paceWords } from "./taken";

export default function Agreement() {
  const { state, again } = useLoad<AgreementView>("/api/agreement");
  const found = state.value.data;
  return (
    <div class="view figures">
      <h1>Agreement</h1>
      {state.value.error && (
        <p class="fault" role="alert">
          {state.value.error}
        </p>
      )}
      {found && (
        <>
          <p>
            {plural(found.double, "report")} gone through by at least two people,{" "}
            {found.adjudicated.toLocaleString("en")} adjudicated.{" "}
            <a href="/adjudicate">To adjudicate</a>
          </p>
          <Alphas fields={found.fields} />
          <Paces pace={found.pace} />
        </>
      )}
      {/* Below what is loaded, and so there with it: nothing moves under a hand. */}
      {!state.value.busy || found ? <Exchange onDone={() => void again()} /> : null}
    </div>
  );
}

function Alphas({ fields }: { fields: readonly FieldAgreement[] }) {
  if (fields.every((f) => f.units === 0)) {
    return (
      <section class="panel padded">
        <h2>Krippendorff's alpha by field</h2>
        <p class="soft">
          No two people have coded the same report yet. Each coder goes through it and marks it
          done; then agreement stands here, field by field.
        </p>
      </section>
    );
  }
  return (
    <section class="panel padded">
      <h2>Krippendorff's alpha by field</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">field</th>
            <th scope="col" class="num">
              alpha
            </th>
            <th scope="col">0 to 1</th>
            <th scope="col" class="num">
              units
            </th>
            <th scope="col" class="num">
              equal pairs
            </th>
            <th scope="col">level</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((f) => (
            <tr key={f.field}>
              <th scope="row">{f.field.replace(".", " ")}</th>
              <td class="num">{f.alpha === null ? "–" : f.alpha.toFixed(2).replace("-", "−")}</td>
              <td class="alpha-cell">
                {f.alpha === null ? (
                  <span class="soft small">{f.why}</span>
                ) : (
                  <AlphaBar alpha={f.alpha} />
                )}
              </td>
              <td class="num">{f.units.toLocaleString("en")}</td>
              <td class="num">{f.share === null ? "–" : `${Math.round(f.share * 100)} %`}</td>
              <td>{f.level}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="soft small">
        1: all agree; 0: as chance would have it; below 0: they disagree by system. A unit is one
        thing that at least two people coded. The marks stand at 0.667 and 0.8, the bounds that
        Krippendorff names for tentative and for firm conclusions. Nominal: equal or not; ratio:
        numbers that are far apart weigh more.
      </p>
    </section>
  );
}

/** Alpha from 0 to 1; what is below 0 has no bar. */
function AlphaBar({ alpha }: { alpha: number }) {
  return (
    <svg class="alpha" viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true">
      <rect class="ground" x="0" y="4" width="200" height="6" />
      <rect x="0" y="3" width={Math.max(0, Math.min(1, alpha)) * 200} height="8" />
      <path d="M133.4 0V14M160 0V14" />
    </svg>
  );
}

function Paces({ pace }: { pace: readonly Pace[] }) {
  return (
    <section class="panel padded">
      <h2>Pace of each coder</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">who</th>
            <th scope="col">role</th>
            <th scope="col" class="num">
              reports
            </th>
            <th scope="col" class="num">
              decisions
            </th>
            <th scope="col" class="num">
              undone
            </th>
            <th scope="col" class="num">
              time a report
            </th>
            <th scope="col">last at work</th>
          </tr>
        </thead>
        <tbody>
          {pace.map((p) => (
            <tr key={p.who}>
              <th scope="row">{p.who}</th>
              <td>{p.role ?? "–"}</td>
              <td class="num">{p.reports.toLocaleString("en")}</td>
              <td class="num">{p.decisions.toLocaleString("en")}</td>
              <td class="num">{p.undone.toLocaleString("en")}</td>
              <td class="num">{paceWords(p.seconds_a_report)}</td>
              <td>
                <When at={p.last} none="never" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {pace.length === 0 && <p class="soft">Nobody has decided anything yet.</p>}
      <p class="soft small">
        Time a report: the median from the first to the last decision about one; breaks of more than
        five minutes are not counted.
      </p>
    </section>
  );
}

/** All decisions as a file of lines; and such a file brought in, also onto a newer reading. */
function Exchange({ onDone }: { onDone: () => void }) {
  const came = useSignal<Replayed | null>(null);
  const busy = useSignal(false);
  if (!me.value || !may("coder")) return null;

  async function take(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    busy.value = true;
    try {
      came.value = await importDecisions(file);
      onDone();
    } catch (fault) {
      sayFault(fault);
    } finally {
      busy.value = false;
      input.value = "";
    }
  }

  return (
    <section class="panel padded" aria-live="polite">
      <h2>Decisions as a file</h2>
      <div class="row">
        <a href="/api/decisions.jsonl" download>
          Export all decisions (JSON lines)
        </a>
        {may("admin") && (
          <label class="import">
            Bring decisions in
            <input
              type="file"
              accept=".jsonl,application/jsonl"
              disabled={busy.value}
              onChange={(e) => void take(e.currentTarget)}
            />
          </label>
        )}
      </div>
      {came.value && (
        <div>
          <p>
            {came.value.written.toLocaleString("en")} written,{" "}
            {came.value.there.toLocaleString("en")} were there already,{" "}
            {came.value.refused.length.toLocaleString("en")} refused.
          </p>
          <ul class="small">
            {came.value.refused.slice(0, 50).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
