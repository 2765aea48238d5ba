import { useState } from "preact/hooks";
import { changeAgent } from "../api/agents.ts";
import type { AgentView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { parseLabels, writeLabels } from "../run/labels.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { changedLabels } from "./changedLabels.ts";

/** A host's name, labels and number of tasks at once, to be changed. */
export function EditHost({ host, onClose, onHost }: { host: AgentView; onClose: () => void; onHost: (host: AgentView) => void }) {
  const [name, setName] = useState(host.name);
  const [labels, setLabels] = useState(writeLabels(host.labels));
  const [slots, setSlots] = useState(host.slotLimit ? String(host.slotLimit) : "");
  const [throttle, setThrottle] = useState(host.throttle);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = async (event: Event) => {
    event.preventDefault();
    const wanted = parseLabels(labels);
    if (wanted === null || !name.trim()) {
      setError(t(wanted === null ? "badLabels" : "badHostName"));
      document.getElementById(wanted === null ? "host-labels" : "host-name")?.focus();
      return;
    }

    const most = slots.trim() === "" ? 0 : /^\d{1,4}$/.test(slots.trim()) ? Number(slots) : -1;
    if (most < 0 || most > 1_000 || (most === 0 && slots.trim() !== "")) {
      setError(t("badSlots"));
      document.getElementById("host-slots")?.focus();
      return;
    }

    setBusy(true);
    try {
      const changed = changedLabels(host.labels, wanted);
      onHost(await changeAgent(host.id, { ...(name.trim() === host.name ? {} : { name: name.trim() }), ...(Object.keys(changed).length ? { labels: changed } : {}), ...(most === (host.slotLimit ?? 0) ? {} : { slots: most }), ...(throttle === host.throttle ? {} : { throttle }) }));
      onClose();
    } catch (failed) {
      setError((failed as Error).message);
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("editHost", { name: host.name })} onClose={onClose}>
      <form class="token-form" onSubmit={event => void save(event)}>
        <div class="field"><label for="host-name">{t("taskName")}</label><input id="host-name" autofocus value={name} spellcheck={false} autocomplete="off" onInput={event => setName(event.currentTarget.value)} /></div>
        <div class="field"><label for="host-labels">{t("labels")}</label><textarea id="host-labels" class="mono" rows={3} value={labels} placeholder="role=web zone=eu-1" spellcheck={false} onInput={event => setLabels(event.currentTarget.value)} /><small class="faint">{t("labelsHelp")}</small></div>
        <div class="field"><label for="host-slots">{t("slotLimit")}</label><input id="host-slots" value={slots} inputMode="numeric" placeholder={String(host.slots)} autocomplete="off" onInput={event => setSlots(event.currentTarget.value)} /><small class="faint">{t("slotLimitHelp", { n: host.slots })}</small></div>
        <label class="check"><input type="checkbox" checked={throttle} onChange={event => setThrottle(event.currentTarget.checked)} /><span>{t("throttle")}<small class="faint block">{t("throttleHelp")}</small></span></label>
        {error && <p class="error" role="alert">{error}</p>}
        <div class="dialog-actions"><Button onClick={onClose}>{t("cancel")}</Button><Button kind="primary" type="submit" busy={busy}>{t("save")}</Button></div>
      </form>
    </Dialog>
  );
}
