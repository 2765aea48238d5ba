import type { TaskView } from "../api/types.ts";
import type { Key } from "../i18n/t.ts";
import { isAway, type HostNow } from "./HostNow.ts";

/** What standing needs to know of a task. */
export type Standing = Pick<TaskView, "phase" | "sentAt" | "acceptedAt" | "startedAt" | "cancelRequestedAt" | "outcome" | "signal" | "exitCode" | "processesLeft" | "attempts">;

/**
 * Which sentence is true of a task: of its phase, of its host now, and of whether it was cancelled. A sentence claims nothing that nobody said:
 * an end is confirmed only where the host reported one, and what was never handed over never ran.
 */
export function standing(task: Standing, host: HostNow | null): Key {
  const away = isAway(host);
  switch (task.phase) {
    case "queued": return hasFailed(task) ? "words_queued_failed" : host === null ? "words_queued" : `words_queued_${host.state}`;
    case "sent": return away ? "words_sent_away" : "words_sent";
    case "running": return away ? "words_running_away" : "words_running";
    case "cancelling": return away ? "words_cancelling_away" : "words_cancelling";
    case "cancelUnconfirmed": return away ? "words_cancelUnconfirmed_away" : "words_cancelUnconfirmed";
    case "succeeded": return task.cancelRequestedAt ? "words_succeeded_inCancel" : "words_succeeded";
    case "failed": return failed(task);
    case "timedOut": return task.processesLeft > 0 ? "words_timedOut_left" : "words_timedOut";
    case "cancelled": return cancelled(task);
    case "lost": return wasTaken(task) ? "words_lost" : "words_lost_inDoubt";
    case "rejected": return "words_rejected";
  }
}

/** Its host has taken it on, now or in an earlier attempt. */
export const wasTaken = (task: Standing): boolean => [task.acceptedAt, task.startedAt, ...(task.attempts ?? []).map(attempt => attempt.acceptedAt)].some(Boolean);

/** Its last attempt failed, and another was to follow. */
const hasFailed = (task: Standing): boolean => task.attempts?.at(-1)?.failed === true;

/** It was handed to the connection of its host, which may or may not have it. */
export const wasSent = (task: Standing): boolean => [task.sentAt, ...(task.attempts ?? []).map(attempt => attempt.sentAt)].some(Boolean);

function failed(task: Standing): Key {
  if (task.outcome === "couldNotStart") {
    return "words_couldNotStart";
  }

  if (task.outcome === "limitExceeded") {
    return "words_limitExceeded";
  }

  return task.signal !== undefined ? "words_signal" : task.cancelRequestedAt ? "words_failed_inCancel" : "words_failed";
}

function cancelled(task: Standing): Key {
  if (task.outcome === undefined) {
    return hasFailed(task) ? "words_cancelled_failed" : wasTaken(task) ? "words_cancelled_between" : wasSent(task) ? "words_cancelled_untaken" : "words_cancelled_unsent";
  }

  return task.processesLeft > 0 ? "words_cancelled_left"
    : task.outcome === "couldNotStart" ? "words_cancelled_unstarted"
    : task.outcome === "exited" ? "words_cancelled_byItself"
    : task.cancelRequestedAt ? "words_cancelled" : "words_cancelled_there";
}
