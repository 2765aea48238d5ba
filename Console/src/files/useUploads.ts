import { useEffect, useRef, useState } from "preact/hooks";
import { isAbort } from "../api/ApiError.ts";
import { putFile } from "../api/files.ts";
import type { Upload } from "./Upload.ts";

/** Sends files one after another while the screen is open. Those that are done leave the list, and `done` is told. */
export function useUploads(done: () => void) {
  const [all, setAll] = useState<readonly Upload[]>([]);
  const next = useRef(1);
  const turn = useRef(Promise.resolve());
  const open = useRef(new Set<Upload>());
  const drop = (number: number) => setAll(now => now.filter(upload => upload.number !== number));
  const change = (number: number, what: Partial<Upload>) => setAll(now => now.map(upload => (upload.number === number ? { ...upload, ...what } : upload)));
  const send = async (upload: Upload) => {
    try {
      upload.stop.signal.throwIfAborted();
      await putFile(upload.file, sent => change(upload.number, { sent }), upload.stop.signal);
      drop(upload.number);
      done();
    } catch (error) {
      if (isAbort(error)) drop(upload.number);
      else change(upload.number, { error: error as Error });
    } finally {
      open.current.delete(upload);
    }
  };
  useEffect(() => () => open.current.forEach(upload => upload.stop.abort()), []);
  return {
    all,
    add: (files: readonly File[]) => {
      const added = files.map(file => ({ number: next.current++, file, stop: new AbortController(), sent: 0 }));
      setAll(now => [...now, ...added]);
      for (const upload of added) {
        open.current.add(upload);
        turn.current = turn.current.then(() => send(upload));
      }
    },
    cancel: (upload: Upload) => upload.stop.abort(),
    dismiss: (upload: Upload) => drop(upload.number),
  };
}
