import type { SomeRecords } from "../source/SomeRecords.ts";

interface Found { readonly matches: Pick<SomeRecords, "count" | "positionOf">; readonly reached: number; readonly done: boolean }

/**
 * Which match a step leads to: from the one that is shown, or without one (-1) from the first record in view. Round the end only when all is
 * searched. Null: there is none, or the search has not come far enough to tell.
 */
export function nextMatch({ matches, reached, done }: Found, shown: number, by: number, firstSeq: number): number | null {
  const { count } = matches;
  const next = shown >= 0 ? shown + by : by > 0 ? matches.positionOf(firstSeq) : matches.positionOf(firstSeq) - 1;
  if (next >= 0 && next < count && (shown >= 0 || by > 0 || done || reached >= firstSeq)) {
    return next;
  }

  return done && count > 0 ? (next + count) % count : null;
}
