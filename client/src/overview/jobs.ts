// Jobs of the server, kept up to date by the stream: one place for all views that show them.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get, send } from "../api/client";
import type { Job, NewJob } from "../api/schema";
import { sayFault } from "../ui/say";
import { onNotice } from "./stream";

/** The latest first. */
export const jobs = signal<readonly Job[]>([]);

/** A list of jobs with one of them as it is now. */
export function withJob(all: readonly Job[], job: Job): Job[] {
  const others = all.filter((one) => one.id !== job.id);
  return [job, ...others].sort((a, b) => b.started.localeCompare(a.started));
}

/** Follow jobs while the component is there; `onEnd` is called when one has ended. */
export function useJobs(onEnd: () => void): void {
  useEffect(() => {
    get<Job[]>("/api/jobs").then((found) => {
      jobs.value = found;
    }, sayFault);
    return onNotice((notice) => {
      if (!notice.job) return;
      jobs.value = withJob(jobs.value, notice.job);
      if (notice.job.state !== "running") onEnd();
    });
  }, []);
}

export async function start(kind: NewJob["kind"]): Promise<void> {
  try {
    jobs.value = withJob(jobs.value, await send<Job>("/api/jobs", { kind } satisfies NewJob));
  } catch (fault) {
    sayFault(fault);
  }
}
