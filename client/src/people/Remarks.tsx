import type { Adjudication } from "../api/schema";
import { placeName } from "./values";

export type Remark = Adjudication["notes"][number];

interface Props {
  notes: readonly Remark[];
  /** Whether each says of which place it is; where all stand beside their place, none has to. */
  placed?: boolean;
}

/** What coders remarked: who has the last word wants to know what they were not sure of. */
export function Remarks({ notes, placed = true }: Props) {
  if (notes.length === 0) return null;
  return (
    <ul class="remarks small" aria-label="Comments of the coders">
      {notes.map((note) => (
        <li key={`${note.who} ${note.path} ${note.made}`}>
          <span class="soft">
            {note.who}
            {placed && note.path && ` on ${placeName(note.path)}`}:
          </span>{" "}
          <bdi dir="auto">{note.words}</bdi>
        </li>
      ))}
    </ul>
  );
}
