import { useState } from "preact/hooks";
import { readLock } from "../api/locks.ts";
import type { LockView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { Time } from "../time/Time.tsx";
import { useLoad } from "../ui/useLoad.ts";

/** How many tasks wait for a lock; opened, which, the next one first. */
export function LockLine({ lock }: { lock: LockView }) {
  const [open, setOpen] = useState(false);
  const { data } = useLoad(signal => (open ? readLock(lock.id, signal).catch(() => undefined) : Promise.resolve(undefined)), [lock.id, lock.holder.task, lock.waiting, open]); // one that is free by now is gone from the list soon
  if (lock.waiting === 0) {
    return <span class="faint">{t("nobodyWaits")}</span>;
  }

  return (
    <details open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t("tasksWait", { n: lock.waiting })}</summary>
      {data?.line && <ol class="lock-line">{data.line.map(waiter => (
        <li key={waiter.task}><a class="mono" href={`/tasks/${encodeURIComponent(waiter.task)}`}>{waiter.task}</a> <span class="faint">{waiter.agent.name} · <Time at={waiter.submittedAt} /></span></li>))}</ol>}
    </details>
  );
}
