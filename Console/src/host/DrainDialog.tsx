import { useState } from "preact/hooks";
import { drainAgent } from "../api/agents.ts";
import type { AgentView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { Confirm } from "../ui/Confirm.tsx";

/** Asks before a host is drained, and why. */
export function DrainDialog({ host, onClose, onHost }: { host: AgentView; onClose: () => void; onHost: (host: AgentView) => void }) {
  const [reason, setReason] = useState("");
  return (
    <Confirm title={t("drainTitle", { name: host.name })} text={t("drainText")} action={t("drain")} onClose={onClose} onConfirm={async () => onHost(await drainAgent(host.id, reason.trim()))}>
      <div class="field">
        <label for="drain-reason">{t("reason")}</label>
        <input id="drain-reason" autofocus value={reason} maxLength={200} autocomplete="off" onInput={event => setReason(event.currentTarget.value)} />
        <small class="faint">{t("reasonHelp")}</small>
      </div>
    </Confirm>
  );
}
