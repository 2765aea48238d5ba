import { searchLog } from "../../api/logs.ts";
import type { Fold } from "../layout/Folds.ts";
import { commandOf } from "../lines/commands.ts";

interface Mark { seq: number; ends: boolean }

const marks = ["group]", "group::"];
const most = 100_000;

/** Every group of a log, found on the server. A group ends at its end mark, at the next group, or at `end`; null: one without an end is left out. */
export async function findGroups(task: string, end: number | null, signal: AbortSignal): Promise<Fold[]> {
  const found = await Promise.all(marks.map(mark => findMarks(task, mark, signal)));
  return groupsOf(found.flat().sort((a, b) => a.seq - b.seq), end);
}

export function groupsOf(found: readonly Mark[], end: number | null): Fold[] {
  const folds: Fold[] = [];
  let open: number | null = null;
  for (const { seq, ends } of found) {
    if (open !== null) {
      folds.push({ group: open, end: ends ? seq + 1 : seq });
    }

    open = ends ? null : seq;
  }

  return open === null || end === null ? folds : [...folds, { group: open, end }];
}

async function findMarks(task: string, mark: string, signal: AbortSignal): Promise<Mark[]> {
  const found: Mark[] = [];
  for (let from: number | null | undefined = 1; from && found.length < most;) {
    const page = await searchLog(task, mark, from, 1_000, true, signal);
    for (const { seq, text } of page.matches) {
      const { kind } = commandOf(text);
      if (kind === "group" || kind === "endGroup") {
        found.push({ seq, ends: kind === "endGroup" });
      }
    }

    from = page.next;
  }

  return found;
}
