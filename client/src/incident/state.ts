// One incident on the page: what came from the server, and where the person is in it.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { get } from "../api/client";
import { turns } from "../api/decide";
import type { IncidentView } from "../api/schema";
import { wrong } from "../overview/load";
import { go } from "../shell/router";
import {
  type Choice,
  type Column,
  columnsOf,
  firstChoice,
  type Row,
  rowsOf,
  step,
} from "./accounts";

/** All that the parts of the page share. */
export class IncidentState {
  readonly view: Signal<IncidentView | null> = signal(null);
  readonly error: Signal<string | null> = signal(null);
  /** The field in focus, and which of its values. */
  readonly field: Signal<string | null> = signal(null);
  readonly choice: Signal<number> = signal(0);
  /** Whether the machine's version is shown in place of the reviewed one. */
  readonly machine: Signal<boolean> = signal(false);

  readonly shown = computed(() => {
    const view = this.view.value;
    return view && this.machine.value && view.machine ? view.machine : (view?.incident ?? null);
  });
  readonly rows: ReadonlySignal<Row[]> = computed(() =>
    this.shown.value ? rowsOf(this.shown.value) : [],
  );
  readonly columns: ReadonlySignal<Column[]> = computed(() =>
    this.view.value && this.shown.value ? columnsOf(this.view.value, this.shown.value) : [],
  );
  readonly row: ReadonlySignal<Row | null> = computed(
    () => this.rows.value.find((r) => r.field === this.field.value) ?? null,
  );
  readonly chosen: ReadonlySignal<Choice | null> = computed(
    () => this.row.value?.choices[this.choice.value] ?? null,
  );

  private asked = 0;

  constructor(readonly id: string) {}

  async load(): Promise<void> {
    const mine = ++this.asked;
    try {
      const view = await get<IncidentView>(`/api/incidents/${encodeURIComponent(this.id)}`);
      if (mine !== this.asked) return;
      if (view.incident.id !== this.id) {
        // It was merged, or linked anew under another id: that is its address now.
        go(`/incidents/${encodeURIComponent(view.incident.id)}`, { replace: true });
        return;
      }
      batch(() => {
        this.view.value = view;
        this.error.value = null;
        turns.value = view.turns;
        if (!view.machine) this.machine.value = false;
        this.keepFocus(view);
      });
    } catch (error) {
      if (mine === this.asked) this.error.value = wrong(error);
    }
  }

  /** The field in focus, where it is still there; else the first contested one, else the first. */
  private keepFocus(view: IncidentView): void {
    const rows = this.rows.value;
    const row = rows.find((r) => r.field === this.field.value);
    if (row) {
      this.choice.value = Math.min(this.choice.value, Math.max(row.choices.length - 1, 0));
    } else {
      const contested = view.incident.contested;
      const first = rows.find((r) => contested.includes(r.field)) ?? rows[0];
      this.field.value = first?.field ?? null;
      this.choice.value = firstChoice(first);
    }
  }

  focus(field: string, value: string): void {
    const row = this.rows.value.find((r) => r.field === field);
    const at = row?.choices.findIndex((c) => c.value === value) ?? -1;
    batch(() => {
      this.field.value = field;
      this.choice.value = Math.max(at, 0);
    });
  }

  stepField(by: 1 | -1): void {
    const rows = this.rows.value;
    const at = rows.findIndex((r) => r.field === this.field.value);
    const next = rows[step(Math.max(at, 0), by, rows.length)];
    batch(() => {
      this.field.value = next?.field ?? null;
      this.choice.value = firstChoice(next);
    });
  }

  stepChoice(by: 1 | -1): void {
    this.choice.value = step(this.choice.value, by, this.row.value?.choices.length ?? 0);
  }
}
