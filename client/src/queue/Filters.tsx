// The filters of the queue: each stands in the address, so that a view of the queue can be shared.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { codebook, loadCodebook } from "../api/codebook";
import { together } from "../filter/complete";
import { FilterBox } from "../filter/FilterBox";
import { go, query } from "../shell/router";
import { sayFault } from "../ui/say";
import { readable } from "../ui/words";
import { type Filter, fault, filtersOf } from "./list";

function set(name: Filter, value: string): void {
  const next = new URLSearchParams(query.peek());
  if (value) next.set(name, value);
  else next.delete(name);
  if (name === "where") next.delete("q"); // its words were in the box
  const filters = filtersOf(next);
  go(filters ? `/?${filters}` : "/", { replace: true });
}

/** The filter in words; an address of before may have words that are asked for by themselves. */
function words(): string {
  const { where, q } = Object.fromEntries(query.value);
  return together({ where: where ?? "", q: q ?? "" });
}

function Choice({
  name,
  label,
  options,
}: {
  name: Filter;
  label: string;
  options: readonly (readonly [string, string])[];
}) {
  return (
    <label class="filter">
      <span>{label}</span>
      <select
        value={query.value.get(name) ?? ""}
        onChange={(event) => set(name, event.currentTarget.value)}
      >
        {options.map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Taken when the field is left or Enter is pressed, not with every letter. */
function Words({
  name,
  label,
  type = "text",
}: {
  name: Filter;
  label: string;
  type?: "text" | "date";
}) {
  const attributes = { name, value: query.value.get(name) ?? "" };
  const taken = (event: { currentTarget: HTMLInputElement }) =>
    set(name, event.currentTarget.value.trim());
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: one of two inputs is in it
    <label class="filter">
      <span>{label}</span>
      {type === "date" ? (
        <input type="date" {...attributes} onChange={taken} />
      ) : (
        <input type="text" {...attributes} onChange={taken} />
      )}
    </label>
  );
}

export function Filters() {
  const all = useSignal(
    ["outlet", "since", "until", "country", "flagged"].some((name) => query.peek().has(name)),
  );
  useEffect(() => {
    loadCodebook().catch(sayFault);
  }, []);
  const book = codebook.value;
  const types = Object.keys(book?.types ?? {}).map((type) => [type, readable(type)] as const);
  const countries = Object.entries(book?.countries ?? {}).sort((a, b) => a[1].localeCompare(b[1]));
  return (
    <form
      class="filters"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === "Escape") document.getElementById("queue")?.focus();
      }}
      aria-label="Filters"
    >
      <FilterBox
        value={words()}
        of="reports"
        fault={fault.value}
        onTake={(where) => set("where", where)}
      />
      <Choice
        name="order"
        label="Order"
        options={[
          ["", "most relevant"],
          ["newest", "newest"],
          ["oldest", "oldest"],
        ]}
      />
      <Choice
        name="reviewed"
        label="Reviewed"
        options={[
          ["", "not yet"],
          ["yes", "by me"],
          ["all", "all"],
        ]}
      />
      <Choice name="type" label="Event" options={[["", "any"], ...types]} />
      <Choice
        name="contested"
        label="Contested"
        options={[
          ["", "any"],
          ["true", "contested"],
          ["false", "not contested"],
        ]}
      />
      {all.value && (
        <>
          <Words name="outlet" label="Outlet" />
          <Words name="since" label="Since" type="date" />
          <Words name="until" label="Until" type="date" />
          <Choice name="country" label="Country" options={[["", "any"], ...countries]} />
          <Choice
            name="flagged"
            label="Flagged"
            options={[
              ["", "any"],
              ["true", "flagged"],
            ]}
          />
        </>
      )}
      <button
        type="button"
        class="plain"
        aria-expanded={all.value}
        onClick={() => {
          all.value = !all.value;
        }}
      >
        {all.value ? "Fewer" : "More"}
      </button>
    </form>
  );
}
