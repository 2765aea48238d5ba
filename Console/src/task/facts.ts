import type { TaskView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { bytes } from "../time/format.ts";
import { signalName } from "./signalName.ts";

/** How a task stands, in plain words. */
export function plainWords(task: TaskView): string {
  switch (task.phase) {
    case "failed":
      return task.outcome === "couldNotStart" ? t("words_couldNotStart")
        : task.signal !== undefined ? t("words_signal", { signal: signalName(task.signal) })
        : t("words_failed", { code: task.exitCode ?? "?" });
    case "timedOut": return t("words_timedOut", { n: task.timeoutSeconds });
    default: return t(`words_${task.phase}`);
  }
}

/** What to do where it is not clear how a task stands. */
export function whatToDo(task: TaskView): string | null {
  return task.phase === "cancelUnconfirmed" ? t("todo_cancelUnconfirmed", { host: task.agent.name })
    : task.phase === "lost" ? t("todo_lost", { host: task.agent.name })
    : task.phase === "rejected" ? t("todo_rejected")
    : null;
}

/** What is not as one would expect: late results, processes left, output that is missing. */
export function oddities(task: TaskView): string[] {
  const odd: string[] = [];
  if (task.lateResult) odd.push(t("odd_late", { outcome: task.lateResult.outcome, code: task.lateResult.exitCode ?? "–" }));
  if (task.processesLeft > 0) odd.push(t("odd_left", { n: task.processesLeft }));
  const dropped = (task.stdoutDropped ?? 0) + (task.stderrDropped ?? 0);
  if (dropped > 0) odd.push(t("odd_truncated", { size: bytes(dropped) }));
  if (task.terminal && !task.log.complete) odd.push(t("odd_incomplete"));
  return odd;
}
