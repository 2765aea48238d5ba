import { useState } from "preact/hooks";
import { listSessions, listTokens, revokeSession, revokeToken } from "../api/access.ts";
import type { TokenView } from "../api/types.ts";
import { useValue } from "../app/useValue.ts";
import { t } from "../i18n/t.ts";
import { now } from "../time/now.ts";
import { Time } from "../time/Time.tsx";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Screen } from "../ui/Screen.tsx";
import { useLoad } from "../ui/useLoad.ts";
import { clientName } from "./clientName.ts";
import { NewTokenForm } from "./NewTokenForm.tsx";

const kinds: readonly TokenView["kind"][] = ["admin", "agent", "join"];

interface Asking { title: string; text: string; act: () => Promise<void> }

/** Who is logged in, and which tokens open the door. */
export function AccessScreen() {
  const sessions = useLoad(listSessions, [], 15_000);
  const tokens = useLoad(listTokens, [], 30_000);
  const [making, setMaking] = useState(false);
  const present = useValue(now);
  const expired = (token: TokenView) => token.expiresAt !== undefined && Date.parse(token.expiresAt) <= present;
  const [asking, setAsking] = useState<Asking | null>(null);
  return (
    <Screen title={t("access")} name={t("access")} actions={<a class="button" href="/secrets"><Icon name="key" /><span>{t("secrets")}</span></a>}>
      <div class="access">
        <section class="card" aria-label={t("sessions")}>
          <header><h2>{t("sessions")}</h2></header>
          {sessions.error && !sessions.data ? <Failed error={sessions.error} again={sessions.again} /> : !sessions.data ? <Loading rows={2} /> : (
            <ul class="plain-rows sessions">
              {sessions.data.items.map(session => (
                <li key={session.id}>
                  <span><b>{session.name}</b>{session.current && <span class="badge">{t("thisSession")}</span>}<span class="faint block" title={session.client}>{clientName(session.client)}{session.from && ` · ${session.from}`}</span></span>
                  <span class="faint">{t("lastSeen")} <Time at={session.lastSeenAt} /></span>
                  <span class="faint">{t("expires")} <Time at={session.expiresAt} as="exact" /></span>
                  <Button kind="quiet" onClick={() => setAsking({ title: t("revokeSessionTitle"), text: session.current ? t("revokeOwnText") : t("revokeSessionText", { name: session.name }),
                    act: async () => { await revokeSession(session.id); if (session.current) location.assign("/"); sessions.again(); } })}>{t("revoke")}</Button>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section class="card" aria-label={t("tokens")}>
          <header><h2>{t("tokens")}</h2><Button icon="plus" onClick={() => setMaking(true)}>{t("newToken")}</Button></header>
          <p class="hint">{t("tokensHint")} <code>opsctl tokens create ada</code></p>
          {!tokens.data ? <Loading rows={2} /> : (
            <ul class="plain-rows">
              {tokens.data.items.filter(token => !token.revoked && token.usesLeft !== 0).sort((a, b) => Number(expired(a)) - Number(expired(b)) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind)).map(token => (
                <li key={token.id} class={expired(token) ? "expired" : ""}>
                  <span><b>{token.name}</b>{expired(token) && <span class="badge warn">{t("expired")}</span>} <span class="mono faint">{token.id}</span></span>
                  <span class="faint">{t(`token_${token.kind}`)}{token.createdBy && ` · ${t("madeBy", { name: token.createdBy })}`}{token.usesLeft !== undefined && ` · ${t("usesLeft", { n: token.usesLeft })}`}</span>
                  <span class="faint">{token.lastUsedAt ? <>{t("lastUsed")} <Time at={token.lastUsedAt} /></> : t("neverUsed")}</span>
                  <span class="faint">{token.expiresAt ? <>{t(expired(token) ? "expiredAt" : "expires")} <Time at={token.expiresAt} as="exact" /></> : t("neverExpires")}</span>
                  <Button kind="quiet" onClick={() => setAsking({ title: t("revokeTokenTitle", { name: token.name }), text: t("revokeTokenText"), act: async () => { await revokeToken(token.id); tokens.again(); } })}>{t("revoke")}</Button>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
      {making && <NewTokenForm onClose={() => { setMaking(false); tokens.again(); }} />}
      {asking && <Confirm title={asking.title} text={asking.text} action={t("revoke")} danger onClose={() => setAsking(null)} onConfirm={asking.act} />}
    </Screen>
  );
}
