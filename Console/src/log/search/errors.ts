import { searchLog } from "../../api/logs.ts";
import { errorPattern } from "../lines/commands.ts";
import { LogSearch } from "./LogSearch.ts";

const marked = { text: errorPattern, matchCase: true, regex: true };
const anything = { text: ".", matchCase: true, regex: true };

/** The next record, or the one before, that marks an error or came on stderr. Null: there is none. */
export async function nextError(task: string, from: number, by: 1 | -1): Promise<number | null> {
  const searches = [new LogSearch(task, marked, () => undefined), new LogSearch(task, anything, () => undefined, "stderr")];
  await Promise.all(searches.map(search => search.run()));
  const found = searches.flatMap(({ matches }) => {
    const at = by > 0 ? matches.positionOf(from + 1) : matches.positionOf(from) - 1;
    return at >= 0 && at < matches.count ? [matches.seqAt(at)] : [];
  });
  return found.length === 0 ? null : by > 0 ? Math.min(...found) : Math.max(...found);
}

/** The first error that the output marks; null where it marks none in its first part. */
export async function firstError(task: string, signal: AbortSignal): Promise<number | null> {
  const page = await searchLog(task, marked, 1, 1, signal).catch(() => null);
  return page?.matches[0]?.seq ?? null;
}
