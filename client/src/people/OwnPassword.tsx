import { useSignal } from "@preact/signals";
import { me, send } from "../api/client";
import type { Me, NewPassword } from "../api/schema";
import { first } from "../overview/first";
import { wrong } from "../overview/load";
import { Dialog } from "../ui/Dialog";
import { say } from "../ui/say";
import { SHORTEST } from "./roles";

/** Everybody's own password: the old one, and one in its place. */
export default function OwnPassword({ onClose }: { onClose: () => void }) {
  const fault = useSignal<string | null>(null);

  async function change(event: Event & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    try {
      // The session is a new one, so what comes back has its token.
      me.value = await send<Me>("/api/password", {
        old: String(given.get("old") ?? ""),
        new: String(given.get("new") ?? ""),
      } satisfies NewPassword);
      say("Password changed; your other sessions have ended");
      onClose();
    } catch (error) {
      fault.value = wrong(error);
    }
  }

  return (
    <Dialog title="Change my password" onClose={onClose}>
      <form class="form" onSubmit={change}>
        <input
          type="text"
          name="name"
          autocomplete="username"
          value={me.value?.name ?? ""}
          readOnly
          hidden
        />
        <label for="old-password">Password until now</label>
        <input
          ref={first}
          id="old-password"
          name="old"
          type="password"
          required
          autocomplete="current-password"
        />
        <label for="own-password">New password, {SHORTEST} characters or more</label>
        <input
          id="own-password"
          name="new"
          type="password"
          required
          minLength={SHORTEST}
          maxLength={1000}
          autocomplete="new-password"
        />
        {fault.value && (
          <p class="fault" role="alert">
            {fault.value}
          </p>
        )}
        <div class="row">
          <button type="submit" class="primary">
            Change it
          </button>
        </div>
      </form>
    </Dialog>
  );
}
