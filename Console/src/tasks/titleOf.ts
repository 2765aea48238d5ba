import type { TaskSummary } from "../api/types.ts";

/** What a task is called by people: its name, or what it runs, or where neither is known its id. */
export const titleOf = (task: Pick<TaskSummary, "id" | "name" | "preview">): string => task.name || task.preview || task.id;
