// What a list or the map shows, as files: one zip with the method sheet.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { address, Refused } from "../api/client";
import type { FormatOut } from "../api/schema";
import { may } from "../people/roles";
import { Dialog } from "../ui/Dialog";
import { sayFault } from "../ui/say";
import { together } from "./complete";
import { fields, formats, loadFields, loadFormats } from "./fields";
import "./filter.css";

interface Props {
  /** What the list is asked for, by name. */
  asked: Record<string, string>;
  /** What it shows that no filter can say. */
  note?: string | undefined;
  onClose: () => void;
}

const FILES: Record<string, string> = {
  csv: "CSV",
  parquet: "Parquet",
  xlsx: "XLSX, for spreadsheets",
  sqlite: "SQLite",
};

const REJECTED = "Rejected incidents are in no export. Choose another “review” in the list.";

export function ExportDialog({ asked, note, onClose }: Props) {
  const chosen = useSignal("incidents");
  const file = useSignal("csv");
  const busy = useSignal(false);
  const fault = useSignal<string | null>(null);
  useEffect(() => {
    loadFields().catch(sayFault);
    loadFormats().catch(sayFault);
  }, []);
  const running = useRef<AbortController | null>(null);
  const since = useSignal(0);
  // What is still being written when the dialog is closed is given up.
  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    if (!busy.value) return;
    const timer = window.setInterval(() => {
      since.value++;
    }, 1000);
    return () => clearInterval(timer);
  }, [busy.value]);
  const where = together(asked, fields.value?.verbal);
  const never = asked.state === "rejected";
  const every = (formats.value?.formats ?? []).filter(
    (format) => !format.tells_who || may("adjudicator"),
  );
  const format = every.find((one) => one.name === chosen.value);

  async function write(event: Event): Promise<void> {
    event.preventDefault();
    if (busy.value || !format) return;
    busy.value = true;
    fault.value = null;
    since.value = 0;
    const mine = new AbortController();
    running.current = mine;
    try {
      await download(format, where, file.value, mine.signal);
      onClose();
    } catch (error) {
      if (!mine.signal.aborted)
        fault.value = error instanceof Error ? error.message : String(error);
    } finally {
      busy.value = false;
    }
  }

  return (
    <Dialog title="Export" wide onClose={onClose}>
      <form class="export-form" aria-busy={busy.value} onSubmit={write}>
        <p class="small">
          {where ? (
            <>
              What fits <code dir="auto">{where}</code>, as people decided where they did.
            </>
          ) : (
            "Everything, as people decided where they did."
          )}
          {note && ` ${note}`}
        </p>
        <fieldset>
          <legend class="seen-by-readers-only">Format</legend>
          {every.map((one) => (
            <label key={one.name} class="format">
              <input
                type="radio"
                name="format"
                value={one.name}
                checked={one.name === chosen.value}
                onChange={() => {
                  chosen.value = one.name;
                }}
              />
              <span>{one.name}</span>
              <span class="soft small">{one.means}</span>
            </label>
          ))}
        </fieldset>
        {format && format.files.length > 0 && (
          <label>
            Files{" "}
            <select
              value={file.value}
              onChange={(event) => {
                file.value = event.currentTarget.value;
              }}
            >
              {format.files.map((kind) => (
                <option key={kind} value={kind}>
                  {FILES[kind] ?? kind}
                </option>
              ))}
            </select>
          </label>
        )}
        {never && <p>{REJECTED}</p>}
        {fault.value && (
          <p class="fault" role="alert">
            {fault.value}
          </p>
        )}
        <div class="row">
          <button type="submit" class="primary" disabled={busy.value || !format || never}>
            {busy.value ? "Writing…" : "Download"}
          </button>
          {busy.value && (
            <button type="button" onClick={() => running.current?.abort()}>
              Cancel
            </button>
          )}
          {busy.value && since.value > 1 && (
            <span class="soft small">{since.value} s; a large collection takes minutes</span>
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** Ask for the zip and hand it to the browser. */
async function download(
  format: FormatOut,
  where: string,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  const kind = format.files.length ? { file } : {};
  const answer = await fetch(address(`/api/export/${format.name}`, { where, ...kind }), { signal });
  if (!answer.ok) {
    const said = (await answer.json().catch(() => ({}))) as { detail?: unknown };
    const detail = typeof said.detail === "string" ? said.detail : answer.statusText;
    throw new Refused(answer.status, detail);
  }
  const held = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = held;
  link.download = `${format.name}.zip`;
  link.click();
  // The browser has taken it up by then.
  window.setTimeout(() => URL.revokeObjectURL(held), 60_000);
}
