// The door: a name and a password, where people log in.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { me, Refused, send } from "../api/client";
import type { Login as Given, Me } from "../api/schema";
import "../overview/overview.css";
import "./people.css";

export default function Login({ onDone }: { onDone: () => void }) {
  const fault = useSignal<string | null>(null);
  const busy = useSignal(false);
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => name.current?.focus(), []);

  async function enter(event: Event & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    busy.value = true;
    fault.value = null;
    try {
      me.value = await send<Me>("/api/login", {
        name: String(given.get("name") ?? ""),
        password: String(given.get("password") ?? ""),
      } satisfies Given);
      onDone();
    } catch (error) {
      fault.value = saying(error);
      form.querySelector<HTMLInputElement>("#login-password")?.select();
    } finally {
      busy.value = false;
    }
  }

  return (
    <div class="view login">
      <form class="panel" onSubmit={enter} aria-labelledby="login-head">
        <h1 id="login-head">sayso</h1>
        <label for="login-name">Name</label>
        <input
          ref={name}
          id="login-name"
          name="name"
          autocomplete="username"
          required
          maxLength={100}
        />
        <label for="login-password">Password</label>
        <input
          id="login-password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          maxLength={1000}
        />
        <p class="fault" role="alert">
          {fault.value}
        </p>
        <button type="submit" class="primary" disabled={busy.value}>
          Log in
        </button>
      </form>
    </div>
  );
}

/** Why it did not work: the server's words, or that it cannot be reached. */
function saying(error: unknown): string {
  return error instanceof Refused
    ? error.detail
    : "The server did not answer. Is it still running? Try again.";
}
