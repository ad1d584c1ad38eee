import { useSignal } from "@preact/signals";
import type { Codebook, IncidentView, NewDecision } from "../api/schema";
import { useCodebook } from "../overview/codebook";
import { first } from "../overview/first";
import { Dialog } from "../ui/Dialog";
import { readable } from "../ui/words";
import { current, decideFreely, figure, SET, tollOf } from "./deciding";
import { EFFECTS, fieldName, isToll } from "./words";

interface Props {
  view: IncidentView;
  field: string;
  onDecide: (decision: NewDecision) => void;
  onClose: () => void;
}

/** A value that no account has, or one of a field that has no accounts. */
export function DecideDialog({ view, field: asked, onDecide, onClose }: Props) {
  const codes = useCodebook();
  const field = useSignal(asked);
  const value = useSignal(firstValue(view, asked));
  const figures = useSignal({ low: "", best: "", high: "" });
  const reason = useSignal("");
  const fault = useSignal<string | null>(null);
  const fields = [...EFFECTS, "actors", "recipients", ...SET];

  function submit(event: Event): void {
    event.preventDefault();
    const { low, best, high } = figures.value;
    const given = isToll(field.value)
      ? tollOf(figure(low), figure(best), figure(high))
      : { value: value.value.trim(), low: null, best: null, high: null };
    if (!given) fault.value = "Give whole numbers, at least one, the lowest first.";
    else if (!given.value) fault.value = "Give a value.";
    else {
      onDecide(decideFreely(view.incident, field.value, given, reason.value));
      onClose();
    }
  }

  function turnTo(name: string): void {
    field.value = name;
    value.value = firstValue(view, name);
    fault.value = null;
  }

  return (
    <Dialog title="Decide with a value of my own" onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <label for="decide-field">Field</label>
        <select
          id="decide-field"
          value={field.value}
          onChange={(e) => turnTo(e.currentTarget.value)}
        >
          {fields.map((name) => (
            <option key={name} value={name}>
              {fieldName(name)}
            </option>
          ))}
        </select>
        {isToll(field.value) ? (
          <div class="three">
            {(["low", "best", "high"] as const).map((part) => (
              <label key={part}>
                {part}
                <input
                  ref={part === "best" ? first : null}
                  inputMode="numeric"
                  autocomplete="off"
                  size={6}
                  value={figures.value[part]}
                  onInput={(e) => {
                    figures.value = { ...figures.value, [part]: e.currentTarget.value };
                  }}
                />
              </label>
            ))}
          </div>
        ) : (
          <ValueField
            field={field.value}
            value={value.value}
            type={view.incident.type}
            codebook={codes}
            onInput={(typed) => {
              value.value = typed;
            }}
          />
        )}
        <label for="decide-reason">Why (may be left out)</label>
        <textarea
          id="decide-reason"
          rows={2}
          value={reason.value}
          onInput={(e) => {
            reason.value = e.currentTarget.value;
          }}
        />
        {fault.value && (
          <p class="fault" role="alert">
            {fault.value}
          </p>
        )}
        <div class="row">
          <button type="submit" class="primary">
            Decide {fieldName(field.value)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function firstValue(view: IncidentView, field: string): string {
  if (isToll(field)) return "";
  if (field === "place") return view.incident.places[0]?.name ?? "";
  const seen = current(view.incident, field);
  return typeof seen === "string" ? seen : "";
}

function ValueField(props: {
  field: string;
  value: string;
  type: string;
  codebook: Codebook | null;
  onInput: (typed: string) => void;
}) {
  const { field, codebook } = props;
  const choices =
    field === "type"
      ? Object.keys(codebook?.types ?? {})
      : field === "mode"
        ? (codebook?.types[props.type] ?? [])
        : null;
  if (choices) {
    const all = choices.includes(props.value) ? choices : [props.value, ...choices];
    return (
      <>
        <label for="decide-value">{fieldName(field)}</label>
        <select
          ref={first}
          id="decide-value"
          value={props.value}
          onChange={(e) => props.onInput(e.currentTarget.value)}
        >
          {all.map((choice) => (
            <option key={choice} value={choice} title={codebook?.explained[choice]}>
              {choice ? readable(choice) : "none"}
            </option>
          ))}
        </select>
      </>
    );
  }
  const day = field === "earliest" || field === "latest";
  const onInput = (e: { currentTarget: HTMLInputElement }) => props.onInput(e.currentTarget.value);
  return (
    <>
      <label for="decide-value">{fieldName(field)}</label>
      {day ? (
        <input ref={first} id="decide-value" type="date" value={props.value} onInput={onInput} />
      ) : (
        <input ref={first} id="decide-value" dir="auto" value={props.value} onInput={onInput} />
      )}
    </>
  );
}
