import { searchLog } from "../../api/logs.ts";
import { strip } from "../ansi/strip.ts";
import type { Fold } from "../layout/Folds.ts";
import { commandOf } from "../lines/commands.ts";
import { scan } from "./scan.ts";

interface Mark { seq: number; ends: boolean; at?: number }

/** A group of a log: the records that belong to it, and how long they took. */
export interface Group extends Fold { readonly ms?: number }

const marks = ["group]", "group::"];
const most = 100_000;

/** Every group of a log, found on the server. A group ends at its end mark, at the next group, or at `end`; null: one without an end is left out. */
export async function findGroups(task: string, end: number | null, signal: AbortSignal): Promise<Group[]> {
  const found = await Promise.all(marks.map(mark => findMarks(task, mark, signal)));
  return groupsOf(found.flat().sort((a, b) => a.seq - b.seq), end);
}

export function groupsOf(found: readonly Mark[], end: number | null): Group[] {
  const folds: Group[] = [];
  let open: Mark | null = null;
  for (const mark of found) {
    if (open !== null) {
      folds.push({ group: open.seq, end: mark.ends ? mark.seq + 1 : mark.seq, ...(open.at !== undefined && mark.at !== undefined ? { ms: mark.at - open.at } : {}) });
    }

    open = mark.ends ? null : mark;
  }

  return open === null || end === null ? folds : [...folds, { group: open.seq, end }];
}

/** Where one group ends, read from the log itself; `last` is the newest record. */
export async function endOfGroup(task: string, group: number, last: number, signal: AbortSignal): Promise<number> {
  let end = last + 1;
  await scan(task, group + 1, undefined, signal, records => {
    const found = records.find(record => /group(?:\]|::)/.test(record.text) && ["group", "endGroup"].includes(commandOf(strip(record.text)).kind));
    if (found) {
      end = commandOf(strip(found.text)).kind === "endGroup" ? found.seq + 1 : found.seq;
    }

    return !found;
  });
  return end;
}

async function findMarks(task: string, mark: string, signal: AbortSignal): Promise<Mark[]> {
  const found: Mark[] = [];
  for (let from: number | null | undefined = 1; from && found.length < most;) {
    const page = await searchLog(task, { text: mark, matchCase: true }, from, 1_000, signal);
    for (const { seq, text, at } of page.matches) {
      const { kind } = commandOf(text);
      if (kind === "group" || kind === "endGroup") {
        found.push({ seq, ends: kind === "endGroup", at: Date.parse(at) });
      }
    }

    from = page.next;
  }

  return found;
}
