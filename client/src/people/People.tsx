// Accounts, for an admin: who is there, what they may do, and what was done.
import { useSignal } from "@preact/signals";
import { me, send } from "../api/client";
import type { NewPerson, Person, PersonChange } from "../api/schema";
import { first } from "../overview/first";
import { useLoad, wrong } from "../overview/load";
import { Dialog } from "../ui/Dialog";
import { say, sayFault } from "../ui/say";
import { When } from "../ui/When";
import { AuditLog } from "./AuditLog";
import "../overview/overview.css";
import OwnPassword from "./OwnPassword";
import "./people.css";
import { EXPLAINED, ROLES, type Role, SHORTEST } from "./roles";

export default function People() {
  const { state, again } = useLoad<Person[]>("/api/people");
  const password = useSignal<Person | null>(null);
  const people = state.value.data;

  async function change(person: Person, made: PersonChange, words: string): Promise<void> {
    try {
      await send(`/api/people/${encodeURIComponent(person.name)}`, made, "PATCH");
      say(words);
    } catch (fault) {
      sayFault(fault);
    }
    await again();
  }

  return (
    <div class="view figures">
      <h1>People</h1>
      {state.value.error && (
        <p class="fault" role="alert">
          {state.value.error}
        </p>
      )}
      {people && (
        <>
          <Accounts
            people={people}
            change={change}
            onPassword={(person) => {
              password.value = person;
            }}
          />
          <Add onDone={() => void again()} />
          <AuditLog />
        </>
      )}
      {password.value?.name === me.value?.name && password.value && (
        <OwnPassword
          onClose={() => {
            password.value = null;
          }}
        />
      )}
      {password.value && password.value.name !== me.value?.name && (
        <OtherPassword
          person={password.value}
          onSet={(words) =>
            void change(password.value as Person, { password: words }, "Password changed")
          }
          onClose={() => {
            password.value = null;
          }}
        />
      )}
    </div>
  );
}

type Change = (person: Person, made: PersonChange, words: string) => Promise<void>;

function Accounts(props: {
  people: readonly Person[];
  change: Change;
  onPassword: (person: Person) => void;
}) {
  return (
    <section class="panel padded">
      <h2>Accounts</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">name</th>
            <th scope="col">role</th>
            <th scope="col">account</th>
            <th scope="col">made</th>
            <th scope="col">last seen</th>
            <th scope="col">change</th>
          </tr>
        </thead>
        <tbody>
          {props.people.map((person) => (
            <Row
              key={person.name}
              person={person}
              change={props.change}
              onPassword={() => props.onPassword(person)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row(props: { person: Person; change: Change; onPassword: () => void }) {
  const { person, change } = props;
  const self = person.name === me.value?.name;
  return (
    <tr class={person.active ? undefined : "closed"}>
      <th scope="row">
        <bdi>{person.name}</bdi>
        {self && <span class="soft"> (you)</span>}
      </th>
      <td>
        <select
          aria-label={`Role of ${person.name}`}
          value={person.role}
          disabled={self}
          onChange={(e) =>
            void change(
              person,
              { role: e.currentTarget.value as Role },
              `${person.name}: ${e.currentTarget.value}`,
            )
          }
        >
          {ROLES.map((role) => (
            <option key={role} value={role} title={EXPLAINED[role]}>
              {role}
            </option>
          ))}
        </select>
      </td>
      <td>{person.active ? "open" : "closed"}</td>
      <td>
        <When at={person.made} />
      </td>
      <td>
        <When at={person.last_seen} none="never" />
      </td>
      <td>
        <div class="row">
          <button type="button" onClick={props.onPassword}>
            New password<span class="seen-by-readers-only"> for {person.name}</span>
          </button>
          <button
            type="button"
            disabled={self}
            onClick={() =>
              void change(
                person,
                { active: !person.active },
                `${person.name}: account ${person.active ? "closed" : "opened"}`,
              )
            }
          >
            {person.active ? "Close account" : "Open account"}
            <span class="seen-by-readers-only"> of {person.name}</span>
          </button>
        </div>
      </td>
    </tr>
  );
}

function Add({ onDone }: { onDone: () => void }) {
  const fault = useSignal<string | null>(null);
  const role = useSignal<Role>("coder");

  async function add(event: Event & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const person: NewPerson = {
      name: String(given.get("name") ?? "").trim(),
      role: role.value,
      password: String(given.get("password") ?? ""),
    };
    try {
      await send<Person>("/api/people", person);
      say(`${person.name} can log in now`);
      fault.value = null;
      form.reset();
      onDone();
    } catch (error) {
      fault.value = wrong(error);
    }
  }

  return (
    <section class="panel padded">
      <h2>Add somebody</h2>
      <form class="filters" onSubmit={add}>
        <label>
          name
          <input name="name" required maxLength={100} autocomplete="off" />
        </label>
        <label>
          role
          <select
            value={role.value}
            onChange={(e) => {
              role.value = e.currentTarget.value as Role;
            }}
          >
            {ROLES.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <label>
          first password, {SHORTEST} characters or more
          <input
            name="password"
            type="password"
            required
            minLength={SHORTEST}
            maxLength={1000}
            autocomplete="new-password"
          />
        </label>
        <button type="submit" class="primary">
          Add
        </button>
      </form>
      <p class="soft small">
        {role.value}: {EXPLAINED[role.value]}.
      </p>
      {fault.value && (
        <p class="fault" role="alert">
          {fault.value}
        </p>
      )}
    </section>
  );
}

/** An admin gives somebody a password; their own they change by saying the old one. */
function OtherPassword(props: {
  person: Person;
  onSet: (words: string) => void;
  onClose: () => void;
}) {
  return (
    <Dialog title={`New password for ${props.person.name}`} onClose={props.onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          props.onSet(String(new FormData(event.currentTarget).get("password") ?? ""));
          props.onClose();
        }}
      >
        <label for="new-password">Password, {SHORTEST} characters or more</label>
        <input
          ref={first}
          id="new-password"
          name="password"
          type="password"
          required
          minLength={SHORTEST}
          maxLength={1000}
          autocomplete="new-password"
        />
        <p class="soft small">All sessions of {props.person.name} end.</p>
        <div class="row">
          <button type="submit" class="primary">
            Set it
          </button>
        </div>
      </form>
    </Dialog>
  );
}
