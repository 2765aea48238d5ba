import { useEffect, useState } from "preact/hooks";
import { groupJobHosts } from "../api/jobs.ts";
import type { JobGroup, JobGroupBy, JobView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { PhaseMark } from "../tasks/PhaseMark.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Loading } from "../ui/Loading.tsx";
import { useLoad } from "../ui/useLoad.ts";

/** Milliseconds, while not all that the hosts printed is stored. */
const askAgainAfter = 2_000;

const ways: readonly JobGroupBy[] = ["outcome", "lastLine", "output"];

/** Hosts of a job with which it went alike, so that the few with which it did not are seen. Logs are read when somebody asks, and once more when the job is over. */
export function GroupsOfJob({ job }: { job: JobView }) {
  const [by, setBy] = useState<JobGroupBy>("outcome");
  const { data, error, again } = useLoad(signal => groupJobHosts(job.id, by, signal), [job.id, by, by === "outcome" || job.terminal ? job.seen : ""]);
  const isIncomplete = (data?.incomplete ?? 0) > 0;
  useEffect(() => {
    const timer = isIncomplete ? setTimeout(again, askAgainAfter) : undefined;
    return () => clearTimeout(timer);
  }, [data]);
  return (
    <section class="card" aria-label={t("jobGroups")}>
      <div class="phase-filter job-groups-head" role="group" aria-label={t("jobGroupsBy")}>
        <h2>{t("jobGroups")}</h2>
        {ways.map(way => <button key={way} type="button" aria-pressed={way === by} onClick={() => setBy(way)}>{t(`jobGroupsBy_${way}`)}</button>)}
      </div>
      {error && !data ? <Failed error={error} again={again} /> : !data ? <Loading rows={2} /> : (
        <ul class="plain-rows job-groups">{data.items.map(group => <Group key={`${group.some[0]!.number}`} group={group} />)}</ul>)}
      {isIncomplete && <p class="faint" role="status">{t("jobGroupsIncomplete", { n: data!.incomplete })}</p>}
      {data && data.groups > data.items.length && <p class="faint">{t("jobGroupsMore", { n: data.items.length, of: data.groups })}</p>}
    </section>
  );
}

function Group({ group }: { group: JobGroup }) {
  return (
    <li>
      <b class="number">{group.hosts}</b>
      {group.phase ? <PhaseMark phase={group.phase} /> : <span class={`job-state state-${group.state}`}>{t(`jobState_${group.state}`)}</span>}
      <span class="number">{group.exitCode === undefined ? <span class="faint">–</span> : <span class={group.exitCode === 0 ? "faint" : "bad"}>{group.exitCode}</span>}</span>
      <span class="group-what">
        {group.lastLine !== undefined && <code class="block">{group.lastLine}</code>}
        {group.outputSha256 !== undefined && (group.output ? <pre tabIndex={0}>{group.output}</pre> : <span class="faint block">{t("noOutput")}</span>)}
        {group.outputCut && <span class="faint block">{t("outputCut")}</span>}
        <span class="faint">
          {group.some.map((host, i) => <span key={host.number}>{i > 0 && ", "}<a href={host.taskId ? `/tasks/${encodeURIComponent(host.taskId)}` : `/hosts/${encodeURIComponent(host.agent.id)}`}>{host.agent.name}</a></span>)}
          {group.hosts > group.some.length && ` ${t("andMore", { n: group.hosts - group.some.length })}`}
        </span>
      </span>
    </li>
  );
}
