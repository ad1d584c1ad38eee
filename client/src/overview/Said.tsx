// Who said what: the statements of a person or body, or of an outlet's reports, in order.
import { useSignal, useSignalEffect } from "@preact/signals";
import type { Count, Figures, SaidLine, Said as SaidPage } from "../api/schema";
import { addressOf, type Filters, filtersOf } from "../incident/filters";
import { go, query } from "../shell/router";
import { When } from "../ui/When";
import { readable } from "../ui/words";
import { Bars } from "./Bars";
import { useLoad, usePages } from "./load";
import { useNames } from "./names";
import { RowList } from "./RowList";

const NAMES = ["source", "actor", "outlet"] as const;

export default function Said() {
  const filters = filtersOf(query.value, NAMES);
  const asked = Object.keys(filters).length > 0;
  const { state, more } = usePages<SaidLine>(
    asked ? "/api/said" : null,
    { ...filters, limit: 100 },
    (answer: SaidPage) => ({ rows: answer.lines, next: answer.next }),
  );
  const { rows, next, error, busy } = state.value;
  const figures = useLoad<Figures>("/api/figures").state.value.data;
  const link = (name: string) => (value: string) => addressOf("/said", { [name]: value });
  return (
    <div class="view list-view">
      <h1>Who said what</h1>
      <Ask filters={filters} figures={figures} />
      {error && (
        <p class="fault" role="alert">
          {error}
        </p>
      )}
      {asked ? (
        <RowList
          name="said"
          label="Statements in the order of their publication"
          rows={rows}
          keyOf={(line) => `${line.report} ${line.statement}`}
          hrefOf={(line) =>
            `/reports/${encodeURIComponent(line.report)}?at=${encodeURIComponent(line.statement)}`
          }
          busy={busy}
          empty="Nobody of this name says anything in these reports. Take the whole name from those that are offered while you type."
          more={next ? more : null}
          row={(line) => <Line line={line} />}
        />
      ) : (
        figures && (
          <div class="figure-grid">
            <Bars
              title="Most quoted sources"
              counts={figures.sources}
              hrefOf={link("source")}
              most={25}
            />
            <Bars title="Outlets" counts={figures.outlets} hrefOf={link("outlet")} most={25} />
          </div>
        )
      )}
    </div>
  );
}

function Line({ line }: { line: SaidLine }) {
  const name = line.actor ?? line.source ?? "the outlet";
  return (
    <span class="said-line">
      <span class="said-when soft small">
        <When at={line.published} />
        <br />
        <bdi dir="auto">{line.outlet}</bdi>
      </span>
      <span class="said-who">
        <strong dir="auto">{name}</strong>
        <br />
        <span class="soft small">
          {line.source && line.source !== name && <bdi dir="auto">“{line.source}” </bdi>}
          {line.source_kind && readable(line.source_kind)}
        </span>
      </span>
      <span class="said-how">
        <span class="chip">{readable(line.stance)}</span>
        <br />
        <span class="soft small">
          {line.cue && <bdi dir="auto">{line.cue} · </bdi>}
          {line.kind}
        </span>
      </span>
      <span class="said-what" dir="auto">
        {line.content}
        {line.medium && (
          <span class="soft small">
            {" "}
            (through <bdi>{line.medium}</bdi>)
          </span>
        )}
      </span>
    </span>
  );
}

/** Whose statements: two fields that offer the names there are while one is typed. */
function Ask({ filters, figures }: { filters: Filters; figures: Figures | null }) {
  const typed = useSignal(typedOf(filters));
  useSignalEffect(() => {
    typed.value = typedOf(filtersOf(query.value, NAMES));
  });
  return (
    <search>
      <form
        class="filters"
        aria-label="Whose statements"
        onSubmit={(e) => {
          e.preventDefault();
          go(addressOf("/said", typed.value));
        }}
      >
        <Name
          id="source"
          label="person, body or source"
          value={typed.value.source}
          known={figures?.sources}
          onInput={(source) => {
            typed.value = { ...typed.value, source };
          }}
        />
        <Name
          id="outlet"
          label="outlet"
          value={typed.value.outlet}
          known={figures?.outlets}
          onInput={(outlet) => {
            typed.value = { ...typed.value, outlet };
          }}
        />
        <button type="submit" class="primary">
          Show
        </button>
      </form>
    </search>
  );
}

function typedOf(filters: Filters): { source: string; outlet: string } {
  return { source: filters.source ?? filters.actor ?? "", outlet: filters.outlet ?? "" };
}

function Name(props: {
  id: "source" | "outlet";
  label: string;
  value: string;
  known: readonly Count[] | undefined;
  onInput: (value: string) => void;
}) {
  const list = `said-${props.id}`;
  const names = useNames(props.id, props.value, props.known ?? []);
  return (
    <label class="grow">
      {props.label}
      <input
        type="search"
        dir="auto"
        list={list}
        placeholder="Begin to type a name"
        value={props.value}
        onInput={(e) => props.onInput(e.currentTarget.value)}
      />
      <datalist id={list}>
        {names.map(({ value }) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </label>
  );
}
