import { useState } from "preact/hooks";
import { listJobHosts } from "../api/jobs.ts";
import type { JobHost, JobHostState, JobView } from "../api/types.ts";
import { said } from "../i18n/said.ts";
import { t } from "../i18n/t.ts";
import { PhaseMark } from "../tasks/PhaseMark.tsx";
import { Time } from "../time/Time.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { useLoad } from "../ui/useLoad.ts";
import { hostStates } from "./hostStates.ts";

const pageSize = 200;

/** The hosts of a job in the order of their turns, those of one state or all. */
export function HostsOfJob({ job }: { job: JobView }) {
  const [state, setState] = useState<JobHostState>();
  const [pages, setPages] = useState(1);
  const { data, error, again } = useLoad(signal => firstHosts(job.id, state, pages, signal), [job.id, job.seen, state, pages]);
  return (
    <section class="card" aria-label={t("jobHosts")}>
      <div class="phase-filter job-states">
        <button type="button" aria-pressed={state === undefined} onClick={() => setState(undefined)}>{t("all")} <span class="number">{job.hosts}</span></button>
        {hostStates.map(each => (
          <button key={each} type="button" class={`state-${each}`} aria-pressed={state === each} disabled={job.counts[each] === 0 && state !== each} onClick={() => setState(each)}>
            <i aria-hidden="true" />{t(`jobState_${each}`)} <span class="number">{job.counts[each]}</span>
          </button>
        ))}
      </div>
      {error && !data ? <Failed error={error} again={again} /> : !data ? <Loading rows={4} /> : data.hosts.length === 0 ? <Notice icon="fleet" title={t("noHostThere")} /> : (
        <ul class="plain-rows job-hosts">{data.hosts.map(host => <HostOfJob key={host.number} host={host} />)}</ul>)}
      {data?.more && <button type="button" class="button" onClick={() => setPages(pages + 1)}>{t("more")}</button>}
    </section>
  );
}

function HostOfJob({ host }: { host: JobHost }) {
  const why = said(host.why, host.reason);
  return (
    <li>
      <span>
        <span class="number faint">{host.number}</span> <a href={`/hosts/${encodeURIComponent(host.agent.id)}`}>{host.agent.name}</a>
        {why && <span class="faint block">{why}</span>}
      </span>
      {host.phase ? <PhaseMark phase={host.phase} /> : <span class={`job-state state-${host.state}`}>{t(`jobState_${host.state}`)}</span>}
      <span class="number">{host.exitCode === undefined ? <span class="faint">–</span> : <span class={host.exitCode === 0 ? "faint" : "bad"}>{host.exitCode}</span>}</span>
      <span class="faint">{host.endedAt ? <Time at={host.endedAt} /> : "–"}</span>
      <span>{host.taskId && <a class="mono" href={`/tasks/${encodeURIComponent(host.taskId)}`}>{host.taskId}</a>}</span>
    </li>
  );
}

async function firstHosts(id: string, state: JobHostState | undefined, pages: number, signal: AbortSignal): Promise<{ hosts: JobHost[]; more: boolean }> {
  const hosts: JobHost[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages && (page === 0 || cursor !== undefined); page++) {
    const next = await listJobHosts(id, state, pageSize, cursor, signal);
    hosts.push(...next.items);
    cursor = next.nextCursor;
  }

  return { hosts, more: cursor !== undefined };
}
