import type { TaskSummary, TaskView } from "../api/types.ts";
import { said } from "../i18n/said.ts";

/** Why a task waits, or what became of it, in the reader's words. */
export const whyOf = (task: TaskSummary | TaskView): string | undefined => said(task.why, task.waitingFor ?? ("reason" in task ? task.reason : undefined));

/** What the page says anyhow, of phase and host. */
const known: ReadonlySet<string> = new Set(["cancelling", "cancelledUnsent", "cancelledUnaccepted", "cancelUnconfirmed", "endedWhileCancelled", "timedOut", "signalled"]);

export const saysMore = (task: TaskView): boolean => !task.why || task.why.some(why => !known.has(why.code));
