import type { TaskSummary } from "../api/types.ts";

/** Tasks that were submitted together, the newest first: one task, or one for each host of a run. */
export interface Run { id: string; tasks: TaskSummary[] }

export function runsOf(tasks: readonly TaskSummary[]): Run[] {
  const runs = new Map<string, Run>();
  for (const task of tasks) {
    const label = task.labels.run;
    const key = label ? `run=${label}` : task.id;
    const run = runs.get(key);
    if (run) run.tasks.push(task); else runs.set(key, { id: label ?? task.id, tasks: [task] });
  }

  return [...runs.values()];
}

/** Where the results of a run are. */
export const resultsOf = (run: Run): string => (run.tasks.length === 1 && !run.tasks[0]!.labels.run ? `/tasks/${encodeURIComponent(run.tasks[0]!.id)}` : `/tasks?label=${encodeURIComponent(`run=${run.id}`)}`);
