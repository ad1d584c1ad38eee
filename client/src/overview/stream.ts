// The one stream of server-sent events. It opens with its first listener and closes with its last.
import type { Notice } from "../api/schema";

type Listener = (notice: Notice) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;

/** Hear of jobs and of what other people change, until the function that comes back is called. */
export function onNotice(listener: Listener): () => void {
  listeners.add(listener);
  source ??= open();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      source?.close();
      source = null;
    }
  };
}

function open(): EventSource {
  const stream = new EventSource("/api/stream");
  stream.onmessage = (message: MessageEvent<string>) => {
    const notice = noticeOf(message.data);
    if (notice) for (const listener of [...listeners]) listener(notice);
  };
  return stream; // the browser connects again by itself
}

/** Whether incidents were just linked anew: lists and maps of them are of yesterday. */
export function isLinked({ job }: Notice): boolean {
  return job?.kind === "link" && job.state === "done";
}

/** The record that somebody decided about; undefined where a notice is of something else. */
export function recordOf({ decision, report }: Notice): string | undefined {
  return decision?.record ?? report ?? undefined;
}

/** A notice as it stands on the wire; null for what is none, so that one bad line ends nothing. */
export function noticeOf(data: string): Notice | null {
  try {
    const notice = JSON.parse(data) as Notice | null;
    return notice && typeof notice.kind === "string" ? notice : null;
  } catch {
    return null;
  }
}
