import { t } from "../i18n/t.ts";
import { Elapsed } from "../time/Elapsed.tsx";
import { Time } from "../time/Time.tsx";
import { titleOf } from "../tasks/titleOf.ts";
import { whyOf } from "../tasks/whyOf.ts";
import { PhaseMark } from "../tasks/PhaseMark.tsx";
import { useTasks } from "../tasks/useTasks.ts";

/** What runs and waits on a host, each with the reason; then what ran. */
export function HostTasks({ id, name }: { id: string; name: string }) {
  const open = useTasks({ agent: id, open: true });
  const past = useTasks({ agent: id, open: false });
  return (
    <>
      <section class="card" aria-label={t("queue")}>
        <header><h2>{t("queue")}</h2>{open.items.length > 0 && <span class="count">{open.items.length}{open.more ? "+" : ""}</span>}</header>
        {open.items.length === 0 ? <p class="faint">{t(open.loaded ? "queueEmpty" : "loading")}</p> : (
          <ul class="queue">
            {open.items.slice(0, 100).map(task => (
              <li key={task.id}>
                <PhaseMark phase={task.phase} />
                <a class="queue-title" href={`/tasks/${encodeURIComponent(task.id)}`} title={task.id}>{titleOf(task)}</a>
                <span class="faint why">{whyOf(task)}</span>
                <span class="faint"><Elapsed from={task.startedAt ?? task.submittedAt} /></span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="card" aria-label={t("pastTasks")}>
        <header><h2>{t("pastTasks")}</h2><a href={`/tasks?host=${encodeURIComponent(name)}`}>{t("all")}</a></header>
        {past.items.length === 0 ? <p class="faint">{t(past.loaded ? "noPastTask" : "loading")}</p> : (
          <ul class="queue">
            {past.items.slice(0, 15).map(task => (
              <li key={task.id}>
                <PhaseMark phase={task.phase} />
                <a class="queue-title" href={`/tasks/${encodeURIComponent(task.id)}`} title={task.id}>{titleOf(task)}</a>
                <span class="faint why">{task.exitCode !== undefined && `${t("exit")} ${task.exitCode}`}</span>
                <span class="faint"><Time at={task.endedAt ?? task.submittedAt} /></span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
