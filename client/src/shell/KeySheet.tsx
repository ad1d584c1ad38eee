// The sheet of keys: what works here now, from the live registry, and the file to change it.
import { type Action, keymap, keysOf, live } from "../keys/registry";
import { shownAs } from "../keys/stroke";
import { Dialog } from "../ui/Dialog";

const GROUPS: Record<string, string> = {
  queue: "Queue",
  report: "Report",
  card: "In focus",
  field: "Field",
  text: "Words",
  go: "Go to",
  incident: "Incident",
  map: "Map",
  adjudicate: "Adjudicate",
  desk: "Everywhere",
};

export function KeySheet({ onClose }: { onClose: () => void }) {
  const groups = new Map<string, Action[]>();
  for (const action of live.value) {
    const group = action.name.split(".")[0] ?? "";
    if (keysOf(action.name).length) groups.set(group, [...(groups.get(group) ?? []), action]);
  }
  const { path, faults } = keymap.value;
  return (
    <Dialog title="Keys that work here" onClose={onClose} wide>
      <div class="sheet">
        {[...groups].map(([group, actions]) => (
          <section key={group}>
            <h3>{GROUPS[group] ?? group}</h3>
            <dl>
              {actions.map((action) => (
                <div key={action.name}>
                  <dt>
                    {keysOf(action.name).map((keys, i) => (
                      <span key={keys}>
                        {i > 0 && <span class="soft"> or </span>}
                        {keys.split(" ").map((key, j) => (
                          <kbd key={j}>{shownAs(key)}</kbd>
                        ))}
                      </span>
                    ))}
                  </dt>
                  <dd>{action.title}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p class="soft small">
        {path ? (
          <>
            Your own keys: edit <code>{path}</code>; it is read again at once.
          </>
        ) : (
          "These are the keys as they come."
        )}
      </p>
      {faults.length > 0 && (
        <ul class="small faults">
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
