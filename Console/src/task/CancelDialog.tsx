import { useState } from "preact/hooks";
import { cancelTask } from "../api/tasks.ts";
import type { TaskView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";

/** Says what will happen to the processes before it asks for it; stays until the end is confirmed. */
export function CancelDialog({ task, onClose, onTask }: { task: TaskView; onClose: () => void; onTask: (task: TaskView) => void }) {
  const [asked, setAsked] = useState(task.cancelRequestedAt !== undefined);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const cancel = async () => {
    setBusy(true);
    setError(undefined);
    try {
      onTask(await cancelTask(task.id));
      setAsked(true);
    } catch (failed) {
      setError(failed as Error);
    }

    setBusy(false);
  };
  const waiting = task.phase === "queued";
  const [interrupt, terminate] = [task.grace?.interruptSeconds ?? 7.5, task.grace?.terminateSeconds ?? 2.5];
  return (
    <Dialog title={t("cancelTitle")} onClose={onClose}>
      {waiting && !asked ? <p>{t("cancelQueued")}</p> : (
        <ol class="cancel-steps">
          {interrupt > 0 && <li class={asked ? "done" : ""}><b>SIGINT</b> {t("cancelInterrupt", { seconds: interrupt })}</li>}
          {terminate > 0 && <li><b>SIGTERM</b> {t("cancelTerminate", { seconds: terminate })}</li>}
          <li><b>SIGKILL</b> {t("cancelKill")}</li>
          <li class={task.terminal ? "done" : ""}>{t("cancelConfirm", { host: task.agent.name })}</li>
        </ol>
      )}
      {asked && (
        <p class={`cancel-state${task.terminal ? " over" : ""}`} role="status">
          {task.terminal ? t("cancelOver", { phase: t(`phase_${task.phase}`) }) : task.phase === "cancelUnconfirmed" ? t("words_cancelUnconfirmed") : <><span class="spinner" aria-hidden="true" /> {t("cancelWaiting")}</>}
        </p>
      )}
      {error && <p class="error" role="alert">{error.message}</p>}
      <div class="dialog-actions">
        <Button onClick={onClose}>{t(asked ? "close" : "keepRunning")}</Button>
        {!asked && !task.terminal && <Button kind="danger" icon="stop" busy={busy} onClick={() => void cancel()}>{t("cancelTask")}</Button>}
      </div>
    </Dialog>
  );
}
