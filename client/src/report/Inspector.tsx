// What is in focus, with all its fields: always at the same place, so that a hand finds them.
import type { Event } from "../api/schema";
import { Key } from "../keys/Key";
import { titled } from "../keys/registry";
import { Dialog } from "../ui/Dialog";
import { Pick } from "../ui/Pick";
import { When } from "../ui/When";
import { AboutReport } from "./AboutReport";
import { markOf } from "./apply";
import { FieldRow } from "./FieldRow";
import { FocusLine } from "./FocusLine";
import { FIELDS, nameOf } from "./fields";
import { gist, stateOf, tellersOf } from "./gist";
import { NoteDialog } from "./NoteDialog";
import { Notes } from "./Notes";
import { canSplit, MERGEABLE, ONE, things } from "./paths";
import { SplitDialog } from "./SplitDialog";
import { asking, type Card, card, shown } from "./state";
import { accept, flag, merge, reject } from "./verdicts";
import { Attacks } from "./Whole";

const close = () => {
  asking.value = null;
};

function MergeDialog({ here }: { here: Card }) {
  const view = shown.value;
  if (!view) return null;
  const hintOf = (one: Card) => {
    const { more, below } = gist(view.report, one);
    // The label of an event has its type already.
    return one.collection === "events" ? below : [more, below].filter(Boolean).join(" · ");
  };
  const options = things(view.report, here.collection)
    .filter((one) => one.id !== here.thing.id)
    .map((one) => ({
      value: one.id,
      label: nameOf(view.report, here.collection, one.id),
      hint: hintOf({ path: "", collection: here.collection, thing: one, rejected: false }),
    }));
  const name = nameOf(view.report, here.collection, here.thing.id);
  return (
    <Dialog title={`Merge “${name}” into`} onClose={close}>
      <p class="soft small">
        It becomes part of the one that you pick; what refers to it refers to that one.
      </p>
      <div class="merge-pick">
        <Pick
          label="The one that stays"
          options={options}
          chosen={[]}
          onClose={() => undefined}
          onPick={([into]) => {
            close();
            if (into) merge(here.path, into);
          }}
        />
      </div>
    </Dialog>
  );
}

function Verdicts({ here }: { here: Card }) {
  return (
    <div class="verdicts">
      <button type="button" title={titled("Accept", "card.accept")} onClick={() => accept(null)}>
        ✓ Accept <Key of="card.accept" />
      </button>
      <button
        type="button"
        title={titled("Reject", "card.reject")}
        disabled={here.rejected}
        onClick={reject}
      >
        ✕ Reject <Key of="card.reject" />
      </button>
      <button
        type="button"
        class="plain"
        title={titled("Flag: needs another look", "card.flag")}
        onClick={flag}
      >
        ⚑ Flag
      </button>
      <button
        type="button"
        class="plain"
        title={titled("Comment", "card.note")}
        onClick={() => {
          asking.value = "note";
        }}
      >
        ✉ Comment
      </button>
      {MERGEABLE.has(here.collection) && (
        <button
          type="button"
          class="plain"
          title={titled("Merge with another", "card.merge")}
          onClick={() => {
            asking.value = "merge";
          }}
        >
          Merge
        </button>
      )}
      {canSplit(here.thing) && (
        <button
          type="button"
          class="plain"
          title={titled("Some mentions are another", "card.split")}
          onClick={() => {
            asking.value = "split";
          }}
        >
          Split
        </button>
      )}
    </div>
  );
}

export function Inspector() {
  const view = shown.value;
  const here = card.value;
  if (!view) return <section class="inspector" aria-label="In focus" />;
  const name = here ? nameOf(view.report, here.collection, here.thing.id) : "the report";
  const mark = markOf(view, here?.path ?? "");
  const state = here && stateOf(here.path);
  return (
    <section
      class="inspector"
      aria-label={here ? `${ONE[here.collection]} in focus` : "The report"}
    >
      <div class="inspector-body scroll">
        {!here && <AboutReport />}
        {here && (
          <>
            <div class="inspector-head">
              <h2 class="cut">
                <span class="soft">{ONE[here.collection]}</span> <bdi>{name}</bdi>
              </h2>
              {state && <span class={`chip is-${state.kind}`}>{state.word}</span>}
              {here.collection === "events" && (
                <span class="small soft cut voice" title="Whose words it is told in">
                  told by{" "}
                  <bdi>{tellersOf(view.report, (here.thing as Event).voice) || "the outlet"}</bdi>
                </span>
              )}
              {mark.by && here.collection !== "events" && (
                <span class="soft small cut">
                  {mark.by}, <When at={mark.made} />
                </span>
              )}
            </div>
            {here.collection === "loaded" && (
              <p class="soft small">{gist(view.report, here).below}</p>
            )}
            {!here.rejected && (
              <div class="fields">
                {FIELDS[here.collection].map((field) => (
                  <FieldRow
                    key={`${here.path}.${field.name}`}
                    path={`${here.path}.${field.name}`}
                    field={field}
                  />
                ))}
              </div>
            )}
            {here.collection === "events" && !here.rejected && <Attacks event={here.thing.id} />}
            {here.rejected && <p class="soft">Rejected. Accept it to have it back.</p>}
            <Notes path={here.path} />
          </>
        )}
      </div>
      <FocusLine />
      {here && <Verdicts here={here} />}
      {asking.value === "note" && <NoteDialog path={here?.path ?? ""} onClose={close} />}
      {asking.value === "merge" && here && MERGEABLE.has(here.collection) && (
        <MergeDialog here={here} />
      )}
      {asking.value === "split" && here && canSplit(here.thing) && (
        <SplitDialog here={here} onClose={close} />
      )}
    </section>
  );
}
