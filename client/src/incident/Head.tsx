import type { IncidentView, Mark } from "../api/schema";
import { countryName, useCodebook } from "../overview/codebook";
import { When } from "../ui/When";
import { plural } from "../ui/words";
import type { IncidentState } from "./state";
import { EFFECTS, fieldName, standing, toll, what, when, where } from "./words";

const RULES: Record<string, string> = {
  ucdp: "UCDP: low, best and high over independent origins",
  acled: "ACLED: the lowest of what origins tell",
  minmax: "lowest and highest of what origins tell",
  median_of_origins: "the median over origins",
};

/** What, where, when, how many by which rule, and how it stands with the people here. */
export function Head({ state }: { state: IncidentState }) {
  const view = state.view.value as IncidentView;
  const shown = state.shown.value ?? view.incident;
  const codes = useCodebook();
  const told = EFFECTS.filter((effect) => shown.tolls[effect]);
  const others = [...new Set(Object.values(shown.tolls).map((t) => t.rule))];
  return (
    <header class="incident-head">
      <div class="incident-title">
        <h1>
          <span>{where(shown.places, (code) => countryName(codes, code))}</span>{" "}
          <span class="soft">{what(shown.type, shown.mode)}</span>
        </h1>
        <Review mark={view.marks[""]} />
      </div>
      <dl class="facts">
        <div>
          <dt>when</dt>
          <dd>{when(shown.earliest, shown.latest)}</dd>
        </div>
        {told.map((effect) => (
          <div key={effect}>
            <dt>{effect}</dt>
            <dd>
              <strong>
                {toll(shown.tolls[effect] as NonNullable<(typeof shown.tolls)[string]>)}
              </strong>
            </dd>
          </div>
        ))}
        {others.length > 0 && (
          <div>
            <dt>tolls by rule</dt>
            <dd>
              {others.map((rule) => (
                <span key={rule} title={RULES[rule]}>
                  {rule}{" "}
                </span>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>told by</dt>
          <dd>
            {plural(new Set(shown.events.map((e) => e.report)).size, "report")},{" "}
            {plural(state.columns.value.length, "origin")}
          </dd>
        </div>
        <div>
          <dt>contested</dt>
          <dd>
            {shown.contested.length === 0
              ? "nothing"
              : shown.contested.map((field) => (
                  <span class="chip contested" key={field}>
                    ≠ {fieldName(field)}
                  </span>
                ))}
          </dd>
        </div>
      </dl>
      {state.machine.value && (
        <p class="notice" role="status">
          This is the machine's version, as it was linked. Nothing can be decided in it.
        </p>
      )}
    </header>
  );
}

/** How it stands with the people here. It has a corner of its own, so that deciding moves nothing. */
function Review({ mark }: { mark: Mark | undefined }) {
  return (
    <p class="review-state small">
      <span class="soft">review</span>{" "}
      {mark?.state ? (
        <>
          {mark.state}
          {mark.by ? ` by ${mark.by}` : ""} {mark.made && <When at={mark.made} />}
        </>
      ) : (
        "not yet"
      )}
      {mark?.flagged && <span class="chip flagged">⚑ flagged</span>}
    </p>
  );
}

/** How a field stands, in words and a sign, never in colour alone. */
export function Standing({ state, field }: { state: IncidentState; field: string }) {
  const view = state.view.value as IncidentView;
  const shown = state.shown.value ?? view.incident;
  const mark = view.marks[field];
  const words = standing(shown, field);
  const decided = mark?.state === "corrected" && !state.machine.value;
  return (
    <>
      {decided ? (
        <span class="chip agreed" title={mark.reason ?? undefined}>
          ✓ decided{mark.by ? ` by ${mark.by}` : ""}
        </span>
      ) : (
        words && (
          <span class={words === "contested" ? "chip contested" : "chip"}>
            {words === "contested" ? "≠ contested" : words}
          </span>
        )
      )}
    </>
  );
}
