// Who is here, where people log in: their own password, and the way out.
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { me, send } from "../api/client";
import { sayFault } from "../ui/say";

const changing = signal(false);

async function leave(): Promise<void> {
  try {
    await send("/api/logout", {});
    location.assign("/"); // a new page: nothing of what they saw is left in memory
  } catch (fault) {
    sayFault(fault);
  }
}

function OwnPassword() {
  const [Form, setForm] = useState<ComponentType<{ onClose: () => void }> | null>(null);
  useEffect(() => {
    import("../people/OwnPassword").then((module) => setForm(() => module.default), sayFault);
  }, []);
  return (
    Form && (
      <Form
        onClose={() => {
          changing.value = false;
        }}
      />
    )
  );
}

export function PersonTools() {
  const person = me.value;
  if (!person?.team) return null;
  return (
    <>
      <button
        type="button"
        class="plain cut person"
        title={`${person.name}, ${person.role}: change your password`}
        onClick={() => {
          changing.value = true;
        }}
      >
        <bdi>{person.name}</bdi>
      </button>
      <button type="button" class="plain" onClick={() => void leave()}>
        Log out
      </button>
      {changing.value && <OwnPassword />}
    </>
  );
}
