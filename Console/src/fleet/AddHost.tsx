import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Enrol } from "./Enrol.tsx";

export function AddHost({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t("addHost")} onClose={onClose} wide>
      <Enrol />
      <div class="dialog-actions"><Button onClick={onClose}>{t("close")}</Button></div>
    </Dialog>
  );
}
