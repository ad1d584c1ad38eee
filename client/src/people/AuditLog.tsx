import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get } from "../api/client";
import type { AuditLine } from "../api/schema";
import { sayFault } from "../ui/say";
import { When } from "../ui/When";
import { readable } from "../ui/words";

const PAGE = 50;

/** What people did, or tried to do, the newest first. */
export function AuditLog() {
  const lines = useSignal<readonly AuditLine[]>([]);
  const all = useSignal(false);

  async function more(): Promise<void> {
    try {
      const before = lines.peek().at(-1)?.number;
      const page = await get<AuditLine[]>("/api/audit", { before, limit: PAGE });
      lines.value = [...lines.peek(), ...page];
      all.value = page.length < PAGE;
    } catch (fault) {
      sayFault(fault);
    }
  }
  useEffect(() => void more(), []);

  return (
    <section class="panel padded">
      <h2>Audit log</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">when (UTC)</th>
            <th scope="col">who</th>
            <th scope="col">what</th>
            <th scope="col">about</th>
            <th scope="col">from</th>
          </tr>
        </thead>
        <tbody>
          {lines.value.map((line) => (
            <tr key={line.number}>
              <td>
                <When at={line.at} />
              </td>
              <td>
                <bdi>{line.who}</bdi>
              </td>
              <td>{readable(line.what)}</td>
              <td>
                <bdi>{line.about}</bdi>
              </td>
              <td>{line.address}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.value.length > 0 && !all.value && (
        <button type="button" class="plain" onClick={() => void more()}>
          Older
        </button>
      )}
    </section>
  );
}
