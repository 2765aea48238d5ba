import { searchLog } from "../../api/logs.ts";
import type { LogRecord } from "../../api/types.ts";
import type { Matcher } from "./matcher.ts";

/** The matching records from one on, as the search shows them: without colours, and long ones cut. */
export async function readMatches(task: string, { text, matchCase, regex }: Matcher, from: number, count: number, signal: AbortSignal): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for (let next: number | null | undefined = from; next && records.length < count;) {
    const page = await searchLog(task, { text, matchCase, regex }, next, Math.min(1_000, count - records.length), signal);
    records.push(...page.matches.map(match => ({ seq: match.seq, stream: match.stream, at: match.at, attempt: 1, text: `${match.text}\n` })));
    next = page.next;
  }

  return records;
}
