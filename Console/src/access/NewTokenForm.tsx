import { useState } from "preact/hooks";
import { createToken } from "../api/access.ts";
import type { NewToken } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { parseDuration, writeDuration } from "../run/durations.ts";
import { Time } from "../time/Time.tsx";
import { Button } from "../ui/Button.tsx";
import { CodeLine } from "../ui/CodeLine.tsx";
import { Dialog } from "../ui/Dialog.tsx";

const longest = 31_536_000;

/** Makes an operator's token, and shows it the one time that it can be shown. */
export function NewTokenForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [days, setDays] = useState("90d");
  const [made, setMade] = useState<NewToken>();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const seconds = parseDuration(days, longest);
  const make = async (event: Event) => {
    event.preventDefault();
    const field = !name.trim() ? "token-name" : seconds === null || seconds < 60 ? "token-days" : null;
    if (field) {
      setError(t(field === "token-name" ? "badTokenName" : "badTokenDays"));
      document.getElementById(field)?.focus();
      return;
    }

    setBusy(true);
    setError(undefined);
    try {
      setMade(await createToken(name.trim(), seconds!));
    } catch (failed) {
      setError((failed as Error).message);
    }

    setBusy(false);
  };
  return (
    <Dialog title={t("newToken")} onClose={onClose}>
      {made ? (
        <>
          <p>{t("tokenOnce", { name: made.name })}</p>
          <CodeLine code={made.token} />
          <p class="hint">{t("expires")} <Time at={made.expiresAt} as="exact" /></p>
          <div class="dialog-actions"><Button kind="primary" onClick={onClose}>{t("close")}</Button></div>
        </>
      ) : (
        <form class="token-form" onSubmit={event => void make(event)}>
          <div class="field"><label for="token-name">{t("taskName")}</label><input id="token-name" autofocus value={name} placeholder="ada" maxLength={128} spellcheck={false} autocomplete="off" onInput={event => setName(event.currentTarget.value)} /><small class="faint">{t("tokenNameHelp")}</small></div>
          <div class="field"><label for="token-days">{t("validFor")}</label><input id="token-days" class="mono" value={days} spellcheck={false} aria-invalid={seconds === null} onInput={event => setDays(event.currentTarget.value)} /><small class="faint">{t("tokenDaysHelp", { most: writeDuration(longest) })}</small></div>
          {error && <p class="error" role="alert">{error}</p>}
          <div class="dialog-actions"><Button onClick={onClose}>{t("cancel")}</Button><Button kind="primary" type="submit" busy={busy}>{t("makeToken")}</Button></div>
        </form>
      )}
    </Dialog>
  );
}
