import type { TaskSummary, TaskView } from "../api/types.ts";
import { said } from "../i18n/said.ts";

/** Why a task waits, or what became of it, in the reader's words. */
export const whyOf = (task: TaskSummary | TaskView): string | undefined => said(task.why, task.waitingFor ?? ("reason" in task ? task.reason : undefined));

/** What the page says anyhow, of phase and host. */
const known: ReadonlySet<string> = new Set(["cancelling", "cancelledUnsent", "cancelledUnaccepted", "cancelUnconfirmed", "endedWhileCancelled", "timedOut", "signalled"]);

const knownOfHost: ReadonlySet<string> = new Set(["hostOffline", "hostNeverConnected", "hostDraining"]);

/** Whether a reason says more than the sentence beside it: that one knows the phase, and how the host is, where that could be asked. */
export const saysMore = (task: TaskView, hostIsKnown: boolean): boolean =>
  !task.why || task.why.some(({ code }) => !known.has(code) && !(hostIsKnown && knownOfHost.has(code)));
