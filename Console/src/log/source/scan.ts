import { readLog } from "../../api/logs.ts";
import type { LogRecord, Stream } from "../../api/types.ts";

const most = 5_000;

/** Reads a log through to its present end, page by page. `page` may answer false to stop. */
export async function scan(
  task: string, from: number, stream: Stream | undefined, signal: AbortSignal,
  page: (records: readonly LogRecord[], nextSeq: number) => boolean | void,
): Promise<void> {
  for (let next = from; !signal.aborted;) {
    const read = await readLog(task, next, most, stream, signal);
    const goOn = page(read.records, read.nextSeq) !== false;
    if (!goOn || read.nextSeq <= next || (read.records.length === 0 && read.complete)) {
      return;
    }

    // Less than asked for may come, also with more to follow: only an answer without progress is the end.
    next = read.nextSeq;
  }
}
