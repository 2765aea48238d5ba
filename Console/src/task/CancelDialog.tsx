import { useLayoutEffect, useState } from "preact/hooks";
import { online } from "../api/connection.ts";
import { cancelTask } from "../api/tasks.ts";
import type { TaskView } from "../api/types.ts";
import { useValue } from "../app/useValue.ts";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { isAway, type HostNow } from "./HostNow.ts";

/** Says what will happen to the processes before it asks for it; goes when the task is over, however that came about. */
export function CancelDialog({ task, host, onClose, onTask }: { task: TaskView; host: HostNow | null; onClose: () => void; onTask: (task: TaskView) => void }) {
  const asked = task.cancelRequestedAt !== undefined;
  const connected = useValue(online);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  useLayoutEffect(() => { if (task.terminal) onClose(); }, [task.terminal]);
  const cancel = async () => {
    setBusy(true);
    setError(undefined);
    try {
      onTask(await cancelTask(task.id));
    } catch (failed) {
      setError(failed as Error);
    }

    setBusy(false);
  };
  const waiting = task.phase === "queued";
  const name = task.agent.name;
  const [interrupt, terminate] = [task.grace?.interruptSeconds ?? 7.5, task.grace?.terminateSeconds ?? 2.5];
  return (
    <Dialog title={t(asked ? "cancelAskedTitle" : "cancelTitle")} onClose={onClose}>
      {waiting ? <p>{t("cancelQueued")}</p> : (
        <>
          {isAway(host) && <p class="banner warn">{t("cancelAway", { host: name })}</p>}
          <ol class="cancel-steps">
            {interrupt > 0 && <li><b>SIGINT</b> {t("cancelInterrupt", { seconds: interrupt })}</li>}
            {terminate > 0 && <li><b>SIGTERM</b> {t("cancelTerminate", { seconds: terminate })}</li>}
            <li><b>SIGKILL</b> {t("cancelKill")}</li>
            <li>{t("cancelConfirm", { host: name })}</li>
          </ol>
        </>
      )}
      {asked && (
        <p class="cancel-state" role="status">
          {task.phase === "cancelUnconfirmed" ? t(isAway(host) ? "words_cancelUnconfirmed_away" : "words_cancelUnconfirmed", { host: name })
            : isAway(host) ? t("words_cancelling_away", { host: name }) : <><span class="spinner" aria-hidden="true" /> {t("cancelWaiting")}</>}
        </p>
      )}
      {error && <p class="error" role="alert">{error.message}</p>}
      <div class="dialog-actions">
        <Button onClick={onClose}>{t(asked ? "close" : waiting ? "keepQueued" : "keepRunning")}</Button>
        {!asked && !task.terminal && <Button kind="danger" icon="stop" busy={busy} disabled={!connected} onClick={() => void cancel()}>{t("cancelTask")}</Button>}
      </div>
    </Dialog>
  );
}
