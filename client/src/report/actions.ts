// What can be done by key in a report.
import type { Action } from "../keys/registry";
import { address } from "../queue/list";
import { go } from "../shell/router";
import { say } from "../ui/say";
import { startCaret } from "./Caret";
import { legendShown } from "./Legend";
import { inText, leaveCard, moveCard, moveReport, toCards } from "./moves";
import { canSplit, MANY, MERGEABLE } from "./paths";
import { closeMenu, menu } from "./SpanMenu";
import { asking, card, focus, kinds, only, pageShown } from "./state";
import {
  clearField,
  fieldInFocus,
  leaveStep,
  moveField,
  stepCandidate,
  takeCandidate,
} from "./stepping";
import { accept, done, flag, ignore, reject } from "./verdicts";

function leave(): boolean {
  if (menu.peek()) closeMenu();
  else if (leaveStep()) return true;
  else if (fieldInFocus() || inText()) toCards();
  else if (focus.peek()) leaveCard();
  else return false;
  return true;
}

/** Open a dialog about the card in focus, or say why there is none. */
function ask(what: "merge" | "split", fits: boolean, why: string): void {
  if (fits) asking.value = what;
  else say(card.peek() ? why : `Nothing is in focus to ${what}`);
}

function nextKind(): void {
  const all = kinds.peek();
  const kind = all[(all.indexOf(only.peek()) + 1) % all.length] ?? "all";
  only.value = kind;
  // The field that had the focus may be gone with its card.
  toCards();
  say(`Listed: ${kind === "all" ? "all" : MANY[kind].toLowerCase()}`);
}

/** Tab goes where the browser takes it, which is to the next field as well: nobody is kept in. */
const isTab = (event: KeyboardEvent) => event.key === "Tab";

export const ACTIONS: Action[] = [
  {
    name: "report.next",
    title: "Next report",
    run: (e) => (e.key === " " && inText() ? false : moveReport(1)),
  },
  {
    name: "report.previous",
    title: "Previous report",
    run: (e) => (e.key === " " && inText() ? false : moveReport(-1)),
  },
  { name: "report.done", title: "Done with this report: on to the next", run: done },
  { name: "report.ignore", title: "Not wanted: on to the next", run: ignore },
  { name: "report.queue", title: "Back to the queue", run: () => go(address.peek()) },
  {
    name: "report.raw",
    title: "The page as it was stored, or the text",
    run: () => {
      pageShown.value = !pageShown.peek();
    },
  },
  { name: "report.kinds", title: "List another kind of cards", run: nextKind },
  {
    name: "report.legend",
    title: "Show or hide the legend",
    run: () => {
      legendShown.value = !legendShown.peek();
    },
  },
  {
    name: "card.next",
    title: "Next card",
    run: (e) => (e.key === "ArrowDown" && inText() ? false : void moveCard(1)),
  },
  {
    name: "card.previous",
    title: "Previous card",
    run: (e) => (e.key === "ArrowUp" && inText() ? false : void moveCard(-1)),
  },
  {
    name: "card.accept",
    title: "Accept what is in focus: the field, the card, or the report",
    run: () => accept(fieldInFocus()),
  },
  { name: "card.reject", title: "Reject the card in focus, or the report", run: reject },
  { name: "card.flag", title: "Flag it: needs another look", run: flag },
  {
    name: "card.note",
    title: "Comment on it",
    run: () => {
      asking.value = "note";
    },
  },
  {
    name: "card.merge",
    title: "Merge it with another",
    run: () =>
      ask(
        "merge",
        MERGEABLE.has(card.peek()?.collection ?? ""),
        "Only events, actors and places can be merged",
      ),
  },
  {
    name: "card.split",
    title: "Split it",
    run: () =>
      ask(
        "split",
        canSplit(card.peek()?.thing),
        "Only an actor or a place with several mentions can be split",
      ),
  },
  { name: "card.leave", title: "Back out: step, field, card", run: leave },
  { name: "field.next", title: "Next field", run: (e) => !isTab(e) && moveField(1) },
  { name: "field.previous", title: "Previous field", run: (e) => !isTab(e) && moveField(-1) },
  {
    name: "field.candidate_next",
    title: "Next candidate for the field",
    run: () => stepCandidate(1),
  },
  { name: "field.candidate_previous", title: "Candidate before", run: () => stepCandidate(-1) },
  {
    name: "field.take",
    title: "Take the candidate, or open the field",
    run: () => takeCandidate(),
  },
  {
    name: "field.add",
    title: "Take the candidate besides what is there",
    run: () => takeCandidate(true),
  },
  { name: "field.clear", title: "Empty the field", run: clearField },
  { name: "text.caret", title: "Walk through the words with the arrow keys", run: startCaret },
];
