import { useEffect, useState } from "preact/hooks";
import { ApiError, isAbort } from "../api/ApiError.ts";
import { pause } from "../api/pause.ts";

const leastMs = 150;
const lookMs = 1_500;

/** What can be asked for again until it is otherwise than was `seen`, is over at some time, and may begin another round after that. */
interface Followed { readonly seen: string; readonly terminal: boolean; readonly round: number }

/** Something as it stands, as soon as it is otherwise; a few times a second at most. */
export function useFollowed<T extends Followed>(id: string, read: (id: string, seen: string | undefined, signal: AbortSignal) => Promise<T>): { now: T | undefined; error: Error | undefined; set: (now: T) => void } {
  const [now, setNow] = useState<T>();
  const [error, setError] = useState<Error>();
  const over = now?.terminal === true;
  const round = now?.round;
  useEffect(() => {
    const stopping = new AbortController();
    void (async () => {
      let seen: string | undefined;
      while (!stopping.signal.aborted) {
        try {
          const next = await read(id, seen, stopping.signal);
          seen = next.seen;
          setNow(next);
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
  return { now, error, set: setNow };
}
