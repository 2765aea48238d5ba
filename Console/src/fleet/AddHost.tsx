import { useState } from "preact/hooks";
import type { AgentView } from "../api/types.ts";
import { go } from "../app/route.ts";
import { t } from "../i18n/t.ts";
import { chosenHosts } from "../run/chosenHosts.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Enrol } from "./Enrol.tsx";

export function AddHost({ onClose }: { onClose: () => void }) {
  const [arrived, setArrived] = useState<readonly AgentView[]>([]);
  const [round, setRound] = useState(0);
  const run = () => {
    chosenHosts.set(arrived.map(host => host.id));
    go("/run");
  };
  const another = () => {
    setArrived([]);
    setRound(round + 1);
  };
  return (
    <Dialog title={t("addHost")} onClose={onClose} wide>
      <Enrol key={round} arrived={setArrived} />
      <div class="dialog-actions">
        {arrived.length > 0 && <><Button onClick={another}>{t("addAnother")}</Button><Button kind="primary" icon="run" onClick={run}>{t("runOnIt", { n: arrived.length })}</Button></>}
        <Button onClick={onClose}>{t("close")}</Button>
      </div>
    </Dialog>
  );
}
