// The line below: what happened last, what is not saved yet, who is here.
import { me } from "../api/client";
import { unsaved, unsavedWhy } from "../api/decide";
import { Told } from "../ui/say";

export function Foot() {
  const waiting = unsaved.value.length;
  const why = unsavedWhy.value;
  return (
    <footer class="foot">
      <Told />
      {why !== null && waiting > 0 && (
        <span class="unsaved" title={why}>
          {waiting} not saved yet: kept here, sent again
        </span>
      )}
      <span class="soft cut">{me.value?.collection}</span>
      <span class="soft cut">{me.value?.name}</span>
    </footer>
  );
}
