import type { TaskView } from "../api/types.ts";
import { t, type Key } from "../i18n/t.ts";
import { bytes, duration, exact } from "../time/format.ts";
import type { HostNow } from "./HostNow.ts";
import { signalName } from "./signalName.ts";
import { standing } from "./standing.ts";

/** How a task stands, in plain words. */
export const plainWords = (task: TaskView, host: HostNow | null): string => t(standing(task, host), {
  host: task.agent.name,
  code: task.exitCode ?? "?",
  signal: task.signal === undefined ? "" : signalName(task.signal),
  time: duration(task.timeoutSeconds),
  seen: host?.lastSeenAt ? exact(host.lastSeenAt) : "–",
  n: task.processesLeft,
});

/** What to do where it is not clear how a task stands. */
export function whatToDo(task: TaskView): string | null {
  return task.phase === "cancelUnconfirmed" ? t("todo_cancelUnconfirmed", { host: task.agent.name })
    : task.phase === "lost" ? t("todo_lost", { host: task.agent.name })
    : task.phase === "rejected" ? t("todo_rejected")
    : null;
}

const outcomes: readonly string[] = ["exited", "cancelled", "timedOut", "couldNotStart", "unknown", "limitExceeded"];

/** What is not as one would expect: late results, processes left, output that is missing. */
export function oddities(task: TaskView): string[] {
  const odd: string[] = [];
  if (task.lateResult) odd.push(t("odd_late", { outcome: outcomes.includes(task.lateResult.outcome) ? t(`outcome_${task.lateResult.outcome}` as Key) : task.lateResult.outcome, code: task.lateResult.exitCode ?? "–" }));
  if (task.processesLeft > 0 && !["timedOut", "cancelled"].includes(task.phase)) odd.push(t("odd_left", { n: task.processesLeft }));
  const dropped = (task.stdoutDropped ?? 0) + (task.stderrDropped ?? 0);
  if (dropped > 0) odd.push(t("odd_truncated", { size: bytes(dropped) }));
  if (task.terminal && !task.log.complete) odd.push(t("odd_incomplete"));
  return odd;
}
