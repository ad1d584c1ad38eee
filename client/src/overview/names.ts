// Names that the collection has, offered while a person types one: "who said what" wants whole names.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get } from "../api/client";
import type { Count } from "../api/schema";

const PAUSE = 150;
const MOST = 20;

/** Names with a word that begins with what is typed, the most frequent first; `usual` before that. */
export function useNames(
  kind: "source" | "outlet",
  typed: string,
  usual: readonly Count[],
): readonly Count[] {
  const asked = typed.trim();
  const found = useSignal<readonly Count[] | null>(null);
  useEffect(() => {
    if (!asked) {
      found.value = null;
      return;
    }
    const asking = new AbortController();
    const timer = window.setTimeout(() => {
      const query = { kind, q: asked, limit: MOST };
      get<Count[]>("/api/names", query, { signal: asking.signal }).then(
        (names) => {
          found.value = names;
        },
        () => undefined, // what is offered is a help; the name can be typed without it
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [asked, kind]);
  return found.value ?? usual;
}
