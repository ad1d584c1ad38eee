import { useSignal } from "@preact/signals";
import { first } from "../overview/first";
import { Dialog } from "../ui/Dialog";

interface Props {
  title: string;
  label: string;
  button: string;
  onDone: (words: string) => void;
  onClose: () => void;
}

/** Asks for some words. */
export function NoteDialog({ title, label, button, onDone, onClose }: Props) {
  const words = useSignal("");
  function done(event: Event): void {
    event.preventDefault();
    if (!words.value.trim()) return;
    onDone(words.value.trim());
    onClose();
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="form" onSubmit={done}>
        <label for="note-words">{label}</label>
        <textarea
          ref={first}
          id="note-words"
          rows={4}
          dir="auto"
          maxLength={20_000}
          value={words.value}
          onInput={(e) => {
            words.value = e.currentTarget.value;
          }}
          onKeyDown={(e) => {
            if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) done(e);
          }}
        />
        <div class="row">
          <button type="submit" class="primary" disabled={!words.value.trim()}>
            {button} <kbd>Ctrl Enter</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  );
}
