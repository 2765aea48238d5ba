import { useState } from "preact/hooks";
import { cancelTask, listTasks, readSpec, submitTask } from "../api/tasks.ts";
import type { Counts, TaskPage, TaskPhase, TaskSummary } from "../api/types.ts";
import { go } from "../app/route.ts";
import { t } from "../i18n/t.ts";
import { newRunId } from "../run/submission.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { countOf } from "./phaseCount.ts";

const open: readonly TaskPhase[] = ["queued", "sent", "running", "cancelling", "cancelUnconfirmed"];
/** What certainly did not do its work; a lost one may have. */
const failed: readonly TaskPhase[] = ["failed", "timedOut", "rejected"];
const over: readonly TaskPhase[] = ["succeeded", ...failed, "cancelled", "lost"];
const atOnce = 8;

/** The tasks of one run on several hosts: how many are over, and how; what to do about those that are not, or failed. */
export function RunHead({ run, counts }: { run: string; counts: Counts }) {
  const [asking, setAsking] = useState<"cancel" | "retry" | null>(null);
  const [total, done, bad, live] = [[...open, ...over], over, failed, open].map(phases => countOf(counts, phases).count) as [number, number, number, number];
  const lost = countOf(counts, ["lost"]).count;
  const tasks = (phase: readonly TaskPhase[]) => all({ label: `run=${run}`, phase });
  const retry = async () => {
    const next = newRunId();
    let n = 0;
    await each(await tasks(failed), async task => {
      const id = `${next}-${++n}`;
      const spec = await readSpec(task.id);
      await submitTask(id, { ...spec, labels: { ...spec.labels, run: next, "retry-of": run } });
    });
    go(`/tasks?label=run%3D${next}`);
  };
  return (
    <section class="run-head" aria-label={t("runOf", { run })}>
      <p aria-live="polite"><b>{t("runDone", { n: done, all: total })}</b>{bad > 0 && <span class="bad"> · {t("runFailed", { n: bad })}</span>}{lost > 0 && <span class="bad"> · {t("runLost", { n: lost })}</span>}</p>
      <progress max={Math.max(1, total)} value={done} aria-label={t("runDone", { n: done, all: total })} />
      {bad > 0 && <Button icon="again" onClick={() => setAsking("retry")}>{t("retryFailed")}</Button>}
      {live > 0 && <Button icon="stop" kind="danger" onClick={() => setAsking("cancel")}>{t("cancelAll")}</Button>}
      {asking === "cancel" && <Confirm title={t("cancelAllTitle", { n: live })} text={t("cancelAllText")} action={t("cancelAll")} danger onClose={() => setAsking(null)} onConfirm={async () => each(await tasks(open), task => cancelTask(task.id))} />}
      {asking === "retry" && <Confirm title={t("retryTitle", { n: bad })} text={t("retryText")} action={t("retryFailed")} onClose={() => setAsking(null)} onConfirm={retry} />}
    </section>
  );
}

async function all(filter: { label: string; phase: readonly TaskPhase[] }): Promise<TaskSummary[]> {
  const tasks: TaskSummary[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined;) {
    const page: TaskPage = await listTasks(filter, 100, cursor || undefined);
    tasks.push(...page.items);
    cursor = page.nextCursor;
  }

  return tasks;
}

/** A few at a time; every one is tried, and the first that failed is told of. */
async function each(tasks: readonly TaskSummary[], act: (task: TaskSummary) => Promise<unknown>): Promise<void> {
  const waiting = [...tasks];
  const failures: unknown[] = [];
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      await act(task).catch((error: unknown) => failures.push(error));
    }
  }));
  if (failures.length > 0) {
    throw failures[0];
  }
}
