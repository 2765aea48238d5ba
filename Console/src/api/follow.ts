import { createParser } from "eventsource-parser";
import { ApiError, isAbort } from "./ApiError.ts";
import { heard } from "./connection.ts";
import { pause } from "./pause.ts";
import { seen, Unseen } from "./Unseen.ts";

export interface ServerEvent { name: string; data: string; id: string | undefined }

export interface Following {
  /** Asked anew for every connection, so that it can say where to go on. */
  address: () => string;
  on: (event: ServerEvent) => void;
  connected?: (yes: boolean) => void;
  /** The gateway refused for good: no such task, no such address. */
  refused?: (error: ApiError) => void;
  /** A page that nobody sees for so long gives its connection back: a browser has six for all of its tabs. It goes on when it is seen. */
  hiddenForMs: number;
}

/** A gateway that says nothing for so long, not even a keep-alive, is gone. */
const silence = 40_000;
/** No event of ours comes near; what has no end is cut off. */
const mostBuffered = 16 * 1024 * 1024;
const pauses = [250, 500, 1_000, 2_000, 4_000];

/** Follows server-sent events until the signal, over broken connections. `on` may abort the signal to end it. */
export async function follow(following: Following, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    const unseen = new Unseen(following.hiddenForMs);
    try {
      await once(following, AbortSignal.any([signal, unseen.signal]), () => { failures = 0; });
    } catch (error) {
      if (signal.aborted) {
        return;
      }

      if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429) {
        following.refused?.(error);
        return;
      }

      heard(0);
    } finally {
      unseen.close();
    }

    if (unseen.signal.aborted) {
      await seen(signal);
      failures = 0;
    } else if (!signal.aborted) {
      following.connected?.(false);
      await pause(pauses[Math.min(failures, pauses.length - 1)]! * (0.5 + Math.random()), signal);
    }
  }
}

async function once(following: Following, signal: AbortSignal, opened: () => void): Promise<void> {
  const quiet = new AbortController();
  const stop = () => quiet.abort();
  signal.addEventListener("abort", stop, { once: true });
  let timer = setTimeout(stop, silence);
  try {
    const response = await fetch(following.address(), { headers: { accept: "text/event-stream" }, credentials: "same-origin", signal: quiet.signal });
    if (!response.ok || !response.body) {
      const error = await ApiError.from(response);
      heard(error.status);
      throw error;
    }

    heard(response.status);
    opened();
    following.connected?.(true);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = createParser({ maxBufferSize: mostBuffered, onEvent: event => following.on({ name: event.event ?? "message", data: event.data, id: event.id }) });
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(stop, silence);
      parser.feed(piece.value);
    }
  } catch (error) {
    if (!isAbort(error) || !signal.aborted) {
      throw error;
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}
