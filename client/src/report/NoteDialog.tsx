// A comment on what is in focus.
import { useEffect, useRef } from "preact/hooks";
import { Dialog } from "../ui/Dialog";
import { calling, note } from "./verdicts";

export function NoteDialog({ path, onClose }: { path: string; onClose: () => void }) {
  const words = useRef<HTMLTextAreaElement>(null);
  useEffect(() => words.current?.focus(), []);
  const save = () => {
    note(path, words.current?.value ?? "");
    onClose();
  };
  return (
    <Dialog title={`Comment on ${calling(path)}`} onClose={onClose}>
      <textarea
        ref={words}
        rows={4}
        class="note-words"
        aria-label="Comment"
        dir="auto"
        maxLength={20000}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          save();
        }}
      />
      <div class="row">
        <button type="button" class="primary" onClick={save}>
          Save <kbd>Ctrl+Enter</kbd>
        </button>
      </div>
    </Dialog>
  );
}
