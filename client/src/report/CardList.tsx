// The record as a list of cards, two lines each; what is in focus is edited below the list.
import { useEffect } from "preact/hooks";
import type { Event } from "../api/schema";
import { Windowed } from "../ui/Windowed";
import { plural } from "../ui/words";
import { markOf } from "./apply";
import { tollInWords } from "./fields";
import { gist, STATES, stateOf } from "./gist";
import { showWords } from "./moves";
import { COLLECTIONS, type Collection, MANY, ONE, things } from "./paths";
import { spansOf } from "./spans";
import { type Card, cardAt, cards, focus, focusOn, hovered, kinds, only, shown } from "./state";

const ROW = 42;

function Row({ card, id, at }: { card: Card; id: string; at: number }) {
  const view = shown.value;
  if (!view) return null;
  const active = cardAt.value === at;
  const { name, more, below } = gist(view.report, card);
  const state = card.rejected ? { kind: "rejected", word: STATES.rejected } : stateOf(card.path);
  const mark = markOf(view, card.path);
  const event = card.collection === "events" ? (card.thing as Event) : null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus (aria-activedescendant)
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-setsize={cards.value.length}
      aria-posinset={at + 1}
      class={`card c-${card.collection}${active ? " active" : ""}${card.rejected ? " gone" : ""}${hovered.value === card.path ? " hovered" : ""}`}
      onClick={() => {
        focusOn(card.path);
        showWords(spansOf(view.report, card.path)[0]);
      }}
      onMouseEnter={() => {
        hovered.value = card.path;
      }}
      onMouseLeave={() => {
        hovered.value = "";
      }}
    >
      <span class="card-kind">{ONE[card.collection]}</span>
      <span class="card-first cut">
        <bdi class="card-name">{name}</bdi>
        {event && event.status !== "happened" && <span class="chip">{event.status}</span>}
        {event?.background && <span class="chip">background</span>}
        {event?.tolls.map((toll, i) => (
          <span key={i} class="chip toll">
            {tollInWords(toll)}
          </span>
        ))}{" "}
        <span class="card-more">{more}</span>
      </span>
      <span class="card-marks">
        {mark.flagged && (
          <span class="chip flagged" title="Flagged: needs another look">
            ⚑
          </span>
        )}
        {mark.notes.length > 0 && (
          <span class="chip" title={plural(mark.notes.length, "comment")}>
            ✉ {mark.notes.length}
          </span>
        )}
        {state && <span class={`chip is-${state.kind}`}>{state.word}</span>}
      </span>
      <span class="card-below cut">
        <bdi>{below}</bdi>
      </span>
    </div>
  );
}

function Tabs() {
  const report = shown.value?.report;
  const count = (kind: Collection | "all") =>
    !report
      ? 0
      : kind === "all"
        ? COLLECTIONS.reduce((sum, c) => sum + report[c].length, 0)
        : things(report, kind).length;
  return (
    <fieldset class="tabs" aria-label="Which cards to list">
      {kinds.value.map((kind) => (
        <button
          key={kind}
          type="button"
          class="plain"
          aria-pressed={only.value === kind}
          onClick={() => {
            only.value = kind;
          }}
        >
          {kind === "all" ? "All" : MANY[kind]} <span class="soft">{count(kind)}</span>
        </button>
      ))}
    </fieldset>
  );
}

export function CardList() {
  const id = shown.value?.report.id;
  useEffect(() => {
    if (id) document.getElementById("cards")?.focus({ preventScroll: true });
  }, [id]);
  return (
    <div class="card-list">
      <Tabs />
      <Windowed
        id="cards"
        label="What was read in the text"
        items={cards.value}
        height={ROW}
        scope={`${id} ${only.value}`}
        active={focus.value ? cardAt.value : -1}
        row={(card, i, rowId) => <Row card={card} id={rowId} at={i} />}
      />
    </div>
  );
}
