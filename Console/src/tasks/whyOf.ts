import type { TaskSummary, TaskView } from "../api/types.ts";

/** Why a task waits, or what became of it, in the reader's words. */
export const whyOf = (task: TaskSummary | TaskView): string | undefined => task.waitingFor ?? ("reason" in task ? task.reason : undefined);
