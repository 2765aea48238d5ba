import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { online } from "../api/connection.ts";
import { useValue } from "../app/useValue.ts";
import { t } from "../i18n/t.ts";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";

interface ConfirmProps { title: string; text: string; action: string; danger?: boolean; onConfirm: () => Promise<void>; onClose: () => void; children?: ComponentChildren }

export function Confirm({ title, text, action, danger = false, onConfirm, onClose, children }: ConfirmProps) {
  const connected = useValue(online);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (failed) {
      setError(failed as Error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      {children && <form id="confirm-more" onSubmit={event => { event.preventDefault(); void confirm(); }}>{children}</form>}
      {error && <p class="error" role="alert">{error.message}</p>}
      <div class="dialog-actions">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button kind={danger ? "danger" : "primary"} busy={busy} disabled={!connected} onClick={() => void confirm()}>{action}</Button>
      </div>
    </Dialog>
  );
}
