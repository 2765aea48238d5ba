import { useState } from "preact/hooks";
import { listLocks, releaseLock } from "../api/locks.ts";
import { allPages } from "../api/pages.ts";
import type { LockView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { Time } from "../time/Time.tsx";
import { Button } from "../ui/Button.tsx";
import { CodeLine } from "../ui/CodeLine.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { useLoad } from "../ui/useLoad.ts";
import { LockLine } from "./LockLine.tsx";

const pageSize = 500;
const everyMs = 5_000;

/** The locks that tasks have: which task has each, since when, and who waits for it. */
export function LocksScreen() {
  const { data, error, again } = useLoad(signal => allPages(cursor => listLocks(pageSize, cursor, signal)), [], everyMs);
  const [releasing, setReleasing] = useState<LockView | null>(null);
  return (
    <Screen title={t("locks")} name={t("locks")}>
      {error && !data ? <Failed error={error} again={again} /> : !data ? <Loading rows={3} /> : data.length === 0 ? (
        <Notice icon="lock" title={t("noLocks")}><p>{t("noLocksText")}</p><CodeLine code="opsctl run --on web-1 --lock deploy --script deploy.sh" /></Notice>
      ) : (
        <section class="card locks" aria-label={t("locks")}>
          <ul class="plain-rows">{data.map(lock => (
            <li key={lock.id}>
              <span><b class="mono">{lock.lock}</b>{lock.agent && <span class="block faint"><a href={`/hosts/${encodeURIComponent(lock.agent.id)}`}>{lock.agent.name}</a></span>}</span>
              <span><a class="mono" href={`/tasks/${encodeURIComponent(lock.holder.task)}`}>{lock.holder.task}</a><span class="block faint">{lock.holder.agent.name} · <Time at={lock.holder.since} /></span></span>
              <span><LockLine lock={lock} /></span>
              <Button kind="quiet" onClick={() => setReleasing(lock)}>{t("releaseLock")}</Button>
            </li>))}</ul>
        </section>
      )}
      {releasing && <Confirm title={t("releaseLockTitle", { lock: releasing.lock })} text={t("releaseLockText", { task: releasing.holder.task, host: releasing.holder.agent.name })} action={t("releaseLock")} danger
        onClose={() => setReleasing(null)} onConfirm={async () => { await releaseLock(releasing.id, releasing.holder.task); again(); }} />}
    </Screen>
  );
}
