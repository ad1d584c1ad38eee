// What a field of words becomes when a person gives it words.
import type { Actor } from "../api/schema";
import type { Span } from "../text/marks";
import type { WordField } from "./state";

/**
 * Of several spans, new words are one more, and words that overlap ones of before replace them. A
 * source is the words and, where they are a mention of an actor, who that is.
 */
export function withWords(
  kind: Exclude<WordField["kind"], "tolls">,
  now: unknown,
  span: Span,
  actors: readonly Actor[],
): unknown {
  if (kind === "span") return span;
  if (kind === "spans") {
    const kept = ((now ?? []) as Span[]).filter((one) => one[1] <= span[0] || one[0] >= span[1]);
    return [...kept, span].sort((a, b) => a[0] - b[0]);
  }
  const within = (mention: Span) => mention[0] < span[1] && span[0] < mention[1];
  return { span, actor: actors.find((actor) => actor.mentions.some(within))?.id ?? null };
}
