// Decisions on their way to the server, in order. They lie in the browser's storage until the server
// has them, so that closing the page, a reload or a lost connection loses none.

export interface Parcel<B = unknown> {
  id: string;
  /** Where it is posted. */
  to: string;
  /** The record that it is about: what is shown of that record takes it into account. */
  record: string;
  body: B;
}

/** Where parcels are kept: the part of `localStorage` that is used. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export type Outcome<R> =
  | { kind: "sent"; answer: R }
  /** The server will not have it; it is not sent again. */
  | { kind: "refused"; fault: Error }
  /** It could not be sent; it stays. */
  | { kind: "later"; fault: Error };

interface Hooks<B, R> {
  post: (parcel: Parcel<B>) => Promise<Outcome<R>>;
  /** Told after each change of what is kept; `fault` is why the first of them is still there. */
  changed: (kept: readonly Parcel<B>[], fault: Error | null) => void;
  /** Told what came of a parcel. */
  arrived: (parcel: Parcel<B>, outcome: Outcome<R>) => void;
  /** Run `retry` after a while. */
  wait: (tries: number, retry: () => void) => void;
}

export class Outbox<B, R> {
  private kept: Parcel<B>[];
  private busy: Promise<void> | null = null;
  private tries = 0;
  private closed = false;

  constructor(
    private readonly shelf: Shelf,
    private readonly key: string,
    private readonly hooks: Hooks<B, R>,
  ) {
    this.kept = this.onShelf();
  }

  /** What is not with the server yet, the oldest first. */
  get waiting(): readonly Parcel<B>[] {
    return this.kept;
  }

  put(parcel: Parcel<B>): void {
    this.kept = [...this.kept, parcel];
    this.store([...this.onShelf(), parcel]);
    this.hooks.changed(this.kept, null);
    void this.flush();
  }

  /** Send no more, and not again: what waits stays on the shelf for the person whose it is. */
  close(): void {
    this.closed = true;
  }

  /** Send all that waits; resolves when there is nothing more to do just now. */
  flush(): Promise<void> {
    this.busy ??= this.send().finally(() => {
      this.busy = null;
    });
    return this.busy;
  }

  private async send(): Promise<void> {
    for (let first = this.kept[0]; first && !this.closed; first = this.kept[0]) {
      const outcome = await this.hooks.post(first);
      // A refusal that comes when the person is gone may be of the session, not of what they decided.
      if (this.closed && outcome.kind !== "sent") return;
      if (outcome.kind === "later") {
        this.hooks.changed(this.kept, outcome.fault);
        this.tries += 1;
        this.hooks.wait(this.tries, () => void this.flush());
        return;
      }
      this.tries = 0;
      const gone = first.id;
      this.kept = this.kept.filter((p) => p.id !== gone);
      this.store(this.onShelf().filter((p) => p.id !== gone));
      // First what came of it, then that it is gone: what shows both never falls back in between.
      this.hooks.arrived(first, outcome);
      this.hooks.changed(this.kept, null);
    }
  }

  private onShelf(): Parcel<B>[] {
    try {
      const found: unknown = JSON.parse(this.shelf.getItem(this.key) ?? "[]");
      return Array.isArray(found) ? (found as Parcel<B>[]) : [];
    } catch {
      return []; // no parcels of ours
    }
  }

  private store(parcels: Parcel<B>[]): void {
    try {
      this.shelf.setItem(this.key, JSON.stringify(parcels));
    } catch {
      // Storage is full or forbidden: they are still in memory and on their way.
    }
  }
}
