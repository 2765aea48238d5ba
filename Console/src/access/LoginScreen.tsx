import { useState } from "preact/hooks";
import { logIn } from "../api/access.ts";
import { ApiError } from "../api/ApiError.ts";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import { CodeLine } from "../ui/CodeLine.tsx";
import { Logo } from "../ui/Logo.tsx";
import { Preferences } from "../app/Preferences.tsx";

/** Asks for a token, and says where the first one is. */
export function LoginScreen({ done, expired }: { done: () => void; expired: boolean }) {
  const [token, setToken] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await logIn(token.trim());
      done();
    } catch (failed) {
      setBusy(false);
      setError(failed instanceof ApiError && failed.status === 401 ? t("wrongToken") : (failed as Error).message);
    }
  };
  return (
    <main class="login">
      <div class="login-card">
        <Logo />
        <h1>{t("logIn")}</h1>
        {expired && <p class="banner note" role="status">{t("sessionOver")}</p>}
        <form onSubmit={event => void submit(event)}>
          <label class="field">
            <span>{t("token")}</span>
            <input type="password" class="mono" name="token" autocomplete="current-password" required autofocus value={token} placeholder="ops_admin_…" spellcheck={false}
              aria-invalid={error !== undefined} aria-describedby={error ? "login-error" : undefined} onInput={event => { setToken(event.currentTarget.value); setError(undefined); }} />
          </label>
          {error && <p id="login-error" class="error" role="alert">{error}</p>}
          <Button kind="primary" type="submit" busy={busy} disabled={!token.trim()}>{t("logIn")}</Button>
        </form>
        <details class="login-help" open>
          <summary>{t("whereToken")}</summary>
          <p>{t("tokenUp")}</p>
          <CodeLine code="cat .ops/gateway/admin-token" />
          <p>{t("tokenElsewhere")}</p>
          <p>{t("tokenLost")}</p>
        </details>
      </div>
      <Preferences />
    </main>
  );
}
