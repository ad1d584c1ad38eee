// Reports by their words, with the words that were found marked.
import { useSignal, useSignalEffect } from "@preact/signals";
import type { HitOut } from "../api/schema";
import { go, query } from "../shell/router";
import { plural } from "../ui/words";
import { From } from "./From";
import { useLoad } from "./load";
import { RowList } from "./RowList";
import { piecesOf } from "./snippet";

const LIMIT = 200;

export default function Search() {
  const asked = query.value.get("q")?.trim() ?? "";
  const typed = useSignal(asked);
  useSignalEffect(() => {
    typed.value = query.value.get("q") ?? "";
  });
  const { state } = useLoad<HitOut[]>(asked ? "/api/search" : null, { q: asked, limit: LIMIT });
  const hits = asked ? (state.value.data ?? []) : [];
  return (
    <div class="view list-view">
      <h1>Search</h1>
      <search>
        <form
          class="filters"
          aria-label="Search the reports"
          onSubmit={(e) => {
            e.preventDefault();
            go(`/search?q=${encodeURIComponent(typed.value.trim())}`);
          }}
        >
          <label class="grow">
            words of a report; "words in a row" in quotation marks
            <input
              type="search"
              value={typed.value}
              onInput={(e) => {
                typed.value = e.currentTarget.value;
              }}
            />
          </label>
          <button type="submit" class="primary">
            Search
          </button>
        </form>
      </search>
      {state.value.error && (
        <p class="fault" role="alert">
          {state.value.error}
        </p>
      )}
      <p class="soft small" role="status">
        {asked && !state.value.busy && plural(hits.length, "report")}
        {hits.length === LIMIT && ": the best of more; add a word to narrow it"}
      </p>
      <RowList
        name="search"
        label="Reports found"
        rows={hits}
        keyOf={(hit) => hit.id}
        hrefOf={(hit) => `/reports/${encodeURIComponent(hit.id)}`}
        busy={state.value.busy && asked !== ""}
        empty={
          asked ? "No report has these words." : "Type some words of the reports you look for."
        }
        more={null}
        row={(hit) => <Hit hit={hit} />}
      />
    </div>
  );
}

function Hit({ hit }: { hit: HitOut }) {
  return (
    <span class="hit">
      <span class="row">
        <strong class="cut grow">
          <bdi dir="auto">{hit.title ?? "without a title"}</bdi>
        </strong>
        <span class="soft small">
          <From outlet={hit.outlet} at={hit.published} />
        </span>
      </span>
      <span class="snippet" dir="auto">
        {piecesOf(hit.snippet).map((piece, i) =>
          piece.hit ? <mark key={i}>{piece.words}</mark> : piece.words,
        )}
      </span>
    </span>
  );
}
