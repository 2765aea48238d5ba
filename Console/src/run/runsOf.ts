import type { TaskSummary } from "../api/types.ts";

/** Tasks that were submitted together, the newest first: one task, or one for each host of a job. */
export interface Run { id: string; tasks: TaskSummary[]; isJob: boolean }

export function runsOf(tasks: readonly TaskSummary[]): Run[] {
  const runs = new Map<string, Run>();
  for (const task of tasks) {
    const { job } = task.labels;
    const key = job ? `job=${job}` : task.id;
    const run = runs.get(key);
    if (run) run.tasks.push(task); else runs.set(key, { id: job ?? task.id, tasks: [task], isJob: job !== undefined });
  }

  return [...runs.values()];
}

/** Where the results of a run are. */
export const resultsOf = (run: Run): string => `/${run.isJob ? "jobs" : "tasks"}/${encodeURIComponent(run.id)}`;
