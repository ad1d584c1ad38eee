import type { IncidentView, Quote } from "../api/schema";
import { may } from "../people/roles";
import { When } from "../ui/When";
import { quotesOf, type SameWords, sameWords } from "./accounts";
import type { IncidentState } from "./state";
import { fieldName } from "./words";

/** The words that the value in focus rests on, with whoever says them and the report they stand in. */
export function Evidence({ state, onDecide }: { state: IncidentState; onDecide: () => void }) {
  const view = state.view.value as IncidentView;
  const field = state.field.value;
  const chosen = state.chosen.value;
  const row = state.row.value;
  if (!field || !chosen || !row) return null;
  const quotes = quotesOf(view, field, chosen.value);
  const names = new Map(view.origins.map((o) => [o.id, o.name]));
  const tellers = (denied: boolean) => {
    const ids = chosen.accounts.filter((a) => a.denied === denied).flatMap((a) => a.origins);
    return [...new Set(ids)].map((id) => names.get(id) ?? id);
  };
  const told = tellers(false);
  const denying = tellers(true);
  return (
    <section class="evidence panel" aria-labelledby="evidence-head">
      <h2 id="evidence-head">
        {fieldName(field)}: <bdi dir="auto">{chosen.value}</bdi>
      </h2>
      <p class="soft small">
        value {state.choice.value + 1} of {row.choices.length}
        {told.length > 0 && ` · told by ${told.join(", ")}`}
        {denying.length > 0 && ` · denied by ${denying.join(", ")}`}
        {chosen.superseded && ` · superseded by ${chosen.superseded}`}
      </p>
      {may("coder") && (
        <button type="button" class="primary" disabled={state.machine.value} onClick={onDecide}>
          Decide {fieldName(field)} = <bdi dir="auto">{chosen.value}</bdi>
        </button>
      )}
      <ul class="quotes" aria-label="Words of the reports">
        {sameWords(quotes).map((same) => (
          <Words
            key={`${same.quote.report} ${same.quote.event} ${same.quote.before}`}
            same={same}
            view={view}
          />
        ))}
      </ul>
      {quotes.length === 0 && <p class="soft small">No words were kept for this value.</p>}
    </section>
  );
}

/** Words once, with every report that has them. What nobody is quoted for, the outlet itself says. */
function Words({ same: { quote, places }, view }: { same: SameWords; view: IncidentView }) {
  return (
    <li>
      <blockquote dir="auto">
        {quote.before}
        <mark>{quote.words}</mark>
        {quote.after}
      </blockquote>
      <p class="cite small">
        <bdi dir="auto">{quote.source ?? "the outlet itself"}</bdi>
      </p>
      {places.map((place) => (
        <Place key={place.report} quote={place} view={view} />
      ))}
    </li>
  );
}

function Place({ quote, view }: { quote: Quote; view: IncidentView }) {
  const head = view.reports[quote.report];
  const at = quote.event ?? quote.statement;
  const address = `/reports/${encodeURIComponent(quote.report)}`;
  return (
    <p class="cite small">
      <a href={at ? `${address}?at=${encodeURIComponent(at)}` : address}>
        <bdi dir="auto">{head?.outlet ?? head?.title ?? quote.report}</bdi>
      </a>
      {head?.agency && head.agency !== head.outlet && ` (${head.agency})`}
      {" · "}
      <When at={head?.published} />
    </p>
  );
}
