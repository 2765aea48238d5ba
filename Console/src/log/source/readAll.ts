import { readLog } from "../../api/logs.ts";
import type { LogRecord, Stream } from "../../api/types.ts";

const most = 5_000;

/** Exactly so many records, in as many answers as it takes; fewer only at the end of the log. */
export async function readAll(task: string, from: number, count: number, stream: Stream | undefined, signal: AbortSignal): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for (let next = from; records.length < count;) {
    const page = await readLog(task, next, Math.min(most, count - records.length), stream, signal);
    records.push(...page.records);
    if (page.records.length === 0 && page.nextSeq <= next) {
      return records;
    }

    next = page.nextSeq;
  }

  return records;
}
