import type { LostOut } from "../api/schema";
import { When } from "../ui/When";
import { plural, readable } from "../ui/words";
import { fieldName } from "./words";

/** Decisions about incidents that no incident has a place for any more: kept, and told of here. */
export function LostDecisions({ lost }: { lost: readonly LostOut[] }) {
  if (lost.length === 0) return null;
  return (
    <details class="small">
      <summary>{plural(lost.length, "decision")} about incidents found no place</summary>
      <ul class="lost">
        {lost.map(({ decision, why }) => (
          <li key={decision.number}>
            {readable(decision.action)} {decision.path && fieldName(decision.path)} of{" "}
            <code>{decision.record}</code>
            <span class="soft">
              {" "}
              ({why}; {decision.who}, <When at={decision.made} />)
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
