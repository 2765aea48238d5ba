import { useCallback, useEffect, useState } from "preact/hooks";
import { isAbort } from "../api/ApiError.ts";

export interface Loaded<T> { data: T | undefined; error: Error | undefined; again: () => void }

/** Reads once, again when `keys` change, and every so often while the page is seen. Old data stays while new is read. */
export function useLoad<T>(read: (signal: AbortSignal) => Promise<T>, keys: unknown[], everyMs?: number): Loaded<T> {
  const [data, setData] = useState<T>();
  const [error, setError] = useState<Error>();
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn(value => value + 1), []);
  useEffect(() => {
    const stopping = new AbortController();
    const once = async () => {
      try {
        setData(await read(stopping.signal));
        setError(undefined);
      } catch (failed) {
        if (!isAbort(failed)) {
          setError(failed as Error);
        }
      }
    };
    void once();
    const timer = everyMs ? setInterval(() => { if (!document.hidden) void once(); }, everyMs) : undefined;
    return () => { stopping.abort(); clearInterval(timer); };
  }, [...keys, turn]);
  return { data, error, again };
}
