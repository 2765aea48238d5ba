import type { Counts, TaskPhase } from "../api/types.ts";

const open: ReadonlySet<TaskPhase> = new Set(["queued", "sent", "running", "cancelling", "cancelUnconfirmed"]);

/** How many tasks are in these phases, and whether there may be more: a gateway counts the newest only, and all that are not over. */
export function countOf(counts: Counts, phases: readonly TaskPhase[]): { count: number; orMore: boolean } {
  const isExact = (phase: TaskPhase) => counts.complete || (open.has(phase) && counts.openComplete);
  return { count: phases.reduce((sum, phase) => sum + counts[phase], 0), orMore: !phases.every(isExact) };
}

/** "12,345", "10,000+", and nothing where none was found among those that were looked at. */
export const writeCount = ({ count, orMore }: { count: number; orMore: boolean }): string => (orMore ? (count === 0 ? "" : `${count.toLocaleString()}+`) : count.toLocaleString());
