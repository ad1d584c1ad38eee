// Reports that at least two people have gone through: where somebody has to have the last word.
import type { AdjudicationLine } from "../api/schema";
import { useAnswers } from "../overview/answers";
import { From } from "../overview/From";
import { useLoad } from "../overview/load";
import { RowList } from "../overview/RowList";
import { plural } from "../ui/words";
import "./people.css";

export default function Adjudications() {
  const { state, again } = useLoad<AdjudicationLine[]>("/api/adjudications");
  // What was just finished may be on its way when the list is asked for.
  useAnswers((record) => {
    if (rows.some((line) => line.report === record)) void again();
  });
  const rows = [...(state.value.data ?? [])].sort((a, b) => Number(a.done) - Number(b.done));
  const left = rows.filter((line) => !line.done).length;
  return (
    <div class="view list-view">
      <h1>Adjudicate</h1>
      {state.value.error && (
        <p class="fault" role="alert">
          {state.value.error}
        </p>
      )}
      <p class="soft small" role="status">
        {state.value.data && `${plural(left, "report")} to decide, ${rows.length - left} done`}
      </p>
      <RowList
        name="adjudications"
        label="Reports that several people have gone through"
        rows={rows}
        keyOf={(line) => line.report}
        hrefOf={(line) => `/adjudicate/${encodeURIComponent(line.report)}`}
        busy={state.value.busy}
        empty="No two people have gone through the same report yet."
        more={null}
        row={(line) => <Line line={line} />}
      />
    </div>
  );
}

function Line({ line }: { line: AdjudicationLine }) {
  return (
    <span class="adjudication-line">
      <strong class="cut">
        <bdi dir="auto">{line.title ?? "without a title"}</bdi>
      </strong>
      <span class="soft small cut">
        <From outlet={line.outlet} at={line.published} />
      </span>
      <span class="cut">{line.coders.join(", ")}</span>
      <span>
        {line.done ? (
          <span class="chip agreed">✓ done</span>
        ) : line.disputed ? (
          <span class="chip contested">≠ {line.disputed} to decide</span>
        ) : (
          <span class="chip">all agreed</span>
        )}
      </span>
    </span>
  );
}
