import type { Account, Incident, IncidentView, Origin } from "../api/schema";
import { When } from "../ui/When";
import type { Column, Row } from "./accounts";
import { Standing } from "./Head";
import type { IncidentState } from "./state";
import { fieldName, standing, stateOf, toll } from "./words";

/** More origins than this are rows and not columns: a page is higher than it is wide. */
const COLUMNS = 5;

/** What each origin tells, field by field, side by side. */
export function Accounts({ state, onDecide }: { state: IncidentState; onDecide: () => void }) {
  const rows = state.rows.value;
  const columns = state.columns.value;
  if (rows.length === 0) return <p class="soft">No report tells who, where or how many.</p>;
  const wide = columns.length <= COLUMNS;

  // Enter on a value decides; a click on it only shows its words.
  function enter(event: KeyboardEvent): void {
    const value = (event.target as Element).closest("button.value");
    if (event.key !== "Enter" || !value || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onDecide();
  }

  return (
    <section
      class="accounts-scroll scroll panel"
      aria-label="Accounts side by side"
      onKeyDown={enter}
    >
      {wide ? (
        <ByColumn state={state} rows={rows} columns={columns} />
      ) : (
        <ByRow state={state} rows={rows} columns={columns} />
      )}
    </section>
  );
}

interface Sides {
  state: IncidentState;
  rows: Row[];
  columns: Column[];
}

function ByColumn({ state, rows, columns }: Sides) {
  return (
    <table class="accounts">
      <caption class="seen-by-readers-only">Fields as rows, independent origins as columns</caption>
      <thead>
        <tr>
          <th scope="col">field</th>
          {columns.map((column) => (
            <th scope="col" key={column.origin.id}>
              <OriginHead column={column} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field} class={state.field.value === row.field ? "here" : undefined}>
            <th scope="row">
              <FieldHead state={state} row={row} />
            </th>
            {columns.map(({ origin }) => (
              <td key={origin.id}>
                <Cell state={state} row={row} origin={origin} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ByRow({ state, rows, columns }: Sides) {
  return (
    <table class="accounts by-row">
      <caption class="seen-by-readers-only">Independent origins as rows, fields as columns</caption>
      <thead>
        <tr>
          <th scope="col">origin</th>
          {rows.map((row) => (
            <th
              scope="col"
              key={row.field}
              class={state.field.value === row.field ? "here" : undefined}
            >
              <FieldHead state={state} row={row} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <tr key={column.origin.id}>
            <th scope="row">
              <OriginHead column={column} />
            </th>
            {rows.map((row) => (
              <td key={row.field} class={state.field.value === row.field ? "here" : undefined}>
                <Cell state={state} row={row} origin={column.origin} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OriginHead({ column: { origin, first } }: { column: Column }) {
  return (
    <>
      <bdi class="origin-name" dir="auto" title={origin.rule || undefined}>
        {origin.name}
      </bdi>
      <span class="origin-about">
        {origin.kind === "unknown" ? "" : `${origin.kind} · `}
        <When at={first} />
      </span>
      {origin.circle.length > 0 && (
        <span class="origin-about">cite one another: {origin.circle.join(", ")}</span>
      )}
    </>
  );
}

function FieldHead({ state, row }: { state: IncidentState; row: Row }) {
  const view = state.view.value as IncidentView;
  const mark = view.marks[row.field];
  const agreed = state.shown.value?.agreed[row.field];
  return (
    <>
      <span class="field-name">{fieldName(row.field)}</span>
      <Standing state={state} field={row.field} />
      {mark?.state === "corrected" && !state.machine.value && agreed !== undefined && (
        <span class="field-decided">
          = <bdi dir="auto">{agreed}</bdi>
        </span>
      )}
      {mark?.state === "corrected" && view.machine && !state.machine.value && (
        <span class="field-machine">machine: {machineSays(view.machine, row.field)}</span>
      )}
      {mark?.flagged && <span class="chip flagged">⚑ flagged</span>}
    </>
  );
}

/** What the machine has of a field, beside what was decided. */
function machineSays(machine: Incident, field: string): string {
  const range = machine.tolls[field];
  const value = machine.agreed[field] ?? (range ? toll(range) : "");
  return [value, standing(machine, field)].filter(Boolean).join(", ") || "nothing";
}

function Cell({ state, row, origin }: { state: IncidentState; row: Row; origin: Origin }) {
  const accounts = row.cells.get(origin.id) ?? [];
  if (accounts.length === 0) {
    return (
      <span class="soft" title="not told">
        <span aria-hidden="true">–</span>
        <span class="seen-by-readers-only">not told</span>
      </span>
    );
  }
  return (
    <>
      {accounts.map((account, i) => (
        <Value key={`${account.value} ${i}`} state={state} row={row} account={account} />
      ))}
    </>
  );
}

function Value({ state, row, account }: { state: IncidentState; row: Row; account: Account }) {
  const lit = state.field.value === row.field && state.chosen.value?.value === account.value;
  // In a cell, what took a value's place stands behind an arrow; a screen reader has it in words.
  const words = stateOf(account);
  const then = account.denied ? null : account.superseded_by;
  return (
    <button
      type="button"
      class={`value${account.superseded_by ? " superseded" : ""}${account.denied ? " denied" : ""}`}
      aria-pressed={lit}
      // One stop for Tab in the whole table; the arrows go from value to value.
      tabIndex={lit ? 0 : -1}
      data-field={row.field}
      onClick={() => state.focus(row.field, account.value)}
      onFocus={() => state.focus(row.field, account.value)}
    >
      <bdi dir="auto">{account.value}</bdi>
      {then && (
        <span class="value-state" aria-hidden="true" title={words}>
          {" "}
          → <bdi dir="auto">{then}</bdi>
        </span>
      )}
      {words && <span class={then ? "seen-by-readers-only" : "value-state"}> {words}</span>}
    </button>
  );
}
