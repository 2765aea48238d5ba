import { t } from "../i18n/t.ts";
import { bytes } from "../time/format.ts";
import { Button } from "../ui/Button.tsx";
import { Meter } from "../ui/Meter.tsx";
import type { Upload } from "./Upload.ts";

/** Files on their way, each with how far it is; one that failed says why, until it is dismissed. */
export function Uploads({ of, onCancel, onDismiss }: { of: readonly Upload[]; onCancel: (upload: Upload) => void; onDismiss: (upload: Upload) => void }) {
  if (of.length === 0) return null;
  return (
    <section class="card" aria-label={t("uploads")} aria-live="polite">
      <header><h2>{t("uploads")}</h2></header>
      <ul class="plain-rows">{of.map(upload => (
        <li key={upload.number}>
          <span><b>{upload.file.name}</b>{upload.error && <span class="error block" role="alert">{upload.error.message}</span>}</span>
          <Meter used={upload.sent} total={Math.max(1, upload.file.size)} text={`${bytes(upload.sent)} / ${bytes(upload.file.size)}`} label={upload.file.name} />
          {upload.error ? <Button kind="quiet" icon="close" label={t("dismiss")} onClick={() => onDismiss(upload)} /> : <Button kind="quiet" icon="stop" label={t("cancel")} onClick={() => onCancel(upload)} />}
        </li>))}</ul>
    </section>
  );
}
