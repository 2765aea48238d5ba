import { useEffect, useState } from "preact/hooks";
import { ApiError, isAbort } from "../api/ApiError.ts";
import { readJob } from "../api/jobs.ts";
import { pause } from "../api/pause.ts";
import type { JobView } from "../api/types.ts";

const leastMs = 150;
const lookMs = 1_500;

/** A job as it stands, as soon as it is otherwise; a few times a second at most. */
export function useJob(id: string): { job: JobView | undefined; error: Error | undefined; set: (job: JobView) => void } {
  const [job, setJob] = useState<JobView>();
  const [error, setError] = useState<Error>();
  const over = job?.terminal === true;
  const round = job?.round;
  useEffect(() => {
    const stopping = new AbortController();
    void (async () => {
      let seen: string | undefined;
      while (!stopping.signal.aborted) {
        try {
          const next: JobView = await readJob(id, seen, stopping.signal);
          seen = next.seen;
          setJob(next);
          setError(undefined);
          if (next.terminal) {
            return;
          }

          await pause(leastMs, stopping.signal);
        } catch (failed) {
          if (isAbort(failed)) {
            return;
          }

          setError(failed as Error);
          if (failed instanceof ApiError && failed.status === 404) {
            return;
          }

          await pause(lookMs, stopping.signal);
        }
      }
    })();
    return () => stopping.abort();
  }, [id, over, round]);
  return { job, error, set: setJob };
}
