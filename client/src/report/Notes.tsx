// Comments on a place in the record.
import { When } from "../ui/When";
import { markOf } from "./apply";
import { shown } from "./state";

export function Notes({ path }: { path: string }) {
  const view = shown.value;
  const notes = view ? markOf(view, path).notes : [];
  if (!notes.length) return null;
  return (
    <ul class="notes small">
      {notes.map((one) => (
        <li key={`${one.number} ${one.made}`}>
          <span class="soft">
            {one.who}, <When at={one.made} />:
          </span>{" "}
          <bdi>{one.reason}</bdi>
        </li>
      ))}
    </ul>
  );
}
