import { useState } from "preact/hooks";
import { putSecret } from "../api/secrets.ts";
import type { SecretView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { secretProblem, type SecretField } from "./secretProblem.ts";

/** Stores a new secret, or changes one: its value, which nobody is shown, its hosts, or both. */
export function SecretForm({ of, taken, onClose, onStored }: { of: SecretView | null; taken: readonly string[]; onClose: () => void; onStored: () => void }) {
  const [draft, setDraft] = useState({ name: of?.name ?? "", value: "", on: of?.on ?? "" });
  const [wrong, setWrong] = useState<{ field: SecretField; words: string }>();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<typeof draft>) => { setDraft({ ...draft, ...part }); setWrong(undefined); };
  const store = async (event: Event) => {
    event.preventDefault();
    const problem = secretProblem(draft, of === null, taken);
    setWrong(problem ? { field: problem.field, words: t(problem.words) } : undefined);
    if (problem) {
      document.getElementById(`secret-${problem.field}`)?.focus();
      return;
    }

    setBusy(true);
    setError(undefined);
    try {
      await putSecret(draft.name, { ...(draft.value === "" ? {} : { value: draft.value }), ...(draft.on.trim() === of?.on ? {} : { on: draft.on.trim() }) });
      onStored();
    } catch (failed) {
      setError((failed as Error).message);
      setBusy(false);
    }
  };
  const input = (field: SecretField) => ({
    id: `secret-${field}`, class: "mono", value: draft[field], spellcheck: false, autocomplete: "off", "aria-invalid": wrong?.field === field, "aria-describedby": `secret-${field}-help`,
  });
  const help = (field: SecretField, words: string) => <small id={`secret-${field}-help`} class={wrong?.field === field ? "error" : "faint"}>{wrong?.field === field ? wrong.words : words}</small>;
  return (
    <Dialog title={of ? t("editSecret", { name: of.name }) : t("newSecret")} onClose={onClose}>
      <form class="token-form" onSubmit={event => void store(event)}>
        {!of && <div class="field"><label for="secret-name">{t("taskName")}</label><input autofocus placeholder="db-password" {...input("name")} onInput={event => change({ name: event.currentTarget.value })} />{help("name", t("secretNameHelp"))}</div>}
        <div class="field"><label for="secret-value">{t("secretValue")}</label><textarea rows={4} {...input("value")} onInput={event => change({ value: event.currentTarget.value })} />{help("value", t(of ? "secretValueKept" : "secretValueHelp"))}</div>
        <div class="field"><label for="secret-on">{t("secretHosts")}</label><input placeholder="role=web and zone!=us-1" {...input("on")} onInput={event => change({ on: event.currentTarget.value })} />{help("on", t("secretOnHelp"))}</div>
        {error && <p class="error" role="alert">{error}</p>}
        <div class="dialog-actions"><Button onClick={onClose}>{t("cancel")}</Button><Button kind="primary" type="submit" busy={busy}>{t("storeSecret")}</Button></div>
      </form>
    </Dialog>
  );
}
