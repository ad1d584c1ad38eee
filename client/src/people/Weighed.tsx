import type { CodedValue, Disputed } from "../api/schema";
import { keysOf, titled } from "../keys/registry";
import { type Remark, Remarks } from "./Remarks";
import { inWords, placeName } from "./values";

interface Props {
  place: Disputed;
  notes: readonly Remark[];
  names: ReadonlyMap<string, string>;
  points: readonly string[];
  here: boolean;
  onLook: () => void;
  onPick: (coded: CodedValue) => void;
  onMachine: () => void;
  onEdit: () => void;
}

const PICKS = ["first", "second", "third", "fourth"];

/** One place with each coder's value beside the others; what is agreed or decided is folded. */
export function Weighed(props: Props) {
  const { place, here } = props;
  const say = (value: unknown) => inWords(value, props.names, props.points);
  const open = !place.chosen || here;
  const machineKey = keysOf("adjudicate.machine")[0];
  const about = props.names.get(place.path.split(".")[1] ?? "");
  return (
    <section
      class={`weighed panel${here ? " here" : ""}${place.chosen ? " chosen" : ""}`}
      aria-label={placeName(place.path)}
      aria-current={here}
      tabIndex={here ? 0 : -1}
      onFocus={props.onLook}
    >
      <div class="row">
        <h3 class="grow">
          {placeName(place.path)} {about && <bdi class="about soft small">{about}</bdi>}
        </h3>
        {place.chosen ? (
          <span class="chip agreed">✓ {place.agreed ? "agreed" : "decided"}</span>
        ) : (
          <span class="chip contested">≠ open</span>
        )}
      </div>
      {!open && place.chosen && <p class="cut">{stateWords(place.chosen, say)}</p>}
      {open && (
        <div class="weighed-values">
          {place.values.map((coded, i) => (
            <div key={coded.who} class={same(coded, place.chosen) ? "taken" : undefined}>
              <span class="soft small">
                {keysOf(`adjudicate.${PICKS[i]}`)[0] && (
                  <kbd>{keysOf(`adjudicate.${PICKS[i]}`)[0]}</kbd>
                )}{" "}
                {coded.who}
              </span>
              <p dir="auto">{stateWords(coded, say)}</p>
              {coded.reason && (
                <p class="soft small" dir="auto">
                  {coded.reason}
                </p>
              )}
              <button
                type="button"
                title={titled(`Take the value of ${coded.who}`, `adjudicate.${PICKS[i]}`)}
                onClick={() => props.onPick(coded)}
              >
                Take<span class="seen-by-readers-only"> the value of {coded.who}</span>
              </button>
            </div>
          ))}
          <div>
            <span class="soft small">{machineKey && <kbd>{machineKey}</kbd>} machine</span>
            <p dir="auto">{say(place.machine)}</p>
            <button
              type="button"
              title={titled("Take the machine's value", "adjudicate.machine")}
              onClick={props.onMachine}
            >
              Take<span class="seen-by-readers-only"> the machine's value</span>
            </button>
          </div>
        </div>
      )}
      <Remarks notes={props.notes} placed={false} />
      {here && (
        <button
          type="button"
          class="plain"
          title={titled("A value of my own", "adjudicate.edit")}
          onClick={props.onEdit}
        >
          Another value
        </button>
      )}
      {place.chosen && open && (
        <p class="small">
          <strong>{place.agreed ? "All agree" : "Decided"}:</strong>{" "}
          <bdi dir="auto">{stateWords(place.chosen, say)}</bdi>
        </p>
      )}
    </section>
  );
}

function same(coded: CodedValue, chosen: CodedValue | null): boolean {
  return (
    chosen !== null &&
    JSON.stringify(coded.value) === JSON.stringify(chosen.value) &&
    (coded.state === "rejected") === (chosen.state === "rejected")
  );
}

function stateWords(coded: CodedValue, say: (value: unknown) => string): string {
  if (coded.state === "rejected") return "rejected";
  const value = say(coded.value);
  return coded.state === "added" ? `added: ${value}` : value;
}
