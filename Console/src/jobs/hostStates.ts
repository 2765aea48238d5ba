import type { JobCounts, JobHostState } from "../api/types.ts";

/** From what is done to what is to come, as they are drawn. */
export const hostStates = Object.keys({ succeeded: 0, failed: 0, undelivered: 0, cancelled: 0, open: 0, waiting: 0 } satisfies Record<JobHostState & keyof JobCounts, 0>) as readonly JobHostState[];

/** Hosts whose turn in this round is over. */
export const doneOf = (counts: JobCounts): number => counts.succeeded + counts.failed + counts.undelivered + counts.cancelled;

/** Hosts that a round for those that did not succeed is for. */
export const unsuccessfulOf = (counts: JobCounts): number => counts.failed + counts.undelivered + counts.cancelled + counts.waiting;

export const hostsOf = (counts: JobCounts): number => doneOf(counts) + counts.open + counts.waiting;
